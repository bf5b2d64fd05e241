using Attune.Measurement.Summaries;

namespace Attune.Measurement.Missing;

/// <summary>
/// Multiple imputation of one outcome from complete predictors by normal regression: for each imputation coefficients and
/// residual spread are drawn from their posterior given those who have the outcome (Rubin 1987, p. 167), then each missing
/// value from the regression they make.
/// </summary>
/// <remarks>Those who have the outcome enter as moments; those who have not are asked one after the other, so that neither
/// needs to be held. The same seed, imputation and order give the same values on every machine.</remarks>
public sealed class NormalImputation
{
    private readonly BayesianRegression regression;
    private readonly long seed;

    /// <param name="given">Moments over the predictors, in order, then the outcome, of all who have it.</param>
    /// <param name="seed">Any number; the same one gives the same imputations.</param>
    /// <exception cref="AssumptionException">Fewer than three have the outcome.</exception>
    public NormalImputation(MomentSummary given, long seed)
    {
        if (given.Count < 3)
            throw new AssumptionException("at least three given values", $"{given.Variables[^1]}: {given.Count}");
        (regression, this.seed) = (new BayesianRegression(given), seed);
    }

    /// <summary>Starts an imputation. Safe to call from several threads.</summary>
    /// <param name="number">Which one, from 0.</param>
    /// <returns>Asked once for each missing value, in an order that stays: predictors in, value out, in the outcome's unit.</returns>
    public Func<ReadOnlySpan<double>, double> Begin(int number)
    {
        var generator = new Generator(seed, number);
        var (level, slopes, sigma) = regression.Draw(generator);
        return predictors =>
        {
            var value = level;
            for (var k = 0; k < slopes.Length; k++)
                value += slopes[k] * (predictors[k] - regression.Mean(k));
            return Require.Representable(value + sigma * generator.Normal(), "outcome");
        };
    }
}
