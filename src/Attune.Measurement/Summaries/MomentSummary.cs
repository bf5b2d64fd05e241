namespace Attune.Measurement.Summaries;

/// <summary>
/// Count, means and centred cross-products of some variables over complete rows: everything that means, variances,
/// correlations, regressions and most reliabilities need.
/// </summary>
/// <remarks>
/// A before/after pair is a summary over two variables, an item set one over as many as there are items, an adjusted
/// comparison one over predictors and outcome. Rows enter through <see cref="MomentFold"/>. Values are in the variables'
/// own units; the cross-product of a and b is the sum over rows of (a − mean a)(b − mean b). Merging follows Chan, Golub
/// and LeVeque (1983), so it is stable for values far from zero.
/// </remarks>
public sealed class MomentSummary : ISummary<MomentSummary>
{
    private readonly string[] variables;
    private readonly double[] means;
    private readonly double[] cross; // lower triangle by rows

    internal MomentSummary(string[] variables, long count, double[] means, double[] cross)
    {
        this.variables = variables;
        Count = count;
        this.means = means;
        this.cross = cross;
    }

    /// <summary>Names of the variables, in order; distinct.</summary>
    public IReadOnlyList<string> Variables => variables;

    /// <inheritdoc/>
    public long Count { get; }

    /// <inheritdoc/>
    public long SmallestCell => Count;

    /// <summary>The summary of no rows.</summary>
    /// <param name="variables">Names of the variables; at least one, distinct.</param>
    /// <exception cref="ArgumentException">No name, or one twice.</exception>
    public static MomentSummary Empty(params IReadOnlyList<string> variables) => new MomentFold(variables).Summary();

    /// <summary>Folds complete rows.</summary>
    /// <param name="variables">Names of the variables; at least one, distinct.</param>
    /// <param name="rows">Rows of finite values, one for each variable in order.</param>
    /// <exception cref="ArgumentException">A row of another length, or a value that is not finite.</exception>
    public static MomentSummary Of(IReadOnlyList<string> variables, IEnumerable<double[]> rows)
    {
        var fold = new MomentFold(variables);
        foreach (var row in rows)
            fold.Add(row);
        return fold.Summary();
    }

    /// <summary>Where a variable stands in the order, from 0.</summary>
    /// <param name="variable">Its name, exactly.</param>
    /// <exception cref="ArgumentException">There is no such variable.</exception>
    public int IndexOf(string variable)
    {
        var index = Array.IndexOf(variables, variable);
        return index >= 0
            ? index
            : throw new ArgumentException($"No variable '{variable}' among {string.Join(", ", variables)}.", nameof(variable));
    }

    /// <summary>Mean of a variable, in its unit; 0 when there are no rows.</summary>
    /// <param name="index">Place of the variable, from 0.</param>
    public double Mean(int index) => means[index];

    /// <summary>Centred cross-product of two variables, in the product of their units; 0 when there are no rows.</summary>
    /// <param name="a">Place of one variable, from 0.</param>
    /// <param name="b">Place of the other, from 0; the same for a sum of squares.</param>
    public double Cross(int a, int b) => cross[Packed(a, b)];

    /// <summary>Covariance with divisor n − 1 (the variance when both are the same variable).</summary>
    /// <param name="a">Place of one variable, from 0.</param>
    /// <param name="b">Place of the other, from 0.</param>
    /// <exception cref="AssumptionException">Fewer than two rows.</exception>
    public double Covariance(int a, int b) => Count >= 2
        ? Require.Representable(Cross(a, b) / (Count - 1), $"{variables[a]}, {variables[b]}")
        : throw new AssumptionException("at least two complete rows", $"{variables[a]}: {Count}");

    /// <inheritdoc/>
    public MomentSummary Merge(MomentSummary other)
    {
        if (!variables.AsSpan().SequenceEqual(other.variables))
            throw new ArgumentException("Only summaries over the same variables in the same order merge.", nameof(other));
        if (other.Count == 0)
            return this;
        if (Count == 0)
            return other;

        var n = (double)Count + other.Count;
        var weight = Count / n * other.Count;
        var mergedMeans = new double[means.Length];
        var merged = new double[cross.Length];
        for (int i = 0, at = 0; i < means.Length; i++)
        {
            var shift = other.means[i] - means[i];
            // The larger side leads, so that merging in either order rounds alike.
            mergedMeans[i] = Count > other.Count || (Count == other.Count && means[i] < other.means[i])
                ? means[i] + shift * (other.Count / n)
                : other.means[i] - shift * (Count / n);
            for (var j = 0; j <= i; j++, at++)
                merged[at] = cross[at] + other.cross[at] + weight * shift * (other.means[j] - means[j]);
        }

        return new MomentSummary(variables, Count + other.Count, mergedMeans, merged);
    }

    /// <summary>The same rows, seen in some of the variables only, in the order asked for.</summary>
    /// <param name="names">Variables of this summary; at least one, distinct.</param>
    /// <exception cref="ArgumentException">A name is unknown or comes twice.</exception>
    public MomentSummary Select(params IReadOnlyList<string> names)
    {
        var places = names.Select(IndexOf).ToArray();
        var chosen = MomentFold.Distinct(names);
        var chosenCross = new double[chosen.Length * (chosen.Length + 1) / 2];
        for (int i = 0, at = 0; i < places.Length; i++)
            for (var j = 0; j <= i; j++, at++)
                chosenCross[at] = Cross(places[i], places[j]);
        return new MomentSummary(chosen, Count, [.. places.Select(place => means[place])], chosenCross);
    }

    /// <summary>The summary with some variables turned round (x becomes lowest + highest − x), as for reversed items.</summary>
    /// <param name="names">Variables to turn round.</param>
    /// <param name="lowest">Lowest answer that could be given.</param>
    /// <param name="highest">Highest answer that could be given.</param>
    /// <exception cref="ArgumentException">A name is unknown, or an end is not finite.</exception>
    public MomentSummary Reverse(IReadOnlyList<string> names, double lowest, double highest)
    {
        var turned = new bool[variables.Length];
        foreach (var name in names)
            turned[IndexOf(name)] = true;
        var pivot = Require.Finite(lowest) + Require.Finite(highest);
        var newCross = (double[])cross.Clone();
        for (int i = 0, at = 0; i < turned.Length; i++)
            for (var j = 0; j <= i; j++, at++)
                if (turned[i] != turned[j])
                    newCross[at] = -newCross[at];
        var newMeans = means.Select((mean, i) => turned[i] && Count > 0 ? pivot - mean : mean);
        return new MomentSummary(variables, Count, [.. newMeans], newCross);
    }

    /// <summary>The summary with one variable replaced by itself plus a multiple of another.</summary>
    /// <param name="variable">Place of the variable to change, from 0.</param>
    /// <param name="other">Place of what is added, from 0.</param>
    /// <param name="factor">How many times it is added; finite.</param>
    public MomentSummary Plus(int variable, int other, double factor)
    {
        var newMeans = (double[])means.Clone();
        var newCross = (double[])cross.Clone();
        newMeans[variable] += factor * means[other];
        for (var j = 0; j < means.Length; j++)
            newCross[Packed(variable, j)] += j == variable
                ? 2 * factor * Cross(variable, other) + factor * factor * Cross(other, other)
                : factor * Cross(other, j);
        return new MomentSummary(variables, Count, newMeans, newCross);
    }

    /// <summary>The same rows with further variables that are 0 in every one.</summary>
    /// <param name="names">Names of the further variables; distinct, and none of this summary's.</param>
    /// <exception cref="ArgumentException">A name comes twice.</exception>
    public MomentSummary With(params IReadOnlyList<string> names)
    {
        var all = MomentFold.Distinct([.. variables, .. names]);
        var (newMeans, newCross) = (new double[all.Length], new double[all.Length * (all.Length + 1) / 2]);
        means.CopyTo(newMeans, 0);
        cross.CopyTo(newCross, 0);
        return new MomentSummary(all, Count, newMeans, newCross);
    }

    /// <summary>The summary of the rows with a number taken from each variable, in order.</summary>
    internal MomentSummary Less(params ReadOnlySpan<double> numbers)
    {
        var moved = (double[])means.Clone();
        for (var i = 0; i < moved.Length && Count > 0; i++)
            moved[i] -= numbers[i];
        return new MomentSummary(variables, Count, moved, cross);
    }

    internal ReadOnlySpan<double> PackedCross => cross;

    private static int Packed(int a, int b) => a >= b ? a * (a + 1) / 2 + b : b * (b + 1) / 2 + a;
}
