using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Tables;

/// <summary>Some rows of a table: the columns asked for as numbers, and those asked for as keys.</summary>
internal sealed class RowBlock
{
    /// <summary>Rows of a block: 28 columns of bytes fit the nearest cache.</summary>
    public const int Capacity = 1024;

    private readonly int[][] codes;
    private readonly int from; // place of the first row among the codes
    private readonly IReadOnlyList<string>[] texts;

    public RowBlock(ColumnBlock numbers, int[][] codes, IReadOnlyList<string>[] texts, int from = 0) =>
        (Numbers, this.codes, this.texts, this.from) = (numbers, codes, texts, from);

    /// <summary>A column for each column asked for as number, in that order.</summary>
    public ColumnBlock Numbers { get; }

    public int Count => Numbers.Count;

    /// <summary>Place in <see cref="Texts"/> for each row; −1 where the cell is missing.</summary>
    public ReadOnlySpan<int> Codes(int key) => codes[key].AsSpan(from, Count);

    /// <summary>Texts of a key column by code; the list grows from block to block and a code keeps its meaning.</summary>
    public IReadOnlyList<string> Texts(int key) => texts[key];

    /// <summary>The same rows with their numbers in another order.</summary>
    public RowBlock Select(int[] places) => new(Numbers.Select(places), codes, texts, from);

    internal int[] Room(int key) => codes[key];
}
