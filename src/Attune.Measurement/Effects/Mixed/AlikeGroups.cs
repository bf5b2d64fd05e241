namespace Attune.Measurement.Effects;

/// <summary>
/// One factor with one random part: groups in which that part has the same square d (a random intercept: the same number of
/// rows) are taken out together, so that a step of the search costs as many turns as there are sizes of groups.
/// </summary>
/// <remarks>With t the relative spread and s a group's products of its random column with the rest, V⁻¹ leaves
/// C − Σ t²/(1 + t²d) ss', and log|V| is Σ log(1 + t²d): both follow from Σ ss' over groups alike.</remarks>
internal sealed class AlikeGroups : IMixedStructure
{
    private readonly int kept;
    private readonly double[] whole;
    private readonly (double Square, int Groups, double[] Products)[] classes;

    /// <param name="design">The working columns.</param>
    /// <param name="groups">Cross-products of the groups.</param>
    /// <param name="column">The random part's working column.</param>
    public AlikeGroups(MixedDesign design, double[][] groups, int column)
    {
        (kept, whole) = (design.Kept.Length, new double[design.Kept.Length * design.Kept.Length]);
        foreach (var cross in groups)
            for (var i = 0; i < kept; i++)
                for (var j = 0; j < kept; j++)
                    whole[i * kept + j] += cross[design.Kept[i] * design.Size + design.Kept[j]];
        var square = column * design.Size + column;
        var row = column * design.Size;
        classes = [.. groups.GroupBy(cross => cross[square]).OrderBy(alike => alike.Key).Select(alike =>
        {
            var products = new double[kept * kept];
            foreach (var cross in alike)
                for (var i = 0; i < kept; i++)
                    for (var j = 0; j < kept; j++)
                        products[i * kept + j] += cross[row + design.Kept[i]] * cross[row + design.Kept[j]];
            return (alike.Key, alike.Count(), products);
        })];
    }

    public Jet? Reduce(Absorption absorption)
    {
        var jet = new Jet(kept, 1);
        Rows.AddTo(whole, jet.Value);
        double[] first = jet.NeedFirst(0), second = jet.NeedSecond(0, 0);
        var t = absorption.Theta[0];
        foreach (var (d, groups, products) in classes)
        {
            var n = 1 + t * t * d;
            if (!double.IsFinite(n))
                return null;
            Rows.AddTo(-t * t / n, products, jet.Value);
            Rows.AddTo(-2 * t / (n * n), products, first);
            Rows.AddTo(-2 * (1 - 3 * t * t * d) / (n * n * n), products, second);
            absorption.Gain(groups * Math.Log(n), groups * 2 * t * d / n, groups * 2 * d * (1 - t * t * d) / (n * n));
        }

        return jet;
    }
}
