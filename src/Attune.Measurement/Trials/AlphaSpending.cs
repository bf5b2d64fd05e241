using Attune.Measurement.Distributions;

namespace Attune.Measurement.Trials;

/// <summary>
/// Boundaries of a trial that looks at its data more than once, so that chance does not get several chances: the level is spent
/// over the looks by the O'Brien and Fleming type function of Lan and DeMets (1983), which spends next to nothing early.
/// </summary>
/// <remarks>Two-sided and symmetric. Each side spends 2(1 − Φ(z(1 − α/4)/√t)) up to the share t of information, for α both sides
/// together. Boundaries follow by the recursive integration of Armitage, McPherson and Rowe (1969) over the increments of
/// Brownian motion.</remarks>
public static class AlphaSpending
{
    private const int Panels = 40;

    /// <summary>Boundaries for planned looks.</summary>
    /// <param name="fractions">Share of information at each look, rising, above 0; the last is 1.</param>
    /// <param name="alpha">Level of the trial, both sides together; strictly between 0 and 1.</param>
    /// <exception cref="ArgumentException">No look, fractions that do not rise, or a last one that is not 1.</exception>
    public static IReadOnlyList<SpendingLook> OBrienFleming(IReadOnlyList<double> fractions, double alpha = 0.05)
    {
        Require.Confidence(alpha);
        if (fractions.Count == 0 || fractions[^1] != 1 || fractions.Where((fraction, i) => !(fraction > (i == 0 ? 0 : fractions[i - 1]))).Any())
            throw new ArgumentException("Shares of information rise from above 0 to 1.", nameof(fractions));
        List<SpendingLook> looks = [];
        // Where the motion may be that has not crossed yet, with the weight of each point.
        double[] points = [0], weights = [1];
        double spent = 0, before = 0;
        foreach (var fraction in fractions)
        {
            var total = fraction == 1 ? alpha : Spend(alpha, fraction);
            var step = Math.Sqrt(fraction - before);
            var (from, mass) = (points, weights);
            double Crossed(double edge) => 2 * from.Select((point, i) => mass[i] * Normal.Cdf((point - edge) / step)).Sum();
            var scale = Math.Sqrt(fraction);
            var critical = Root.Increasing(z => total - spent - Crossed(z * scale), 0, 12);
            looks.Add(new SpendingLook(fraction, total, critical, Normal.TwoSided(critical)));
            (points, weights) = Step(from, mass, step, critical * scale, scale);
            (spent, before) = (total, fraction);
        }

        return looks;
    }

    private static double Spend(double alpha, double fraction) => 4 * (1 - Normal.Cdf(Normal.Quantile(1 - alpha / 4) / Math.Sqrt(fraction)));

    private static (double[] Points, double[] Weights) Step(double[] from, double[] mass, double step, double edge, double scale)
    {
        var reach = Math.Min(edge, 9 * scale);
        var rule = GaussLegendre.Twelve;
        var half = reach / Panels;
        var (points, weights) = (new double[Panels * rule.Nodes.Length], new double[Panels * rule.Nodes.Length]);
        for (int panel = 0, at = 0; panel < Panels; panel++)
            for (var node = 0; node < rule.Nodes.Length; node++, at++)
            {
                var x = points[at] = -reach + half * (2 * panel + 1 + rule.Nodes[node]);
                var density = 0.0;
                for (var i = 0; i < from.Length; i++)
                    density += mass[i] * Math.Exp(-(x - from[i]) * (x - from[i]) / (2 * step * step));
                weights[at] = half * rule.Weights[node] * density / (step * Math.Sqrt(2 * Math.PI));
            }

        return (points, weights);
    }
}
