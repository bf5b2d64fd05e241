using Attune.Measurement.Summaries;

namespace Attune.Measurement.Structure;

/// <summary>
/// A factor model of which item measures what, by maximum likelihood: Σ = ΛΦΛ' + Θ, each item loading on its factors only,
/// factors free to move together, residuals unrelated (Jöreskog 1969).
/// </summary>
/// <remarks>
/// Complete rows enter by their moments; rows with missing items by moments for each pattern of missing ones (full
/// information; they must be missing at random). Errors: from the expected information for complete rows, from the
/// second derivatives where items are missing; Huber–White with a second pass over the rows.
/// </remarks>
public sealed partial class ConfirmatoryFactorAnalysis
{
    private ConfirmatoryFactorAnalysis()
    {
    }

    /// <summary>Loadings, factor by factor in the order given.</summary>
    public required IReadOnlyList<FactorLoading> Loadings { get; init; }

    /// <summary>Residual variances, in the order of the summary's variables.</summary>
    public required IReadOnlyList<ItemResidual> Residuals { get; init; }

    /// <summary>Covariances of factors, and their variances where these are free.</summary>
    public required IReadOnlyList<FactorCovariance> Covariances { get; init; }

    /// <summary>How well the model fits.</summary>
    public required ModelFit Fit { get; init; }

    /// <summary>Fits the model to complete rows.</summary>
    /// <param name="factors">Factors and their items; together they use every variable of the summary.</param>
    /// <param name="summary">Moments over the items.</param>
    /// <param name="identification">What sets the factors' units.</param>
    /// <param name="rows">The same rows once more, for robust errors and scaled fit; null for normal theory. Rows with
    /// anything missing are passed over.</param>
    /// <exception cref="AssumptionException">No more people than items, an item that is constant or that others determine, a
    /// model with more parameters than moments or that the data do not identify, a likelihood without a maximum.</exception>
    /// <exception cref="ArgumentException">Factors that do not match the summary, or a second pass over other rows.</exception>
    public static ConfirmatoryFactorAnalysis From(
        IReadOnlyList<Factor> factors, MomentSummary summary, Identification identification = Identification.Marker, RowPass? rows = null) =>
        From(factors, summary.Variables, GroupRows.Complete("", summary, rows), identification, means: false);

    /// <summary>Fits the model to all rows, whatever they miss, by full information; people who gave no item are left out.</summary>
    /// <param name="factors">Factors and their items; together they use every variable of the summary.</param>
    /// <param name="summary">Moments over the items by pattern of missing ones.</param>
    /// <param name="identification">What sets the factors' units.</param>
    /// <param name="rows">The same rows once more, for robust errors and scaled fit; null for normal theory.</param>
    /// <exception cref="AssumptionException">As for complete rows, and a pair of items that nobody answered both of.</exception>
    /// <exception cref="ArgumentException">Factors that do not match the summary, or a second pass over other rows.</exception>
    public static ConfirmatoryFactorAnalysis FromAvailable(
        IReadOnlyList<Factor> factors, PatternSummary summary, Identification identification = Identification.Marker, RowPass? rows = null) =>
        From(factors, summary.Variables, GroupRows.Available("", summary, rows), identification, means: true);

    private static ConfirmatoryFactorAnalysis From(
        IReadOnlyList<Factor> factors, IReadOnlyList<string> items, GroupRows group, Identification identification, bool means)
    {
        var places = ModelBuilder.Places(factors, items);
        var builder = new ModelBuilder();
        var model = Layout(builder, factors, items, places, identification, means);
        var ground = FactorFit.Ground.Of([group], items, [.. Enumerable.Range(0, items.Count)]);
        var fit = FactorFit.Of(model, ground, builder.NameOf);
        var robust = group.Rows is null ? null : RobustTrace.Of(fit);
        var covariance = robust?.ParameterCovariance ?? fit.ParameterCovariance(observed: !fit.Likelihood.Complete);
        var figures = new FactorFigures(fit, covariance, identification == Identification.Marker
            ? [.. places.Select(own => fit.Scale.Unit[own[0]])]
            : [.. places.Select(_ => 1.0)]);
        return new ConfirmatoryFactorAnalysis
        {
            Loadings = [.. factors.SelectMany((factor, k) => places[k].Select(i => figures.Loading(factor.Name, items[i], i, k)))],
            Residuals = [.. items.Select((item, i) => new ItemResidual(item, figures.Residual(i)))],
            Covariances = [.. Pairs(factors, identification).Select(pair =>
                new FactorCovariance(factors[pair.L].Name, factors[pair.K].Name, figures.Covariance(pair.L, pair.K)))],
            Fit = ModelFit.Of(fit, robust),
        };
    }

    private static StructuralModel Layout(
        ModelBuilder builder, IReadOnlyList<Factor> factors, IReadOnlyList<string> items, int[][] places, Identification identification, bool means)
    {
        var cells = new List<ModelCell>();
        AddFactors(builder, cells, factors, items, places, identification);
        for (var i = 0; i < items.Count; i++)
        {
            cells.Add(ModelBuilder.Alone(places, i)
                ? ModelBuilder.Fixed(Part.Residual, i, i, 0)
                : builder.Own(Part.Residual, i, i, $"residual of {items[i]}"));
            if (means)
                cells.Add(builder.Own(Part.Intercept, i, 0, $"intercept of {items[i]}"));
        }

        return new StructuralModel(items.Count, factors.Count, [cells], means);
    }

    private static void AddFactors(
        ModelBuilder builder, List<ModelCell> cells, IReadOnlyList<Factor> factors, IReadOnlyList<string> items, int[][] places, Identification identification)
    {
        var marker = identification == Identification.Marker;
        for (var k = 0; k < places.Length; k++)
        {
            foreach (var i in places[k])
                cells.Add(marker && i == places[k][0]
                    ? ModelBuilder.Fixed(Part.Loading, i, k, 1)
                    : builder.Own(Part.Loading, i, k, $"loading of {items[i]} on {factors[k].Name}"));
            for (var l = 0; l <= k; l++)
                cells.Add(l == k && !marker
                    ? ModelBuilder.Fixed(Part.FactorCovariance, k, k, 1)
                    : builder.Own(Part.FactorCovariance, k, l, $"covariance of {factors[l].Name} and {factors[k].Name}"));
        }
    }

    /// <summary>Each factor's variance, where free, and its covariances with those before it.</summary>
    private static IEnumerable<(int L, int K)> Pairs(IReadOnlyList<Factor> factors, Identification identification)
    {
        for (var k = 0; k < factors.Count; k++)
            for (var l = identification == Identification.Marker ? k : k - 1; l >= 0; l--)
                yield return (l, k);
    }
}
