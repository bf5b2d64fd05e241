using Attune.Measurement.Summaries;

namespace Attune.Measurement.Missing;

/// <summary>
/// Posterior of y = Xβ + u + e with u ~ N(0, λσ²) by cluster and e ~ N(0, σ²), from moments by cluster. With β and log σ flat,
/// the posterior of λ alone is its restricted likelihood times its prior: |V|^(−½) |X'V⁻¹X|^(−½) RSS^(−(n − p)/2), where RSS is
/// what generalised least squares leave (Harville 1974). It is laid out over the intraclass correlation ρ = λ/(1 + λ), uniform
/// before the data; given ρ, σ² is RSS over a χ², β normal around its generalised least squares, and each level normal.
/// </summary>
internal sealed class ClusterPosterior
{
    /// <summary>Cells that the intraclass correlation is laid out in, and how far below the highest the density is let go.</summary>
    private const int Cells = 100;

    private const double Depth = 15;

    private readonly Cluster[] clusters;
    private readonly int[] used;
    private readonly int predictors;
    private readonly double[] centre;
    private readonly double[,] within;
    private readonly double df;
    private readonly double low, width;
    private readonly double[] cumulative;

    public ClusterPosterior(GroupedSummary<MomentSummary> given)
    {
        var total = given.Total();
        predictors = total.Variables.Count - 1;
        used = [.. new BayesianRegression(total).Used, predictors];
        centre = [.. used.Select(total.Mean)];
        df = Math.Max(1, total.Count - used.Length);
        // The intercept, then what is used, then the outcome.
        within = new double[used.Length + 1, used.Length + 1];
        foreach (var part in given.Groups.Values)
            for (var a = 0; a < used.Length; a++)
                for (var b = 0; b < used.Length; b++)
                    within[a + 1, b + 1] += part.Cross(used[a], used[b]);
        clusters = [.. given.Groups.Where(part => part.Value.Count > 0).OrderBy(part => part.Key, StringComparer.Ordinal)
            .Select(part => new Cluster(part.Key, part.Value.Count, [1, .. used.Select((variable, k) => part.Value.Mean(variable) - centre[k])]))];
        (low, width, cumulative) = LayOut();
    }

    /// <summary>The intraclass correlation of highest density, to within a cell: where restricted maximum likelihood has it.</summary>
    public double Mode
    {
        get
        {
            var shares = cumulative.Select((value, i) => value - (i == 0 ? 0 : cumulative[i - 1])).ToList();
            return low + (shares.IndexOf(shares.Max()) + 0.5) * width;
        }
    }

    public ClusterDraw Draw(Generator generator)
    {
        var cell = Array.BinarySearch(cumulative, generator.Uniform() * cumulative[^1]);
        var rho = low + (Math.Min(cell < 0 ? ~cell : cell, Cells - 1) + generator.Uniform()) * width;
        var lambda = rho / (1 - rho);
        var fit = Fit(lambda);
        var sigma = Math.Sqrt(fit.Rest / generator.ChiSquared(df));
        var noise = new double[used.Length];
        for (var k = 0; k < noise.Length; k++)
            noise[k] = sigma * generator.Normal();
        var beta = fit.Coefficients(noise);
        var levels = new Dictionary<string, double>(clusters.Length, StringComparer.Ordinal);
        foreach (var cluster in clusters)
        {
            var apart = cluster.Means[^1];
            for (var k = 0; k < beta.Length; k++)
                apart -= beta[k] * cluster.Means[k];
            var whole = 1 + cluster.Count * lambda;
            levels.Add(cluster.Name, cluster.Count * lambda / whole * apart + sigma * Math.Sqrt(lambda / whole) * generator.Normal());
        }

        var slopes = new double[predictors];
        var intercept = beta[0] + centre[^1];
        for (var k = 1; k < beta.Length; k++)
        {
            slopes[used[k - 1]] = beta[k];
            intercept -= beta[k] * centre[k - 1];
        }

        return new ClusterDraw(intercept, slopes, sigma, sigma * Math.Sqrt(lambda), levels);
    }

    /// <summary>The density in equal cells over where it is not next to nothing, closer and closer.</summary>
    private (double Low, double Width, double[] Cumulative) LayOut()
    {
        double from = 0, to = 1;
        while (true)
        {
            var step = (to - from) / Cells;
            var heights = Enumerable.Range(0, Cells).Select(cell => Density(from + (cell + 0.5) * step)).ToArray();
            var highest = heights.Max();
            int first = Math.Max(0, Array.FindIndex(heights, height => height > highest - Depth) - 1),
                last = Math.Min(Cells - 1, Array.FindLastIndex(heights, height => height > highest - Depth) + 1);
            if (last - first + 1 > Cells / 2 || to - from < 1e-6)
            {
                var sum = 0.0;
                return (from, step, [.. heights.Select(height => sum += Math.Exp(height - highest))]);
            }

            (from, to) = (from + first * step, from + (last + 1) * step);
        }
    }

    private double Density(double rho)
    {
        var lambda = rho / (1 - rho);
        var fit = Fit(lambda);
        return -0.5 * (clusters.Sum(cluster => Math.Log(1 + cluster.Count * lambda)) + fit.LogDeterminant + df * Math.Log(Math.Max(fit.Rest, 1e-300)));
    }

    private SymmetricFactor Fit(double lambda)
    {
        var cross = (double[,])within.Clone();
        foreach (var cluster in clusters)
        {
            var weight = cluster.Count / (1 + cluster.Count * lambda);
            for (var a = 0; a < cluster.Means.Length; a++)
                for (var b = 0; b <= a; b++)
                    cross[a, b] += weight * cluster.Means[a] * cluster.Means[b];
        }

        return new SymmetricFactor(cross);
    }

    private readonly record struct Cluster(string Name, double Count, double[] Means);
}
