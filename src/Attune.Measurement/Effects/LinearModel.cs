using Attune.Measurement.Summaries;
using MathNet.Numerics.LinearAlgebra;

namespace Attune.Measurement.Effects;

/// <summary>
/// Ordinary least squares with an intercept, from moments: a comparison of arms adjusted for a baseline (ANCOVA) is the
/// usual case.
/// </summary>
/// <remarks>
/// Works on centred predictors scaled to length one, so that values far from zero or of very unlike size cost no digits.
/// Categories enter as 0/1 predictors made by the caller. The errors are a choice: <see cref="Classical"/> takes equal
/// spread and unrelated rows, <see cref="Hc3(IEnumerable{double[]}, double)"/> unrelated rows, <see cref="Cr2"/> unrelated clusters.
/// </remarks>
public sealed class LinearModel
{
    /// <summary>The term of the outcome where every predictor is 0.</summary>
    public const string Intercept = "(intercept)";

    internal const double Collinear = 1e-12;

    /// <summary>What 1 − leverage must keep of the sizes it is the difference of: a few hundred roundings.</summary>
    internal const double LeverageOne = 1e-13;

    private readonly Design design;
    private readonly double residualSum;

    private LinearModel(MomentSummary summary, Design design)
    {
        this.design = design;
        Count = summary.Count;
        ResidualDf = summary.Count - design.Size;
        var total = summary.Cross(design.Outcome, design.Outcome);
        var explained = design.Right * design.Slopes;
        residualSum = total - explained;
        Require.Representable(total, $"{summary.Variables[design.Outcome]}: rescale it");
        // What rounding leaves of a fit without residuals.
        if (!(residualSum > 1e-13 * total))
            throw new AssumptionException(
                "an outcome that the predictors do not determine", $"{summary.Variables[design.Outcome]}: fitted exactly or constant");
        RSquared = explained / total;
        Sigma = Require.Representable(Math.Sqrt(residualSum / ResidualDf), summary.Variables[design.Outcome]);
        Values = [.. design.Original(design.Solution())];
    }

    /// <summary>Rows used.</summary>
    public long Count { get; }

    /// <summary>Rows less coefficients; 1 or more.</summary>
    public double ResidualDf { get; }

    /// <summary>Standard deviation of the residuals, √(residual sum of squares / residual df), in the outcome's unit; above 0.</summary>
    public double Sigma { get; }

    /// <summary>Share of the outcome's variance explained; from 0 to 1.</summary>
    public double RSquared { get; }

    /// <summary>Terms: the intercept, then the predictors in order.</summary>
    public IReadOnlyList<string> Terms => design.Terms;

    /// <summary>Coefficients, in the order of <see cref="Terms"/>, in the outcome's unit per unit of the predictor.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Fits the model.</summary>
    /// <param name="summary">Moments of outcome and predictors over complete rows.</param>
    /// <param name="outcome">Name of the outcome.</param>
    /// <param name="predictors">Names of the predictors; none for the mean alone.</param>
    /// <exception cref="AssumptionException">No more rows than coefficients, a predictor that is constant or a combination
    /// of the others (to within 1e-12 of its variance), or an outcome that is constant or fitted exactly.</exception>
    /// <exception cref="ArgumentException">A name is unknown or comes twice.</exception>
    public static LinearModel Fit(MomentSummary summary, string outcome, IReadOnlyList<string> predictors)
    {
        var chosen = summary.Select([.. predictors, outcome]);
        if (chosen.Count <= predictors.Count + 1)
            throw new AssumptionException("more complete rows than coefficients", $"{outcome}: {chosen.Count} rows for {predictors.Count + 1} coefficients");
        return new LinearModel(chosen, Design.From(chosen, Collinear));
    }

    /// <summary>Coefficients with classical errors: σ² (X'X)⁻¹, residual degrees of freedom.</summary>
    /// <param name="confidence">Of the intervals; strictly between 0 and 1.</param>
    public IReadOnlyList<Coefficient> Classical(double confidence = 0.95) =>
        With(design.Inverse * (Sigma * Sigma), _ => ResidualDf, confidence);

    /// <summary>
    /// Coefficients with heteroscedasticity-consistent errors HC3, each squared residual over (1 − leverage)² (MacKinnon
    /// and White 1985; Long and Ervin 2000), residual degrees of freedom. Leverage belongs to a row, so the rows are read
    /// a second time.
    /// </summary>
    /// <param name="rows">The rows that were folded: the predictors in order, then the outcome.</param>
    /// <param name="confidence">Of the intervals; strictly between 0 and 1.</param>
    /// <exception cref="AssumptionException">A row that decides a coefficient alone (leverage 1).</exception>
    /// <exception cref="ArgumentException">Not as many rows as were folded.</exception>
    public IReadOnlyList<Coefficient> Hc3(IEnumerable<double[]> rows, double confidence = 0.95)
    {
        var fold = Leverages();
        foreach (var row in rows)
            fold.Add(row);
        return Hc3([fold], confidence);
    }

    /// <summary>As <see cref="Hc3(IEnumerable{double[]}, double)"/>, from rows folded a second time.</summary>
    /// <param name="folds">Folds from <see cref="Leverages"/> that have seen, between them, the rows that were folded.</param>
    /// <param name="confidence">Of the intervals; strictly between 0 and 1.</param>
    /// <exception cref="AssumptionException">A row that decides a coefficient alone (leverage 1).</exception>
    /// <exception cref="ArgumentException">Not as many rows as were folded.</exception>
    public IReadOnlyList<Coefficient> Hc3(IReadOnlyList<LeverageFold> folds, double confidence = 0.95)
    {
        var meat = Matrix<double>.Build.Dense(design.Size, design.Size);
        var seen = 0L;
        foreach (var fold in folds)
        {
            if (fold.Decisive is { } row)
                throw new AssumptionException("no row that decides a coefficient alone", $"row {seen + row} of those used has leverage 1");
            meat += fold.Meat();
            seen += fold.Count;
        }

        if (seen != Count)
            throw new ArgumentException($"{Count} rows were folded; these are {seen}.", nameof(folds));
        return With(design.Inverse * meat * design.Inverse, _ => ResidualDf, confidence);
    }

    /// <summary>A fold for the second pass that HC3 takes: residual and leverage of each row.</summary>
    public LeverageFold Leverages() => new(design);

    /// <summary>
    /// Coefficients with cluster-robust errors CR2 (Bell and McCaffrey 2002), which are unbiased when rows are in truth
    /// unrelated, and their Satterthwaite degrees of freedom (Pustejovsky and Tipton 2018). Taken from the clusters'
    /// moments; no row is read again.
    /// </summary>
    /// <param name="clusters">The same rows, folded by cluster, over the same variables.</param>
    /// <param name="confidence">Of the intervals; strictly between 0 and 1.</param>
    /// <exception cref="AssumptionException">Fewer than two clusters, or a coefficient that hangs on one cluster.</exception>
    /// <exception cref="ArgumentException">The clusters do not hold as many rows as were folded.</exception>
    public IReadOnlyList<Coefficient> Cr2(GroupedSummary<MomentSummary> clusters, double confidence = 0.95)
    {
        if (clusters.Count != Count)
            throw new ArgumentException($"{Count} rows were folded; the clusters hold {clusters.Count}.", nameof(clusters));
        if (clusters.Groups.Count < 2)
            throw new AssumptionException("at least two clusters", $"{clusters.Groups.Count} given");
        var robust = new ClusterRobust(design, [.. clusters.Groups.Values.Where(group => group.Count > 0)]);
        return With(robust.Covariance, robust.Df, confidence);
    }

    internal int PlaceOf(string term) => Terms.ToList().IndexOf(term);

    /// <summary>Standard deviation of the outcome within the two values of a predictor, pooled.</summary>
    internal double SpreadWithin(string term)
    {
        int x = PlaceOf(term) - 1, y = design.Outcome;
        var moments = design.Moments;
        return Math.Sqrt((moments.Cross(y, y) - moments.Cross(x, y) * moments.Cross(x, y) / moments.Cross(x, x)) / (Count - 2));
    }

    private Coefficient[] With(Matrix<double> covariance, Func<int, double> df, double confidence)
    {
        Require.Confidence(confidence);
        var original = design.Back * covariance * design.Back.Transpose();
        return [.. Terms.Select((term, i) => Coefficient.Of(term, Values[i], original[i, i], df(i), confidence))];
    }
}
