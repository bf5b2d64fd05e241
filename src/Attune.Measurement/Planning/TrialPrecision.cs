using Attune.Measurement.Distributions;

namespace Attune.Measurement.Planning;

/// <summary>
/// What a design could find, before anyone has answered: power against a standardised effect, and the smallest effect that a
/// given power detects, from the noncentral t distribution with a two-sided test.
/// </summary>
/// <remarks>
/// Effects are in standard deviations of the outcome (one-group: of one occasion). Numbers of people and clusters are those
/// that will be analysed: take drop-out off first (<see cref="AfterDropout"/>). Never computed from a result: power after the
/// fact says nothing that the interval does not.
/// </remarks>
public sealed record TrialPrecision
{
    private TrialPrecision()
    {
    }

    /// <summary>Variance of the estimated standardised effect; above 0.</summary>
    public required double Variance { get; init; }

    /// <summary>Degrees of freedom of its t test; 1 or more.</summary>
    public required double Df { get; init; }

    /// <summary>Variance over that of as many people allotted one by one; 1 for unclustered designs.</summary>
    public required double DesignEffect { get; init; }

    /// <summary>Baselines that <see cref="Df"/> allows for; 0 or more.</summary>
    private int Baselines { get; init; }

    /// <summary>People left when a share has gone, counted as the precision that they leave.</summary>
    /// <param name="people">People at the start; above 0.</param>
    /// <param name="dropout">Share lost, from 0 inclusive to 1 exclusive.</param>
    /// <param name="arms">Arms in which each person leaves or stays by chance. Numbers that vary leave less than their mean does:
    /// the mean of 1/n is that of 1/(n(1 − d) − d), to the first order in each arm. 0 where the share lost is certain.</param>
    public static double AfterDropout(double people, double dropout, int arms = 0) => dropout is >= 0 and < 1
        ? Math.Max(0, people * (1 - dropout) - arms * dropout)
        : throw new ArgumentOutOfRangeException(nameof(dropout), dropout, "A share lost lies from 0 to below 1.");

    /// <summary>One group, before and after: variance 2(1 − r)/n, n − 1 degrees of freedom.</summary>
    /// <param name="people">People measured twice; 2 or more.</param>
    /// <param name="correlation">Of both occasions, from −1 inclusive to 1 exclusive.</param>
    /// <exception cref="AssumptionException">Too few people.</exception>
    public static TrialPrecision BeforeAfter(double people, double correlation)
    {
        if (correlation is not (>= -1 and < 1))
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation lies from -1 to below 1.");
        return Make(2 * (1 - correlation) / people, people - 1, 1, $"{people} people");
    }

    /// <summary>One group, before, after and at follow-up: the mean of both later occasions less the one before; variance
    /// 3(1 − r)/(2n), n − 1 degrees of freedom, with any two occasions alike correlated.</summary>
    /// <param name="people">People measured three times; 2 or more.</param>
    /// <param name="correlation">Of any two occasions, from −0.5 inclusive to 1 exclusive.</param>
    /// <exception cref="AssumptionException">Too few people.</exception>
    public static TrialPrecision BeforeAfterFollowUp(double people, double correlation)
    {
        if (correlation is not (>= -0.5 and < 1))
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation of three occasions lies from -0.5 to below 1.");
        return Make(1.5 * (1 - correlation) / people, people - 1, 1, $"{people} people");
    }

    /// <summary>Two arms of people, half each: variance 4(1 − R²)/n, n − 2 degrees of freedom, one fewer with a baseline.</summary>
    /// <param name="people">People in both arms; 3 or more, 4 with a baseline.</param>
    /// <param name="baseline">Share of the outcome's variance that the baseline explains, from 0 inclusive to 1 exclusive.</param>
    /// <exception cref="AssumptionException">Too few people.</exception>
    public static TrialPrecision Parallel(double people, double baseline = 0) =>
        Make(4 * (1 - Share(baseline)) / people, people - 2 - (baseline > 0 ? 1 : 0), 1, $"{people} people", baseline > 0 ? 1 : 0);

    /// <summary>
    /// Two arms of clusters, half each: variance 4[ρ(1 − R²_b)(1 + cv²) + (1 − ρ)(1 − R²_w)/m]/k, so that the design effect
    /// without baselines is 1 + ((cv² + 1)m − 1)ρ (Eldridge, Ashby and Kerry 2006); k − 2 degrees of freedom, one fewer with a
    /// baseline.
    /// </summary>
    /// <param name="clusters">Clusters in both arms; 3 or more, 4 with a baseline.</param>
    /// <param name="size">Mean number of people in a cluster; 1 or more.</param>
    /// <param name="icc">Intraclass correlation, from 0 to 1.</param>
    /// <param name="variation">Standard deviation of the sizes over their mean; 0 or more.</param>
    /// <param name="between">Share of the variance between clusters that baselines explain, from 0 to below 1.</param>
    /// <param name="within">Share of the variance within clusters that baselines explain, from 0 to below 1.</param>
    /// <exception cref="AssumptionException">Too few clusters.</exception>
    public static TrialPrecision Clusters(double clusters, double size, double icc, double variation = 0, double between = 0, double within = 0)
    {
        var effect = Effect(size, icc, variation);
        var spread = icc * (1 - Share(between)) * (1 + variation * variation) + (1 - icc) * (1 - Share(within)) / size;
        var baselines = between > 0 || within > 0 ? 1 : 0;
        return Make(4 * spread / clusters, clusters - 2 - baselines, effect, $"{clusters} clusters", baselines);
    }

    /// <summary>Pairs of people or clusters alike before, one of each pair to each arm: variance 2(1 − R²) × design effect / (pairs × m),
    /// pairs − 1 degrees of freedom; R² is the share that pairing explains.</summary>
    /// <param name="pairs">Pairs; 2 or more.</param>
    /// <param name="size">People in a cluster; 1 for pairs of people.</param>
    /// <param name="icc">Intraclass correlation of clusters, from 0 to 1; ignored for pairs of people.</param>
    /// <param name="variation">Standard deviation of the sizes over their mean; 0 or more.</param>
    /// <param name="baseline">Share of the outcome's variance that pairing explains, from 0 to below 1.</param>
    /// <exception cref="AssumptionException">Too few pairs.</exception>
    public static TrialPrecision Pairs(double pairs, double size = 1, double icc = 0, double variation = 0, double baseline = 0)
    {
        var effect = size == 1 ? 1 : Effect(size, icc, variation);
        return Make(2 * (1 - Share(baseline)) * effect / (pairs * size), pairs - 1, effect, $"{pairs} pairs");
    }

    /// <summary>
    /// Stepped wedge: all clusters start without, as many cross over at each step, measured in each of steps + 1 periods with
    /// other people (Hussey and Hughes 2007, equation 8); clusters − 2 degrees of freedom, which errs on the safe side.
    /// </summary>
    /// <param name="clusters">Clusters; a multiple of the steps, 3 or more.</param>
    /// <param name="size">People in a cluster and period; 1 or more.</param>
    /// <param name="icc">Intraclass correlation, from 0 to 1.</param>
    /// <param name="steps">Times at which clusters cross over; 1 or more.</param>
    /// <param name="baseline">Share of the variance within clusters that baselines explain, from 0 to below 1.</param>
    /// <exception cref="AssumptionException">Too few clusters, or not as many at each step.</exception>
    public static TrialPrecision SteppedWedge(int clusters, double size, double icc, int steps, double baseline = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        Effect(size, icc, 0);
        if (clusters % steps != 0)
            throw new AssumptionException("as many clusters at each step", $"{clusters} clusters, {steps} steps");
        int periods = steps + 1, each = clusters / steps;
        double u = 0, w = 0, v = 0;
        for (var period = 1; period < periods; period++)
        {
            u += each * period;
            w += Math.Pow(each * period, 2);
        }

        for (var step = 1; step <= steps; step++)
            v += each * Math.Pow(periods - step, 2);
        double sigma = (1 - icc) * (1 - Share(baseline)) / size, tau = icc;
        var variance = clusters * sigma * (sigma + periods * tau)
            / ((clusters * u - w) * sigma + (u * u + clusters * periods * u - periods * w - clusters * v) * tau);
        return Make(variance, clusters - 2, variance * clusters * periods * size / 4, $"{clusters} clusters");
    }

    /// <summary>
    /// The same with baselines whose means differ between arms by chance, and which the model adjusts for: each takes a degree of
    /// freedom, and the variance is 1 + q/(df − 1) times as large, df being what is left.
    /// </summary>
    /// <remarks>
    /// Given the baselines, the variance of the adjusted difference is σ²(4/n + d'W⁻¹d), d being the difference of their means
    /// and W their cross-products within arms. With normal baselines d has the variance 4Σ/n and is independent of W, which is
    /// Wishart with n − 2 degrees of freedom, so the mean of d'W⁻¹d is 4q/(n(n − 3 − q)) (Cochran 1957, for
    /// one). With one baseline that is 1 + 1/(n − 4) for two arms of people; with pairs, the same from pairs − 1.
    /// </remarks>
    /// <param name="baselines">Baselines that the model adjusts for, those that the design was given included; 0 or more.</param>
    /// <exception cref="AssumptionException">Too few units.</exception>
    public TrialPrecision AdjustedFor(int baselines)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(baselines);
        var df = Df + Baselines - baselines;
        return df > 1
            ? new TrialPrecision { Variance = Variance * (1 + baselines / (df - 1)), Df = df, DesignEffect = DesignEffect, Baselines = baselines }
            : throw new AssumptionException("enough units to adjust for what was before", $"{df + 1} degrees of freedom without");
    }

    /// <summary>The same with missing outcomes filled in a finite number of times, which costs 1 + share/imputations in variance
    /// (Rubin 1987, p. 114).</summary>
    /// <param name="share">Share of outcomes that are missing, from 0 to below 1.</param>
    /// <param name="imputations">1 or more.</param>
    public TrialPrecision Imputed(double share, int imputations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(imputations, 1);
        return new TrialPrecision { Variance = Variance * (1 + Share(share) / imputations), Df = Df, DesignEffect = DesignEffect, Baselines = Baselines };
    }

    /// <summary>Probability that the test finds an effect; from alpha to 1.</summary>
    /// <param name="effect">True effect in standard deviations.</param>
    /// <param name="alpha">Level of the two-sided test, strictly between 0 and 1.</param>
    public double Power(double effect, double alpha = 0.05)
    {
        var critical = StudentT.Critical(1 - Require.Confidence(alpha), Df);
        var shift = Math.Abs(Require.Finite(effect)) / Math.Sqrt(Variance);
        return 1 - NoncentralT.Cdf(critical, Df, shift) + NoncentralT.Cdf(-critical, Df, shift);
    }

    /// <summary>Smallest effect found with this probability, in standard deviations; above 0.</summary>
    /// <param name="power">Above alpha, below 1.</param>
    /// <param name="alpha">Level of the two-sided test, strictly between 0 and 1.</param>
    public double Detectable(double power = 0.8, double alpha = 0.05)
    {
        if (!(Require.Confidence(power) > Require.Confidence(alpha)))
            throw new ArgumentOutOfRangeException(nameof(power), power, "A power lies above alpha.");
        var high = Math.Sqrt(Variance);
        while (Power(high, alpha) < power)
            high *= 2;
        return Root.Increasing(effect => Power(effect, alpha) - power, 0, high);
    }

    /// <summary>Power over a range of effects, for a curve.</summary>
    /// <param name="effects">Effects in standard deviations.</param>
    /// <param name="alpha">Level of the two-sided test, strictly between 0 and 1.</param>
    public IReadOnlyList<(double Effect, double Power)> Curve(IEnumerable<double> effects, double alpha = 0.05) =>
        [.. effects.Select(effect => (effect, Power(effect, alpha)))];

    private static TrialPrecision Make(double variance, double df, double effect, string subject, int baselines = 0) => df >= 1 && variance > 0 && double.IsFinite(variance)
        ? new TrialPrecision { Variance = variance, Df = df, DesignEffect = effect, Baselines = baselines }
        : throw new AssumptionException("enough units for at least one degree of freedom", subject);

    private static double Share(double share) => share is >= 0 and < 1
        ? share
        : throw new ArgumentOutOfRangeException(nameof(share), share, "A share explained lies from 0 to below 1.");

    private static double Effect(double size, double icc, double variation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Require.Finite(size), 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Require.Finite(variation));
        if (icc is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(icc), icc, "An intraclass correlation lies from 0 to 1.");
        return 1 + ((variation * variation + 1) * size - 1) * icc;
    }
}
