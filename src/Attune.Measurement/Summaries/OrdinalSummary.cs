namespace Attune.Measurement.Summaries;

/// <summary>
/// How often each answer and each combination of two answers came, for every pair of ordered items: all that thresholds and
/// polychoric correlations need.
/// </summary>
/// <remarks>A pair's table holds the rows in which both answers are given; an item's margin those in which it is. Categories
/// are told by their values: summaries in which different answers happened to come merge all the same.</remarks>
public sealed class OrdinalSummary : ISummary<OrdinalSummary>
{
    /// <summary>The most categories an item may have.</summary>
    public const int MostCategories = 250;

    private readonly string[] items;
    private readonly double[][] categories;
    private readonly long[][] margins;
    private readonly long[][] tables;

    internal OrdinalSummary(string[] items, double[][] categories, long count, long[][] margins, long[][] tables) =>
        (this.items, this.categories, Count, this.margins, this.tables) = (items, categories, count, margins, tables);

    /// <summary>Names of the items, in order.</summary>
    public IReadOnlyList<string> Items => items;

    /// <summary>For each item the values that its answers can take, ascending; one that never came is among them.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Categories => categories;

    /// <inheritdoc/>
    public long Count { get; }

    /// <summary>
    /// The smallest count above 0 that the tables tell: of an answer or of two answers together, and of those who did not
    /// give an item, or gave one of a pair or neither, which are differences of counts. 0 if empty.
    /// </summary>
    public long SmallestCell => tables.Concat(margins).SelectMany(table => table).Concat(Gaps()).Where(cell => cell > 0).DefaultIfEmpty(0).Min();

    /// <summary>How often each category of an item came, by category; over the rows in which the item is given.</summary>
    /// <param name="item">Number of the item, from 0.</param>
    public IReadOnlyList<long> Margin(int item) => margins[item];

    /// <summary>How often each combination came, over the rows in which both items are given.</summary>
    /// <param name="row">The item whose categories are the table's rows, from 0.</param>
    /// <param name="column">Another item, whose categories are its columns.</param>
    /// <exception cref="ArgumentException">The same item twice.</exception>
    public ContingencySummary Table(int row, int column)
    {
        if (row == column)
            throw new ArgumentException("A table is of two different items.", nameof(column));
        int rows = categories[row].Length, columns = categories[column].Length;
        var cells = new long[rows * columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                cells[i * columns + j] = row > column ? tables[Place(row, column)][i * columns + j] : tables[Place(column, row)][j * rows + i];
        return ContingencySummary.OfCells(rows, columns, cells);
    }

    /// <inheritdoc/>
    public OrdinalSummary Merge(OrdinalSummary other)
    {
        if (!items.AsSpan().SequenceEqual(other.items))
            throw new ArgumentException("Only summaries over the same items in the same order merge.", nameof(other));
        double[][] union = [.. categories.Zip(other.categories, (mine, theirs) => mine.Union(theirs).Order().ToArray())];
        OrdinalSummary a = Over(union), b = other.Over(union);
        return new OrdinalSummary(items, union, Count + other.Count, Sum(a.margins, b.margins), Sum(a.tables, b.tables));
    }

    /// <summary>The same counts without the categories that never came.</summary>
    public OrdinalSummary Observed() => Over([.. categories.Select((values, item) => values.Where((_, c) => margins[item][c] > 0).ToArray())]);

    /// <summary>The same counts with some items turned round: a value x becomes −x.</summary>
    /// <param name="turned">Names of the items to turn round.</param>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public OrdinalSummary Reverse(IReadOnlyList<string> turned)
    {
        if (turned.FirstOrDefault(name => Array.IndexOf(items, name) < 0) is { } stranger)
            throw new ArgumentException($"No item '{stranger}'.", nameof(turned));
        bool[] turns = [.. items.Select(turned.Contains)];
        var newTables = new long[tables.Length][];
        for (var a = 1; a < items.Length; a++)
            for (var b = 0; b < a; b++)
            {
                int rows = categories[a].Length, columns = categories[b].Length;
                var (from, to) = (tables[Place(a, b)], new long[rows * columns]);
                for (var i = 0; i < rows; i++)
                    for (var j = 0; j < columns; j++)
                        to[i * columns + j] = from[(turns[a] ? rows - 1 - i : i) * columns + (turns[b] ? columns - 1 - j : j)];
                newTables[Place(a, b)] = to;
            }

        return new OrdinalSummary(
            items, [.. categories.Select((values, i) => turns[i] ? values.Select(value => -value).Reverse().ToArray() : values)], Count,
            [.. margins.Select((margin, i) => turns[i] ? margin.Reverse().ToArray() : margin)], newTables);
    }

    /// <summary>The place of a table among the pairs (1, 0), (2, 0), (2, 1), (3, 0) …</summary>
    internal static int Place(int later, int earlier) => later * (later - 1) / 2 + earlier;

    internal static double[][] Ascending(string[] items, IReadOnlyList<IReadOnlyList<double>> categories)
    {
        if (categories.Count != items.Length)
            throw new ArgumentException($"Expected the categories of {items.Length} items, found {categories.Count}.", nameof(categories));
        for (var i = 0; i < items.Length; i++)
        {
            if (categories[i].Count > MostCategories)
                throw new ArgumentException($"{items[i]}: at most {MostCategories} categories.", nameof(categories));
            for (var c = 0; c < categories[i].Count; c++)
                if (!double.IsFinite(categories[i][c]) || (c > 0 && !(categories[i][c] > categories[i][c - 1])))
                    throw new ArgumentException($"{items[i]}: categories are finite and ascend.", nameof(categories));
        }

        return [.. categories.Select(values => values.ToArray())];
    }

    /// <summary>Rows that gave no answer to an item; of those who gave an answer, the ones who did not give another item; and
    /// those who gave neither of two.</summary>
    private IEnumerable<long> Gaps()
    {
        for (var a = 0; a < items.Length; a++)
        {
            var given = margins[a].Sum();
            yield return Count - given;
            for (var b = 0; b < items.Length; b++)
                if (b != a)
                {
                    var table = Table(a, b);
                    var both = table.Count;
                    yield return Count - given - margins[b].Sum() + both;
                    for (var i = 0; i < table.Rows; i++)
                        yield return margins[a][i] - Enumerable.Range(0, table.Columns).Sum(j => table[i, j]);
                }
        }
    }

    private static long[][] Sum(long[][] first, long[][] second) =>
        [.. first.Zip(second, (a, b) => a.Zip(b, (x, y) => x + y).ToArray())];

    /// <summary>The counts laid out over other categories; those that are not among them must be empty.</summary>
    private OrdinalSummary Over(double[][] other)
    {
        int[][] places = [.. categories.Zip(other, (mine, theirs) => mine.Select(value => Array.IndexOf(theirs, value)).ToArray())];
        long[][] newMargins = [.. other.Select(values => new long[values.Length])];
        for (var i = 0; i < items.Length; i++)
            for (var c = 0; c < places[i].Length; c++)
                if (places[i][c] >= 0)
                    newMargins[i][places[i][c]] = margins[i][c];
        var newTables = new long[tables.Length][];
        for (var a = 1; a < items.Length; a++)
            for (var b = 0; b < a; b++)
            {
                var (from, to) = (tables[Place(a, b)], new long[other[a].Length * other[b].Length]);
                for (var i = 0; i < places[a].Length; i++)
                    for (var j = 0; j < places[b].Length; j++)
                        if (places[a][i] >= 0 && places[b][j] >= 0)
                            to[places[a][i] * other[b].Length + places[b][j]] = from[i * places[b].Length + j];
                newTables[Place(a, b)] = to;
            }

        return new OrdinalSummary(items, other, Count, newMargins, newTables);
    }
}
