namespace Attune.Measurement.Summaries;

/// <summary>
/// Rows of ordered answers packed into a byte each, for what needs the rows a second time: the covariance of polychoric
/// correlations, which hangs on four answers at once.
/// </summary>
/// <remarks>An answer is the number of its category, from 1 for the lowest; 0 is "not given".</remarks>
public sealed class OrdinalRows
{
    private readonly string[] items;
    private readonly double[][] categories;
    private readonly byte[][] columns;

    private OrdinalRows(string[] items, double[][] categories, byte[][] columns) =>
        (this.items, this.categories, this.columns) = (items, categories, columns);

    /// <summary>Names of the items, in order.</summary>
    public IReadOnlyList<string> Items => items;

    /// <summary>For each item the values that its answers take, ascending.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Categories => categories;

    /// <summary>Number of rows; 0 or more.</summary>
    public int Count => columns[0].Length;

    /// <summary>Rows in which at least one answer is given.</summary>
    public int Answered => Enumerable.Range(0, Count).Count(row => columns.Any(column => column[row] != 0));

    internal byte[][] Columns => columns;

    /// <summary>Packs answers; an item's categories are the values that come.</summary>
    /// <param name="items">Names of the items; at least one, distinct.</param>
    /// <param name="answers">For each item a finite value or null (not given) for each row.</param>
    /// <exception cref="ArgumentException">A name twice, columns of different lengths, a value that is not finite.</exception>
    /// <exception cref="AssumptionException">An item with more than 250 different answers: it is not an ordered item with
    /// categories.</exception>
    public static OrdinalRows Of(IReadOnlyList<string> items, IReadOnlyList<IReadOnlyList<double?>> answers)
    {
        var names = MomentFold.Distinct(items);
        if (answers.Count != names.Length || answers.Any(column => column.Count != answers[0].Count))
            throw new ArgumentException($"Expected {names.Length} columns of one length.", nameof(answers));
        var categories = new double[names.Length][];
        var columns = new byte[names.Length][];
        for (var i = 0; i < names.Length; i++)
        {
            var seen = new HashSet<double>();
            foreach (var answer in answers[i])
                if (answer is { } value && seen.Add(Require.Finite(value, nameof(answers))) && seen.Count > OrdinalSummary.MostCategories)
                    throw new AssumptionException($"items with at most {OrdinalSummary.MostCategories} different answers", names[i]);
            categories[i] = [.. seen.Order()];
            var codes = categories[i].Select((value, c) => KeyValuePair.Create(value, (byte)(c + 1))).ToDictionary();
            columns[i] = [.. answers[i].Select(answer => answer is { } value ? codes[value] : (byte)0)];
        }

        return new OrdinalRows(names, categories, columns);
    }

    /// <summary>Takes answers that are packed already; the arrays are not copied.</summary>
    /// <param name="items">Names of the items; at least one, distinct.</param>
    /// <param name="categories">For each item the values its categories stand for, ascending, finite; at most 250.</param>
    /// <param name="columns">For each item its answers: the number of a category, from 1, or 0 (not given).</param>
    /// <exception cref="ArgumentException">A name twice, columns of different lengths, a category that does not exist.</exception>
    public static OrdinalRows OfCodes(IReadOnlyList<string> items, IReadOnlyList<IReadOnlyList<double>> categories, IReadOnlyList<byte[]> columns)
    {
        var rows = new OrdinalRows(MomentFold.Distinct(items), OrdinalSummary.Ascending([.. items], categories), [.. columns]);
        if (rows.columns.Length != rows.items.Length || rows.columns.Any(column => column.Length != rows.Count))
            throw new ArgumentException($"Expected {rows.items.Length} columns of one length.", nameof(columns));
        for (var i = 0; i < rows.items.Length; i++)
            foreach (var code in rows.columns[i])
                if (code > rows.categories[i].Length)
                    throw new ArgumentException($"{rows.items[i]} has no category {code}.", nameof(columns));
        return rows;
    }

    /// <summary>The rows in which every answer is given (listwise); categories that no longer come are dropped.</summary>
    public OrdinalRows Complete()
    {
        var whole = new bool[Count];
        Array.Fill(whole, true);
        foreach (var column in columns)
            for (var i = 0; i < whole.Length; i++)
                whole[i] &= column[i] != 0;
        var kept = whole.Count(complete => complete);
        if (kept == Count)
            return this;
        return Observed([.. columns.Select(column =>
        {
            var complete = new byte[kept];
            for (int i = 0, at = 0; i < whole.Length; i++)
                if (whole[i])
                    complete[at++] = column[i];
            return complete;
        })]);
    }

    /// <summary>All tables of two items.</summary>
    public OrdinalSummary Summary()
    {
        var fold = new OrdinalFold(items, categories);
        fold.Add(columns);
        return fold.Summary();
    }

    private OrdinalRows Observed(byte[][] kept)
    {
        var values = new double[items.Length][];
        for (var i = 0; i < items.Length; i++)
        {
            var come = new bool[categories[i].Length + 1];
            foreach (var code in kept[i])
                come[code] = true;
            values[i] = [.. categories[i].Where((_, c) => come[c + 1])];
            var renumbered = new byte[come.Length];
            for (byte c = 1, next = 1; c < come.Length; c++)
                renumbered[c] = come[c] ? next++ : (byte)0;
            for (var row = 0; row < kept[i].Length; row++)
                kept[i][row] = renumbered[kept[i][row]];
        }

        return new OrdinalRows(items, values, kept);
    }
}
