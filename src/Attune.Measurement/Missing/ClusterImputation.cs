using Attune.Measurement.Summaries;

namespace Attune.Measurement.Missing;

/// <summary>
/// Multiple imputation of one outcome of people in clusters, from complete predictors: a normal regression with a level of its
/// own for each cluster (a random intercept). For each imputation the share of the variance between clusters, the residual
/// spread, the coefficients and every cluster's level are drawn from their joint posterior, then each missing value from them.
/// </summary>
/// <remarks>
/// Those who have the outcome enter as moments by cluster. Before the data every intraclass correlation from 0 to 1 is taken to
/// be as likely as any other (Spiegelhalter 2001), and coefficients and the logarithm of the residual spread are flat; the
/// posterior is drawn from directly, without a chain that would have to settle. A cluster that nobody with an outcome is in gets
/// a level drawn from how clusters differ. The same seed, imputation and order give the same values on every machine.
/// </remarks>
public sealed class ClusterImputation
{
    private readonly ClusterPosterior posterior;
    private readonly long seed;

    /// <param name="given">Moments over the predictors, in order, then the outcome, of all who have it, by cluster.</param>
    /// <param name="seed">Any number; the same one gives the same imputations.</param>
    /// <exception cref="AssumptionException">Fewer than three have the outcome.</exception>
    public ClusterImputation(GroupedSummary<MomentSummary> given, long seed)
    {
        if (given.Count < 3)
            throw new AssumptionException("at least three given values", $"{given.Count} in {given.Groups.Count} clusters");
        (posterior, this.seed) = (new ClusterPosterior(given), seed);
    }

    /// <summary>Starts an imputation. Safe to call from several threads.</summary>
    /// <param name="number">Which one, from 0.</param>
    /// <returns>Asked once for each missing value, in an order that stays: cluster and predictors in, value out, in the outcome's
    /// unit.</returns>
    public Func<string, ReadOnlySpan<double>, double> Begin(int number)
    {
        var generator = new Generator(seed, number);
        var draw = posterior.Draw(generator);
        return (cluster, predictors) =>
        {
            if (!draw.Levels.TryGetValue(cluster, out var level))
                draw.Levels.Add(cluster, level = draw.Between * generator.Normal());
            return Require.Representable(draw.Expected(predictors) + level + draw.Sigma * generator.Normal(), "outcome");
        };
    }
}
