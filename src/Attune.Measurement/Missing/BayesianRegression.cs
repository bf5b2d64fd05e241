using Attune.Measurement.Summaries;

namespace Attune.Measurement.Missing;

/// <summary>
/// A regression of one column on features, from moments, and a draw of its coefficients and residual spread from their
/// posterior (Rubin 1987, p. 167): σ*² = RSS/χ²(n − p), β* = β̂ + σ* (X'X)^(−½) z. Features that follow from those before
/// them are left out.
/// </summary>
internal sealed class BayesianRegression
{
    private const double Collinear = 1e-8;

    private readonly MomentSummary moments;
    private readonly List<int> used = [];
    private readonly List<double[]> factor = [];
    private readonly double[] scales;
    private readonly double[] slopes;
    private readonly double rest;

    /// <param name="moments">Features, then the column, over rows in which the column was given.</param>
    public BayesianRegression(MomentSummary moments)
    {
        this.moments = moments;
        var p = moments.Variables.Count - 1;
        scales = [.. Enumerable.Range(0, p).Select(j => Math.Sqrt(moments.Cross(j, j)))];
        List<double> right = [];
        for (var j = 0; j < p; j++)
        {
            if (!(scales[j] > 0))
                continue;
            // One row more of the Cholesky factor of the correlations.
            var row = new double[used.Count + 1];
            var left = 1.0;
            for (var k = 0; k < used.Count; k++)
            {
                row[k] = moments.Cross(j, used[k]) / scales[j] / scales[used[k]];
                for (var l = 0; l < k; l++)
                    row[k] -= row[l] * factor[k][l];
                row[k] /= factor[k][k];
                left -= row[k] * row[k];
            }

            if (left < Collinear || used.Count + 3 > moments.Count)
                continue;
            row[^1] = Math.Sqrt(left);
            var value = moments.Cross(j, p) / scales[j];
            for (var k = 0; k < used.Count; k++)
                value -= row[k] * right[k];
            right.Add(value / row[^1]);
            factor.Add(row);
            used.Add(j);
        }

        slopes = Back([.. right]);
        rest = Math.Max(0, moments.Cross(p, p) - right.Sum(value => value * value));
    }

    /// <summary>Features that say something which those before them do not.</summary>
    public IReadOnlyList<int> Used => used;

    public (double Level, double[] Slopes) Best() => (moments.Mean(moments.Variables.Count - 1), Spread(slopes));

    public (double Level, double[] Slopes, double Sigma) Draw(Generator generator)
    {
        var df = Math.Max(1, moments.Count - used.Count - 1);
        var sigma = Math.Sqrt(rest / generator.ChiSquared(df));
        var noise = new double[used.Count];
        for (var k = 0; k < noise.Length; k++)
            noise[k] = sigma * generator.Normal();
        var moved = Back(noise);
        for (var k = 0; k < moved.Length; k++)
            moved[k] += slopes[k];
        return (moments.Mean(moments.Variables.Count - 1) + sigma * generator.Normal() / Math.Sqrt(moments.Count), Spread(moved), sigma);
    }

    /// <summary>What to take off a feature before its slope counts.</summary>
    public double Mean(int feature) => moments.Mean(feature);

    private double[] Back(double[] right)
    {
        var solution = (double[])right.Clone();
        for (var i = solution.Length - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < solution.Length; k++)
                solution[i] -= factor[k][i] * solution[k];
            solution[i] /= factor[i][i];
        }

        return solution;
    }

    private double[] Spread(double[] chosen)
    {
        var all = new double[scales.Length];
        for (var k = 0; k < chosen.Length; k++)
            all[used[k]] = chosen[k] / scales[used[k]];
        return all;
    }
}
