using Attune.Measurement.Distributions;
using Attune.Measurement.Effects;

namespace Attune.Measurement.Pooling;

/// <summary>
/// Random-effects meta-analysis and meta-regression: study i's effect is xᵢ'β plus a deviation of variance τ² plus sampling
/// error of known variance vᵢ.
/// </summary>
/// <remarks>
/// Takes what studies report, never a person's row. Effects in their own unit; I² and R² in percent. The coefficients are
/// tested by the normal distribution (<c>z</c>) or, better with few studies, after Knapp and Hartung (2003) by t with
/// k − p degrees of freedom and errors scaled by the weighted residual variance. R's metafor 3.8 names the same figures
/// the same way.
/// </remarks>
public sealed class RandomEffects
{
    private readonly IReadOnlyList<StudyEffect> effects;
    private readonly IReadOnlyList<double[]> design;
    private readonly TauSquared variance;
    private readonly WeightedFit fit;
    private readonly WeightedFit common;
    private readonly double scale;
    private readonly double confidence;

    private RandomEffects(
        IReadOnlyList<StudyEffect> effects, IReadOnlyList<double[]> design, IReadOnlyList<string> terms, Heterogeneity method, bool knappHartung, double confidence)
    {
        (this.effects, this.design, this.confidence, Terms, Method, KnappHartung) = (effects, design, confidence, terms, method, knappHartung);
        variance = new TauSquared(effects, design);
        Tau2 = Require.Representable(variance.Estimate(method), "tau2");
        fit = variance.At(Tau2);
        common = variance.At(0);
        ResidualDf = effects.Count - terms.Count;
        scale = knappHartung ? fit.Q / ResidualDf : 1;
        if (knappHartung && !(fit.Q > 1e-14 * effects.Sum(effect => effect.Value * effect.Value / (effect.Variance + Tau2))))
            throw new AssumptionException("studies that differ", "Knapp and Hartung's error is 0 where all effects are fitted exactly");
        LogLikelihood = variance.LogLikelihood(Tau2, method == Heterogeneity.Reml);
        Coefficients = [.. terms.Select((term, i) => Show(term, i))];
    }

    /// <summary>How τ² was estimated.</summary>
    public Heterogeneity Method { get; }

    /// <summary>Whether errors and tests are Knapp and Hartung's.</summary>
    public bool KnappHartung { get; }

    /// <summary>The intercept, then the moderators.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>Studies less coefficients, k − p; 1 or more.</summary>
    public int ResidualDf { get; }

    /// <summary>Coefficients in the effects' unit (per unit of the moderator); the first is the mean effect when there is no
    /// moderator.</summary>
    public IReadOnlyList<PooledCoefficient> Coefficients { get; }

    /// <summary>Variance between studies, in the effects' unit squared; 0 or more.</summary>
    public double Tau2 { get; }

    /// <summary>Weighted residual sum of squares at τ² = 0; chi-square with k − p degrees of freedom if τ² is 0.</summary>
    public double Q => common.Q;

    /// <summary>Probability of a <see cref="Q"/> this large or larger if τ² is 0.</summary>
    public double QP => ChiSquared.Upper(Q, ResidualDf);

    /// <summary>Variance between studies in percent of that plus the typical sampling variance (k − p)/tr P (Higgins and
    /// Thompson 2002); from 0 to 100. With a common effect, 100 (Q − df)/Q, not below 0.</summary>
    public double ISquared => Method == Heterogeneity.Fe
        ? Q > 0 ? Math.Max(0, 100 * (Q - ResidualDf) / Q) : 0
        : 100 * Tau2 / (Tau2 + TypicalVariance);

    /// <summary>Total over sampling variance; 1 or more (with a common effect Q/df).</summary>
    public double HSquared => Method == Heterogeneity.Fe ? Q / ResidualDf : 1 + Tau2 / TypicalVariance;

    /// <summary>Log-likelihood, restricted with <see cref="Heterogeneity.Reml"/>, ordinary otherwise.</summary>
    public double LogLikelihood { get; }

    private double TypicalVariance => ResidualDf / common.TraceP;

    /// <summary>Fits the model.</summary>
    /// <param name="effects">The studies' effects; more than coefficients.</param>
    /// <param name="moderators">Names of the moderators; none for the mean alone.</param>
    /// <param name="rows">For each study its moderators' values; null without moderators.</param>
    /// <param name="method">How to estimate τ².</param>
    /// <param name="knappHartung">Whether to scale errors and test by t.</param>
    /// <param name="confidence">Of the intervals; strictly between 0 and 1.</param>
    /// <exception cref="AssumptionException">No more studies than coefficients, a moderator that is constant or a combination
    /// of the others, or (Knapp and Hartung) effects that are fitted exactly.</exception>
    /// <exception cref="ArgumentException">Rows that do not match effects and moderators.</exception>
    public static RandomEffects Fit(
        IReadOnlyList<StudyEffect> effects,
        IReadOnlyList<string> moderators,
        IReadOnlyList<double[]>? rows,
        Heterogeneity method = Heterogeneity.Reml,
        bool knappHartung = false,
        double confidence = 0.95)
    {
        Require.Confidence(confidence);
        if ((moderators.Count > 0 && rows is null) || (rows is not null && rows.Count != effects.Count))
            throw new ArgumentException($"{effects.Count} effects with {rows?.Count ?? 0} rows of moderators.", nameof(rows));
        if (effects.Count <= moderators.Count + 1)
            throw new AssumptionException("more studies than coefficients", $"{effects.Count} studies for {moderators.Count + 1} coefficients");
        var design = ModeratorDesign.Of(effects.Count, moderators, rows);
        return new RandomEffects(effects, design, [LinearModel.Intercept, .. moderators], method, knappHartung, confidence);
    }

    /// <summary>Fits the mean effect alone.</summary>
    /// <inheritdoc cref="Fit(IReadOnlyList{StudyEffect}, IReadOnlyList{string}, IReadOnlyList{double[]}, Heterogeneity, bool, double)"/>
    public static RandomEffects Fit(
        IReadOnlyList<StudyEffect> effects, Heterogeneity method = Heterogeneity.Reml, bool knappHartung = false, double confidence = 0.95) =>
        Fit(effects, [], null, method, knappHartung, confidence);

    /// <summary>Interval of τ² by the Q-profile (Viechtbauer 2007): the values at which Q(τ²) is the chi-square's quantiles.
    /// An end is 0 where even Q(0) is below its quantile.</summary>
    public Interval Tau2Interval()
    {
        var tail = (1 - confidence) / 2;
        return new Interval(
            variance.WhereQIs(ChiSquared.Quantile(1 - tail, ResidualDf)), variance.WhereQIs(ChiSquared.Quantile(tail, ResidualDf)), confidence);
    }

    /// <summary>Where the true effect of a further study would lie: mean ± quantile × √(se² + τ²), the quantile of t with
    /// k − 1 degrees of freedom under Knapp and Hartung and the normal one otherwise (as metafor).</summary>
    /// <exception cref="InvalidOperationException">There are moderators: the effect of a further study depends on its own.</exception>
    public Interval Prediction()
    {
        if (Terms.Count > 1)
            throw new InvalidOperationException("A prediction needs the further study's moderators.");
        var mean = Coefficients[0];
        return Interval.Around(mean.Value, Critical() * Math.Sqrt(mean.StandardError * mean.StandardError + Tau2), confidence);
    }

    /// <summary>Test that every moderator's coefficient is 0: chi-square with m degrees of freedom, or F with m and k − p
    /// under Knapp and Hartung.</summary>
    /// <exception cref="InvalidOperationException">There are no moderators.</exception>
    public (double Statistic, double Df, double P) Moderators()
    {
        var m = Terms.Count - 1;
        if (m == 0)
            throw new InvalidOperationException("There are no moderators.");
        var slopes = fit.Coefficients.SubVector(1, m);
        var statistic = slopes * PositiveDefinite.Factor(fit.Covariance.SubMatrix(1, m, 1, m), "moderators that can be told apart", "their covariance is singular").Solve(slopes) / scale;
        return KnappHartung
            ? (statistic / m, m, FisherF.Upper(statistic / m, m, ResidualDf))
            : (statistic, m, ChiSquared.Upper(statistic, m));
    }

    /// <summary>Share of τ² that the moderators explain, in percent, not below 0; null where τ² is 0 without them. With a
    /// common effect, the adjusted share of the weighted sum of squares, 100 (1 − (Q/(k − p))/(Q₀/(k − 1))), as metafor's.</summary>
    public double? RSquared()
    {
        var mean = new TauSquared(effects, [.. effects.Select(_ => new[] { 1.0 })]);
        var (whole, left) = Method == Heterogeneity.Fe
            ? (mean.At(0).Q / (effects.Count - 1), Q / ResidualDf)
            : (mean.Estimate(Method), Tau2);
        return whole > 0 ? Math.Max(0, 100 * (whole - left) / whole) : null;
    }

    /// <summary>Coefficients with errors robust to dependence within clusters: CR2 with the model as working model, and
    /// Satterthwaite degrees of freedom (Tipton 2015).</summary>
    /// <param name="clusters">For each study the cluster it belongs to.</param>
    /// <exception cref="AssumptionException">Fewer than two clusters, or a coefficient that hangs on one.</exception>
    public IReadOnlyList<Coefficient> Cr2(IReadOnlyList<string> clusters) => RobustVariance.Cr2(
        Terms, fit.Coefficients, fit.Covariance, confidence,
        effects.Select((effect, i) => (effect, i)).GroupBy(study => clusters[study.i], StringComparer.Ordinal).Select(cluster => new RobustVariance.Part(
            [.. cluster.Select(study => design[study.i])], [.. cluster.Select(study => fit.Residual(study.i))],
            RobustVariance.Diagonal([.. cluster.Select(study => study.effect.Variance + Tau2)]))));

    /// <summary>Knapp and Hartung's weighted residual variance; 1 without.</summary>
    internal double Scale => scale;

    internal double VarianceOf(int coefficient) => fit.Covariance[coefficient, coefficient] * scale;

    private double Critical() => KnappHartung ? StudentT.Critical(confidence, ResidualDf) : Normal.Critical(confidence);

    private PooledCoefficient Show(string term, int i)
    {
        var se = Math.Sqrt(fit.Covariance[i, i] * scale);
        var statistic = fit.Coefficients[i] / se;
        return new PooledCoefficient(term, fit.Coefficients[i], se, KnappHartung ? ResidualDf : null, statistic,
            KnappHartung ? StudentT.TwoSided(statistic, ResidualDf) : Normal.TwoSided(statistic),
            Interval.Around(fit.Coefficients[i], Critical() * se, confidence));
    }
}
