using Attune.Measurement.Matrices;

namespace Attune.Measurement.Structure;

/// <summary>
/// What the second pass over the rows gives: the sandwich covariance of the parameters, the factor by which the
/// chi-square of items that are not normal is too large, and the factors of the corrected fit indices.
/// </summary>
internal sealed class RobustTrace
{
    /// <summary>Huber–White covariance of the parameters, in scaled items.</summary>
    public required double[] ParameterCovariance { get; init; }

    /// <summary>Yuan–Bentler factor, (tr B₁A₁⁻¹ − tr B₀A₀⁻¹) / df; null where it is not above 0 or there is no df.</summary>
    public required double? Factor { get; init; }

    /// <summary>Chi-square and factor for corrected CFI, TLI and RMSEA, of the model and of unrelated items.</summary>
    public required (double ChiSquared, double Factor, double BaselineChiSquared, double BaselineFactor)? Corrected { get; init; }

    public static RobustTrace Of(FactorFit fit)
    {
        var (model, likelihood) = (fit.Model, fit.Likelihood);
        var q = model.ParameterCount;
        var meat = new double[q * q];
        double saturatedTrace = 0, unrelatedTrace = 0;
        var incomplete = new List<NaturalInformation>();
        for (var g = 0; g < fit.Groups.Count; g++)
        {
            if (likelihood.Complete)
            {
                var (h1, alone) = CompleteRows(fit, g, meat);
                saturatedTrace += h1;
                unrelatedTrace += alone;
            }
            else
                incomplete.Add(IncompleteRows(fit, g, meat));
        }

        Spd.Mirror(meat, q);
        for (var i = 0; i < meat.Length; i++)
            meat[i] /= likelihood.Count;
        var bread = fit.InverseInformation(observed: true);
        double[] left = new double[q * q], covariance = new double[q * q];
        Spd.Multiply(bread, meat, left, q, q, q);
        var modelTrace = Enumerable.Range(0, q).Sum(i => left[i * q + i]);
        Spd.Multiply(left, bread, covariance, q, q, q);
        for (var i = 0; i < covariance.Length; i++)
            covariance[i] /= likelihood.Count;

        FimlCorrection? correction = null;
        if (!likelihood.Complete)
        {
            correction = FimlCorrection.Of(fit, incomplete);
            saturatedTrace = correction.SaturatedTrace;
        }

        double? factor = fit.Df > 0 && (saturatedTrace - modelTrace) / fit.Df is > 0 and var value ? value : null;
        return new RobustTrace
        {
            ParameterCovariance = covariance,
            Factor = factor,
            Corrected = factor is null ? null
                : correction is null ? (fit.ChiSquared, factor.Value, fit.BaselineChiSquared, (saturatedTrace - unrelatedTrace) / fit.BaselineDf)
                : (correction.ChiSquared, correction.Trace / fit.Df, correction.BaselineChiSquared, correction.BaselineTrace / fit.BaselineDf),
        };
    }

    /// <summary>Traces of B A⁻¹ of the saturated model (half of Mardia's kurtosis less its expectation under one) and of
    /// unrelated items, means included where the model has any.</summary>
    private static (double Saturated, double Unrelated) CompleteRows(FactorFit fit, int g, double[] meat)
    {
        var (p, saturated, state) = (fit.Model.Items, fit.Saturated[g], fit.Likelihood.States[g]);
        double[] mean = fit.Model.Means ? new double[p] : saturated.Mean, fourth = new double[p];
        var scores = new CompleteScores(state, fit.Model.ParameterCount, saturated, mean);
        Pass(fit, g, given =>
        {
            var row = scores.Room;
            for (var i = 0; i < p; i++)
            {
                if (given[i] is not { } value)
                    return;
                row[i] = (value - fit.Scale.Centre[i]) / fit.Scale.Unit[i] - mean[i];
            }

            scores.Next();
        });
        var kurtosis = scores.AddTo(meat, fourth);
        SameRows(scores.Count, fit.Groups[g]);
        var n = saturated.Count;
        double means = fit.Model.Means ? p : 0, alone = 0;
        for (var i = 0; i < p; i++)
            alone += (fourth[i] / n / Math.Pow(saturated.Covariance[i * p + i], 2) - 1) / 2;
        return ((kurtosis / n - p) / 2 + means, alone + means);
    }

    /// <summary>The rows' scores, and with the first model fitted to them what they tell of the saturated one.</summary>
    private static NaturalInformation IncompleteRows(FactorFit fit, int g, double[] meat)
    {
        var p = fit.Model.Items;
        var scores = new CasewiseScores(fit.Likelihood.States[g], fit.Model.ParameterCount, meat);
        var moments = fit.Shared.Natural[g] is null ? new NaturalMoments(fit.Saturated[g]) : null;
        var row = new double[p];
        var missing = new int[p];
        long seen = 0;
        Pass(fit, g, given =>
        {
            var m = 0;
            for (var i = 0; i < p; i++)
                if (given[i] is { } value)
                    row[i] = (value - fit.Scale.Centre[i]) / fit.Scale.Unit[i];
                else
                    (row[i], missing[m++]) = (0, i);
            if (m == p)
                return;
            seen++;
            scores.Add(row, missing.AsSpan(0, m));
            moments?.Add(row, missing.AsSpan(0, m));
        });
        scores.Flush();
        SameRows(seen, fit.Groups[g]);
        return fit.Shared.Natural[g] ??= moments!.Finish();
    }

    private static void Pass(FactorFit fit, int g, RowVisitor visitor)
    {
        var rows = fit.Groups[g].Rows ?? throw new ArgumentException("Robust figures need a second pass over the rows.", nameof(fit));
        var p = fit.Model.Items;
        rows(row =>
        {
            if (row.Length != p)
                throw new ArgumentException($"A row has {p} values; this one has {row.Length}.", nameof(fit));
            visitor(row);
        });
    }

    private static void SameRows(long seen, GroupRows group)
    {
        if (seen != group.Count)
            throw new ArgumentException($"The second pass saw {seen} rows, the summary {group.Count}.", nameof(seen));
    }
}
