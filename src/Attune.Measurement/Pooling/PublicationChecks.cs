using Attune.Measurement.Distributions;
using Attune.Measurement.Effects;
using Attune.Measurement.Summaries;

namespace Attune.Measurement.Pooling;

/// <summary>
/// How far a pooled mean could rest on studies that are missing or on a single one: funnel asymmetry (Egger; Begg and
/// Mazumdar), trim and fill, leaving studies out, influence.
/// </summary>
/// <remarks>None of these proves that studies are missing: small studies may differ for good reasons. For the mean effect
/// alone, without moderators.</remarks>
public static class PublicationChecks
{
    /// <summary>A study left out.</summary>
    /// <param name="Without">The model of the others.</param>
    /// <param name="CooksDistance">Squared shift of the mean over its variance; 0 or more, larger is more influential.</param>
    /// <param name="StudentisedResidual">The study's distance from the mean of the others, in its standard errors; under Knapp
    /// and Hartung these take the weighted residual variance of the others, as metafor's.</param>
    public sealed record LeftOut(RandomEffects Without, double CooksDistance, double StudentisedResidual);

    /// <summary>Studies filled in.</summary>
    /// <param name="Filled">How many; 0 or more.</param>
    /// <param name="OnTheRight">On which side of the mean they were missing.</param>
    /// <param name="Model">The model with them.</param>
    public sealed record Trimmed(int Filled, bool OnTheRight, RandomEffects Model);

    /// <summary>Egger's regression of effect/error on 1/error; the intercept is 0 in a symmetric funnel (Egger et al. 1997).</summary>
    /// <param name="effects">Three studies or more, not all equally precise.</param>
    /// <param name="confidence">Of the interval; strictly between 0 and 1.</param>
    /// <exception cref="AssumptionException">Fewer studies, equal precision, or an exact fit.</exception>
    public static Coefficient Egger(IReadOnlyList<StudyEffect> effects, double confidence = 0.95) => LinearModel.Fit(
        MomentSummary.Of(["precision", "effect"], effects.Select(effect => new[] { 1 / Math.Sqrt(effect.Variance), effect.Value / Math.Sqrt(effect.Variance) })),
        "effect", ["precision"]).Classical(confidence)[0];

    /// <summary>Kendall's rank correlation of standardised deviation and variance (Begg and Mazumdar 1994): exact probability
    /// below 50 studies without ties, normal approximation with tied variance otherwise (as R).</summary>
    /// <param name="effects">Two studies or more.</param>
    /// <exception cref="AssumptionException">Fewer than two, or all equally precise.</exception>
    public static (double Tau, double P) Begg(IReadOnlyList<StudyEffect> effects)
    {
        if (effects.Count < 2)
            throw new AssumptionException("at least two studies", $"{effects.Count} given");
        var weights = effects.Sum(effect => 1 / effect.Variance);
        var mean = effects.Sum(effect => effect.Value / effect.Variance) / weights;
        return Kendall.Test([.. effects.Select(effect => (effect.Value - mean) / Math.Sqrt(effect.Variance - 1 / weights))], [.. effects.Select(effect => effect.Variance)]);
    }

    /// <summary>Trim and fill with the estimator L₀ (Duval and Tweedie 2000).</summary>
    /// <param name="effects">Three studies or more.</param>
    /// <param name="method">How to estimate τ².</param>
    /// <param name="onTheRight">The side on which studies are thought missing; null to take the side away from which Egger's
    /// slope (random-effects regression on the standard error) points.</param>
    /// <param name="knappHartung">Whether the filled model is tested by t.</param>
    /// <param name="confidence">Of the filled model's intervals; strictly between 0 and 1.</param>
    /// <exception cref="AssumptionException">Too few studies.</exception>
    public static Trimmed TrimAndFill(
        IReadOnlyList<StudyEffect> effects, Heterogeneity method, bool? onTheRight = null, bool knappHartung = false, double confidence = 0.95)
    {
        if (effects.Count < 3)
            throw new AssumptionException("at least three studies", $"{effects.Count} given");
        var right = onTheRight ?? RandomEffects.Fit(effects, ["error"], [.. effects.Select(effect => new[] { Math.Sqrt(effect.Variance) })], method).Coefficients[1].Value < 0;
        var sign = right ? -1 : 1;
        StudyEffect[] sorted = [.. effects.Select(effect => new StudyEffect(sign * effect.Value, effect.Variance)).OrderBy(effect => effect.Value)];
        int k = sorted.Length, missing = 0;
        double mean = 0;
        var seen = new HashSet<int>();
        for (var last = -1; missing != last;)
        {
            // A cycle would go on for ever; it ends at the value reached.
            if (!seen.Add(missing))
                break;
            last = missing;
            mean = RandomEffects.Fit(sorted[..Math.Max(2, k - missing)], method).Coefficients[0].Value;
            double[] centred = [.. sorted.Select(effect => effect.Value - mean)];
            int[] order = [.. Enumerable.Range(0, k).OrderBy(i => Math.Abs(centred[i]))];
            var ranks = order.Select((i, rank) => centred[i] > 0 ? rank + 1.0 : 0).Sum();
            missing = (int)Math.Max(0, Math.Round((4 * ranks - k * (k + 1.0)) / (2 * k - 1.0)));
        }

        // The far-out studies on the full side get mirror images on the other.
        var filled = sorted[(k - missing)..].Select(effect => new StudyEffect(sign * (2 * mean - effect.Value), effect.Variance));
        return new Trimmed(missing, right, RandomEffects.Fit([.. effects, .. filled], method, knappHartung, confidence));
    }

    /// <summary>Leaves each study out in turn.</summary>
    /// <param name="effects">Three studies or more.</param>
    /// <param name="method">How to estimate τ², each time anew.</param>
    /// <param name="knappHartung">Whether the models are tested by t.</param>
    /// <param name="confidence">Of their intervals; strictly between 0 and 1.</param>
    /// <exception cref="AssumptionException">Too few studies.</exception>
    public static IReadOnlyList<LeftOut> LeaveOut(
        IReadOnlyList<StudyEffect> effects, Heterogeneity method, bool knappHartung = false, double confidence = 0.95)
    {
        if (effects.Count < 3)
            throw new AssumptionException("at least three studies", $"{effects.Count} given");
        var all = RandomEffects.Fit(effects, method, knappHartung, confidence);
        return [.. effects.Select((effect, i) =>
        {
            var without = RandomEffects.Fit([.. effects.Where((_, other) => other != i)], method, knappHartung, confidence);
            var (mean, shift) = (without.Coefficients[0], all.Coefficients[0].Value - without.Coefficients[0].Value);
            return new LeftOut(without, shift * shift / all.VarianceOf(0),
                (effect.Value - mean.Value) / Math.Sqrt((effect.Variance + without.Tau2) * without.Scale + without.VarianceOf(0)));
        })];
    }
}
