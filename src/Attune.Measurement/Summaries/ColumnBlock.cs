using System.Runtime.CompilerServices;

namespace Attune.Measurement.Summaries;

/// <summary>
/// Some rows, column by column, on their way into a fold: one byte a cell for answers that are small whole numbers, and a
/// number beside it where a value is none.
/// </summary>
/// <remarks>
/// A code from 0 to 249 is the value itself; <see cref="Wide"/> says that the value stands in <see cref="Values"/>; any
/// code above it is an answer not given, for whatever reason. This is the form answers are stored in, so they fold without
/// being unpacked. A block is filled anew for each part of the rows: a fold keeps nothing of it.
/// </remarks>
public sealed class ColumnBlock
{
    /// <summary>The largest value that a code can be; 249.</summary>
    public const byte LargestCode = 249;

    /// <summary>The code of a value that stands in <see cref="Values"/>; 250.</summary>
    public const byte Wide = 250;

    /// <summary>A code of an answer that was not given; 255. All codes above <see cref="Wide"/> mean so.</summary>
    public const byte NotGiven = 255;

    private readonly byte[] cells; // column after column, each a multiple of 32 long
    private readonly int[] starts;
    private readonly int stride;
    private readonly double[]?[] values;
    private readonly bool[] wide;

    /// <summary>A block with room for rows and none in it.</summary>
    /// <param name="columns">Number of columns; 0 or more.</param>
    /// <param name="capacity">Rows it can hold; at least 1.</param>
    public ColumnBlock(int columns, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        // A line more than the rows need: columns exactly a power of two apart would fall on the same lines of the cache.
        stride = (capacity + 31) / 32 * 32 + 64;
        cells = new byte[columns * stride];
        starts = new int[columns];
        for (var i = 0; i < columns; i++)
            starts[i] = i * stride;
        values = new double[columns][];
        wide = new bool[columns];
    }

    private ColumnBlock(ColumnBlock whole, ReadOnlySpan<int> places)
    {
        (cells, Count, Capacity) = (whole.cells, whole.Count, whole.Capacity);
        stride = 0; // its columns are no neighbours; nobody writes through it
        starts = new int[places.Length];
        values = new double[places.Length][];
        wide = new bool[places.Length];
        for (var i = 0; i < places.Length; i++)
            (starts[i], values[i], wide[i]) = (whole.starts[places[i]], whole.values[places[i]], whole.wide[places[i]]);
    }

    /// <summary>Number of columns; 0 or more.</summary>
    public int Columns => starts.Length;

    /// <summary>Rows it can hold; at least 1.</summary>
    public int Capacity { get; }

    /// <summary>Rows it holds; from 0 to <see cref="Capacity"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Makes a block of columns that are at hand.</summary>
    /// <param name="columns">A list of cells for each column, null where not given; all of one length, finite.</param>
    /// <exception cref="ArgumentException">Lists of unequal length, or a value that is not finite.</exception>
    public static ColumnBlock Of(params IReadOnlyList<IReadOnlyList<double?>> columns)
    {
        var rows = columns.Count == 0 ? 0 : columns[0].Count;
        var block = new ColumnBlock(columns.Count, Math.Max(1, rows));
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Count != rows)
                throw new ArgumentException($"Column {i} has {columns[i].Count} cells, the first {rows}.", nameof(columns));
            for (var row = 0; row < rows; row++)
                block.Set(i, row, columns[i][row]);
        }

        block.Fill(rows);
        return block;
    }

    /// <summary>The codes of a column, one a row.</summary>
    /// <param name="column">Place of the column, from 0.</param>
    public ReadOnlySpan<byte> Codes(int column) => cells.AsSpan(starts[column], Count);

    /// <summary>Whether some value of the column stands in <see cref="Values"/>.</summary>
    /// <param name="column">Place of the column, from 0.</param>
    public bool IsWide(int column) => wide[column];

    /// <summary>The values of a column that codes cannot hold; what stands at other rows means nothing. Empty where
    /// <see cref="IsWide"/> is false.</summary>
    /// <param name="column">Place of the column, from 0.</param>
    public ReadOnlySpan<double> Values(int column) => wide[column] ? values[column].AsSpan(0, Count) : [];

    /// <summary>Writes a cell of a row that <see cref="Fill"/> will count in.</summary>
    /// <param name="column">Place of the column, from 0.</param>
    /// <param name="row">Place of the row, from 0 to below <see cref="Capacity"/>.</param>
    /// <param name="value">A finite value, or null where the answer was not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite, or there is no such row.</exception>
    public void Set(int column, int row, double? value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Capacity, nameof(row));
        if (value is not { } number)
            cells[starts[column] + row] = NotGiven;
        else if (number is >= 0 and <= LargestCode && (byte)number == number)
            cells[starts[column] + row] = (byte)number;
        else
            SetWide(column, row, Require.Finite(number, nameof(value)));
    }

    /// <summary>Writes codes of neighbouring columns at one row: what a reader does most.</summary>
    /// <param name="column">Place of the first of the columns, from 0.</param>
    /// <param name="row">Place of the row, from 0 to below <see cref="Capacity"/>.</param>
    /// <param name="codes">Codes up to 249, or <see cref="NotGiven"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such columns, or no such row.</exception>
    public void SetRow(int column, int row, ReadOnlySpan<byte> codes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Capacity, nameof(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)(column + codes.Length), (uint)Columns, nameof(column));
        ref var at = ref cells[starts[column] + row];
        for (var i = 0; i < codes.Length; i++, at = ref Unsafe.Add(ref at, stride))
            at = codes[i];
    }

    /// <summary>Writes chosen rows of another block's column.</summary>
    /// <param name="column">Place of the column here, from 0.</param>
    /// <param name="other">Where the cells come from.</param>
    /// <param name="place">Place of the column there, from 0.</param>
    /// <param name="rows">Places of the rows there; no more than <see cref="Capacity"/>, written from row 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column or row.</exception>
    public void SetRows(int column, ColumnBlock other, int place, ReadOnlySpan<int> rows)
    {
        var from = other.Codes(place);
        var into = Room(column);
        var all = rows.Length == from.Length;
        if (all)
            from.CopyTo(into);
        else
            for (var k = 0; k < rows.Length; k++)
                into[k] = from[rows[k]];
        if (!other.IsWide(place))
            return;
        var numbers = other.Values(place);
        var room = values[column] ??= new double[Capacity];
        wide[column] = true;
        if (all)
            numbers.CopyTo(room);
        else
            for (var k = 0; k < rows.Length; k++)
                room[k] = numbers[rows[k]];
    }

    /// <summary>Says how many rows have been written.</summary>
    /// <param name="rows">From 0 to <see cref="Capacity"/>.</param>
    public void Fill(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)rows, (uint)Capacity, nameof(rows));
        Count = rows;
    }

    /// <summary>Empties the block for the next rows.</summary>
    public void Clear()
    {
        Count = 0;
        Array.Clear(wide);
    }

    /// <summary>The room for a column's codes, for a reader that writes them itself: codes up to 249 or
    /// <see cref="NotGiven"/>; anything else goes through <see cref="Set"/>.</summary>
    /// <param name="column">Place of the column, from 0.</param>
    public Span<byte> Room(int column) => cells.AsSpan(starts[column], Capacity);

    /// <summary>Copies the values of a column as numbers.</summary>
    /// <param name="column">Place of the column, from 0.</param>
    /// <param name="into">Room for <see cref="Count"/> numbers; 0 stands where the answer was not given.</param>
    public void CopyTo(int column, Span<double> into)
    {
        var source = Codes(column);
        var numbers = Values(column);
        if (numbers.IsEmpty)
            for (var row = 0; row < source.Length; row++)
                into[row] = source[row] <= LargestCode ? source[row] : 0;
        else
            for (var row = 0; row < source.Length; row++)
                into[row] = source[row] == Wide ? numbers[row] : source[row] <= LargestCode ? source[row] : 0;
    }

    /// <summary>The same rows, seen in some of the columns only. Shares the cells.</summary>
    /// <param name="places">Places of the columns, from 0.</param>
    public ColumnBlock Select(ReadOnlySpan<int> places) => new(this, places);

    internal void SetWide(int column, int row, double value)
    {
        (values[column] ??= new double[Capacity])[row] = value;
        cells[starts[column] + row] = Wide;
        wide[column] = true;
    }

    /// <summary>Where the columns lie, for a kernel.</summary>
    internal ReadOnlySpan<byte> Cells => cells;

    internal ReadOnlySpan<int> Starts => starts;
}
