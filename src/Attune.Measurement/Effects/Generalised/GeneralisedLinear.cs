using MathNet.Numerics.LinearAlgebra;

namespace Attune.Measurement.Effects;

/// <summary>
/// Logistic or Poisson regression with an intercept, by maximum likelihood with the usual link: who did and who did not, how
/// often it happened.
/// </summary>
/// <remarks>
/// Iterated weighted least squares (Nelder and Wedderburn 1972) to the last digits, on centred and scaled predictors. The
/// errors are a choice: <see cref="Classical"/> and <see cref="Hc3"/> take rows as unrelated and use the normal
/// distribution, <see cref="Cr2"/> takes clusters as unrelated and has degrees of freedom of its own.
/// </remarks>
public sealed class GeneralisedLinear
{
    private readonly GeneralisedDesign design;
    private readonly Vector<double> working;
    private readonly Matrix<double> inverse;

    private GeneralisedLinear(GeneralisedDesign design, Vector<double> working)
    {
        (this.design, this.working) = (design, working);
        inverse = GeneralisedSearch.Derivatives(design, working).Information.Cholesky().Solve(Matrix<double>.Build.DenseIdentity(design.Size));
        Values = [.. design.Back * working];
        var coefficients = working.ToArray();
        var squares = 0.0;
        for (var i = 0; i < design.Count; i++)
        {
            var (mean, variance) = design.At(design.Linear(i, coefficients));
            squares += (design.Rows.Outcome[i] - mean) * (design.Rows.Outcome[i] - mean) / variance;
        }

        Dispersion = Require.Representable(squares / (design.Count - design.Size), design.Rows.Names[^1]);
    }

    /// <summary>Rows used.</summary>
    public long Count => design.Count;

    /// <summary>Terms: the intercept, then the predictors in order.</summary>
    public IReadOnlyList<string> Terms => design.Terms;

    /// <summary>Coefficients in the order of <see cref="Terms"/>: log odds, or logarithms of rates, per unit of the predictor.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Pearson's χ² over its degrees of freedom; about 1 where the family's variance holds, above where counts
    /// scatter more (overdispersion). 0 or more.</summary>
    public double Dispersion { get; }

    /// <summary>Fits the model.</summary>
    /// <param name="rows">Complete rows.</param>
    /// <param name="family">Of the outcome.</param>
    /// <exception cref="AssumptionException">No more rows than coefficients, an outcome that is not 0 or 1 (or below 0 for
    /// counts) or has one value only, a predictor that is constant or a combination of the others, or separation: predictors
    /// that foretell the outcome of some rows without exception, so that the likelihood has no maximum.</exception>
    public static GeneralisedLinear Fit(ResponseRows rows, ResponseFamily family) => new(Prepare(rows, family, out var beta), beta);

    internal static GeneralisedDesign Prepare(ResponseRows rows, ResponseFamily family, out Vector<double> beta)
    {
        var outcome = rows.Names[^1];
        if (rows.Count <= rows.Predictors.Length + 1)
            throw new AssumptionException("more complete rows than coefficients", $"{outcome}: {rows.Count} rows for {rows.Predictors.Length + 1} coefficients");
        foreach (var value in rows.Outcome)
            if (family == ResponseFamily.Binomial ? value is not (0 or 1) : value < 0)
                throw new AssumptionException(family == ResponseFamily.Binomial ? "an outcome of 0 or 1" : "counts of 0 or more", FormattableString.Invariant($"{outcome} is {value} in a row"));
        if (rows.Outcome.All(value => value == rows.Outcome[0]))
            throw new AssumptionException("an outcome that varies", FormattableString.Invariant($"{outcome} is {rows.Outcome[0]} in every row"));
        var design = new GeneralisedDesign(rows, family, Design.From(rows.Moments(), LinearModel.Collinear));
        beta = GeneralisedSearch.Maximum(design);
        return design;
    }

    /// <summary>Coefficients with errors from the information matrix and normal (z) tests.</summary>
    /// <param name="confidence">Of the intervals; strictly between 0 and 1.</param>
    public IReadOnlyList<Coefficient> Classical(double confidence = 0.95) => With(inverse, confidence);

    /// <summary>Coefficients with errors HC3: each row's score over 1 − its leverage (MacKinnon and White 1985; for
    /// generalised models as in sandwich, Zeileis 2006), normal (z) tests.</summary>
    /// <param name="confidence">Of the intervals; strictly between 0 and 1.</param>
    /// <exception cref="AssumptionException">A row that decides a coefficient alone (leverage 1).</exception>
    public IReadOnlyList<Coefficient> Hc3(double confidence = 0.95)
    {
        var p = design.Size;
        var meat = new double[p, p];
        var coefficients = working.ToArray();
        for (var i = 0; i < design.Count; i++)
        {
            var row = design.Row(i);
            var (mean, variance) = design.At(design.Linear(i, coefficients));
            double leverage = 0, size = 1;
            for (var a = 0; a < p; a++)
                for (var b = 0; b < p; b++)
                {
                    var part = variance * row[a] * inverse[a, b] * row[b];
                    leverage += part;
                    size += Math.Abs(part);
                }

            if (1 - leverage <= LinearModel.LeverageOne * size)
                throw new AssumptionException("no row that decides a coefficient alone", $"row {i + 1} of those used has leverage 1");
            var score = (design.Rows.Outcome[i] - mean) / (1 - leverage);
            for (var a = 0; a < p; a++)
                for (var b = 0; b < p; b++)
                    meat[a, b] += score * score * row[a] * row[b];
        }

        return With(inverse * Matrix<double>.Build.DenseOfArray(meat) * inverse, confidence);
    }

    /// <summary>Coefficients with cluster-robust errors CR2 and Satterthwaite's degrees of freedom, both by the model's own
    /// variances as the working model (Pustejovsky and Tipton 2018; as in clubSandwich).</summary>
    /// <param name="confidence">Of the intervals; strictly between 0 and 1.</param>
    /// <exception cref="AssumptionException">Fewer than two clusters, or a coefficient that hangs on one.</exception>
    /// <exception cref="ArgumentException">The rows name no clusters.</exception>
    public IReadOnlyList<Coefficient> Cr2(double confidence = 0.95)
    {
        Require.Confidence(confidence);
        var robust = new GeneralisedClusterRobust(design, working, inverse);
        var covariance = design.Back * robust.Covariance * design.Back.Transpose();
        return [.. Terms.Select((term, k) => Coefficient.Of(term, Values[k], covariance[k, k], robust.Df(design.Back.Row(k), term), confidence))];
    }

    private Coefficient[] With(Matrix<double> covariance, double confidence)
    {
        var original = design.Back * covariance * design.Back.Transpose();
        return [.. Terms.Select((term, k) => Coefficient.OfNormal(term, Values[k], original[k, k], confidence))];
    }
}
