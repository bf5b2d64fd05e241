using Attune.Measurement.Distributions;
using Attune.Measurement.Effects;
using Attune.Measurement.Summaries;

namespace Attune.Measurement.Missing;

/// <summary>
/// A linear model fitted to each imputation and pooled, and what becomes of it if values that were not given lie a constant
/// away from what was imputed (delta adjustment, a pattern-mixture model; Carpenter and Kenward 2013, chapter 10).
/// </summary>
/// <remarks>Takes one summary for each imputation; with a variable that is 1 where the outcome was filled in, every shift
/// follows from the same summaries.</remarks>
public sealed class ImputedModel
{
    /// <summary>How far from 0 a tipping point is looked for, in standard deviations of the outcome.</summary>
    public const double Furthest = 20;

    private readonly IReadOnlyList<MomentSummary> imputations;
    private readonly string outcome;
    private readonly string? shifted;
    private readonly string[] predictors;
    private readonly Lazy<ShiftedFit[]> shifts;

    /// <summary>Takes the completed rows; nothing is fitted before it is asked for.</summary>
    /// <param name="imputations">Moments of the completed rows, one summary for each imputation, over the same variables.</param>
    /// <param name="outcome">Name of the outcome.</param>
    /// <param name="predictors">Names of the predictors.</param>
    /// <param name="shifted">Name of the variable that is 1 where the outcome was filled in and may lie elsewhere, 0 otherwise;
    /// null where no shift will be asked for.</param>
    public ImputedModel(IReadOnlyList<MomentSummary> imputations, string outcome, IReadOnlyList<string> predictors, string? shifted = null)
    {
        (this.imputations, this.outcome, this.predictors, this.shifted) = (imputations, outcome, [.. predictors], shifted);
        shifts = new Lazy<ShiftedFit[]>(() => [.. imputations.Select(Follow)]);
    }

    /// <summary>Pooled coefficients: the intercept, then the predictors in order.</summary>
    /// <param name="delta">Added to every filled-in outcome, in the outcome's unit.</param>
    /// <param name="confidence">Of the intervals; strictly between 0 and 1.</param>
    /// <exception cref="AssumptionException">Fewer than two imputations, imputations of unlike size, or one that a linear model
    /// cannot be fitted to.</exception>
    public IReadOnlyList<PooledTerm> Pool(double delta = 0, double confidence = 0.95)
    {
        if (imputations.Count < 2)
            throw new AssumptionException("at least two imputations", $"{imputations.Count} given");
        if (imputations.Any(imputation => imputation.Count != imputations[0].Count))
            throw new AssumptionException("as many rows in each imputation", $"{imputations.Min(imputation => imputation.Count)} to {imputations.Max(imputation => imputation.Count)} rows");
        LinearModel[] models = [.. imputations.Select(imputation => LinearModel.Fit(Shift(imputation, delta), outcome, predictors))];
        Coefficient[][] coefficients = [.. models.Select(model => model.Classical(confidence).ToArray())];
        return [.. models[0].Terms.Select((term, k) => PooledTerm.Of(
            term, [.. coefficients.Select(own => own[k].Value)], [.. coefficients.Select(own => own[k].StandardError * own[k].StandardError)], models[0].ResidualDf, confidence))];
    }

    /// <summary>
    /// The shift nearest 0 at which the interval of a coefficient begins or ceases to hold 0: how different the missing values
    /// would have to be for the conclusion to change. Looked for up to <see cref="Furthest"/> standard deviations either way.
    /// </summary>
    /// <param name="term">Place of the term, from 0 (the intercept).</param>
    /// <param name="confidence">Of the interval; strictly between 0 and 1.</param>
    /// <returns>In the outcome's unit; null where no such shift changes the conclusion.</returns>
    public double? Tipping(int term, double confidence = 0.95)
    {
        var at = imputations[0].IndexOf(outcome);
        var sd = Math.Sqrt(imputations[0].Covariance(at, at));
        var now = Clear(0);
        const int turns = 200;
        for (var turn = 1; turn <= turns; turn++)
        {
            // Steps that widen, so that near shifts are looked at closely.
            double near = Reach(turn - 1), far = Reach(turn);
            double?[] found = [Cross(near, far), Cross(-near, -far)];
            if (found.Where(shift => shift is not null).MinBy(shift => Math.Abs(shift!.Value)) is { } tipping)
                return tipping;
        }

        return null;

        double Reach(int turn) => Furthest * sd * Math.Pow((double)turn / turns, 2);

        double? Cross(double from, double to) => Clear(to) > 0 == now > 0
            ? null
            : Root.Increasing(share => (now > 0 ? -1 : 1) * Clear(from + share * (to - from)), 0, 1) * (to - from) + from;

        // Above 0 where the interval leaves 0 out.
        double Clear(double delta)
        {
            var coefficient = PooledTerm.Of(
                "", [.. shifts.Value.Select(own => own.Estimate(term, delta))], [.. shifts.Value.Select(own => own.Variance(term, delta))], ResidualDf, confidence).Coefficient;
            return Math.Abs(coefficient.T) - StudentT.Critical(confidence, coefficient.Df);
        }
    }

    private double ResidualDf => imputations[0].Count - predictors.Length - 1;

    private ShiftedFit Follow(MomentSummary imputation)
    {
        var at = imputation.IndexOf(outcome);
        var step = Math.Sqrt(imputation.Covariance(at, at));
        LinearModel Fit(double delta) => LinearModel.Fit(Shift(imputation, delta), outcome, predictors);
        return ShiftedFit.Of(Fit(-step), Fit(0), Fit(step), step);
    }

    private MomentSummary Shift(MomentSummary imputation, double delta)
    {
        if (delta == 0)
            return imputation;
        var by = imputation.IndexOf(shifted ?? throw new ArgumentException("No variable says which outcomes may lie elsewhere.", nameof(delta)));
        return imputation.Plus(imputation.IndexOf(outcome), by, Require.Finite(delta));
    }
}
