using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Tables;

/// <summary>Takes the cells of a part of a table one by one and hands full blocks on.</summary>
internal sealed class PartReader
{
    private readonly TableScan scan;
    private readonly Action<RowBlock> full;
    private readonly bool keep;
    private readonly int capacity;
    private readonly int[] slotOf;
    private readonly int[] keyOf;
    private readonly RowCondition[][] conditionsOf;
    private readonly KeyTable[] tables;
    private readonly long[] given;
    private readonly long[] words;
    private readonly (long Line, string Word)[] first;
    private readonly bool[] canonical;
    private readonly List<(int Slot, string Word)> pending = [];
    private RowBlock block;
    private int row;
    private bool kept = true;

    /// <param name="scan">What to read; numbers in the order of their places.</param>
    /// <param name="width">Columns of the table.</param>
    /// <param name="capacity">Rows of a block.</param>
    /// <param name="keep">Whether who takes a block keeps it, so that the next needs room of its own.</param>
    /// <param name="full">Takes each full block, and the last.</param>
    public PartReader(TableScan scan, int width, int capacity, bool keep, Action<RowBlock> full)
    {
        (this.scan, this.full, this.keep, this.capacity) = (scan, full, keep, capacity);
        slotOf = Places(width, scan.Numbers);
        keyOf = Places(width, scan.Keys);
        conditionsOf = [.. Enumerable.Range(0, width).Select(column => scan.Conditions.Where(condition => condition.Column == column).ToArray())];
        tables = [.. scan.Keys.Select(_ => new KeyTable())];
        (given, words, canonical) = (new long[scan.Numbers.Count], new long[scan.Numbers.Count], new bool[scan.Numbers.Count]);
        Array.Fill(canonical, true);
        first = new (long, string)[scan.Numbers.Count];
        Array.Fill(first, (0, ""));
        block = Fresh();
        Unneeded = [.. Enumerable.Range(0, width).Select(column => slotOf[column] < 0 && keyOf[column] < 0 && conditionsOf[column].Length == 0)];
        PlainNumber = [.. Enumerable.Range(0, width).Select(column => slotOf[column] >= 0 && keyOf[column] < 0 && conditionsOf[column].Length == 0)];
    }

    /// <summary>Columns nobody asked for.</summary>
    public bool[] Unneeded { get; }

    /// <summary>Columns asked for as numbers and nothing else.</summary>
    public bool[] PlainNumber { get; }

    /// <summary>Rows kept so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Lines seen so far, whoever counts them.</summary>
    public long Lines { get; set; }

    /// <summary>Forgets what was read of a row that is begun again.</summary>
    public void Again()
    {
        kept = true;
        pending.Clear();
    }

    /// <summary>A cell of a column that is needed, without blanks at its ends.</summary>
    public void Cell(int column, ReadOnlySpan<byte> cell)
    {
        foreach (var condition in conditionsOf[column])
            kept &= condition.Keeps(cell);
        if (keyOf[column] is >= 0 and var key)
            block.Room(key)[row] = CellText.IsMissing(cell) ? -1 : tables[key].Code(cell);
        if (slotOf[column] is >= 0 and var slot)
            Number(slot, cell);
    }

    /// <summary>Cells of one digit each, of columns that are numbers and nothing else.</summary>
    public void Digits(int column, ReadOnlySpan<byte> cells) => block.Numbers.SetRow(slotOf[column], row, cells);

    /// <summary>The row is over; it counts if it fulfils the conditions.</summary>
    public void EndRow()
    {
        if (kept)
        {
            if (pending.Count > 0)
                Report();
            Rows++;
            row++;
            if (row == capacity)
                Flush();
        }
        else
        {
            Again();
        }
    }

    /// <summary>Hands the last rows on.</summary>
    public void Flush()
    {
        if (row == 0)
            return;
        block.Numbers.Fill(row);
        for (var slot = 0; slot < given.Length; slot++)
            given[slot] += row - block.Numbers.Codes(slot).Count(ColumnBlock.NotGiven);
        full(block);
        row = 0;
        if (keep)
            block = Fresh();
        else
            block.Numbers.Clear();
    }

    /// <summary>What reading each column as numbers came upon.</summary>
    /// <param name="linesBefore">Lines of the file before this part.</param>
    public IReadOnlyList<ColumnReport> Reports(long linesBefore) => [.. Enumerable.Range(0, given.Length).Select(slot => new ColumnReport(
        given[slot] + words[slot], words[slot], words[slot] > 0 ? first[slot].Line + linesBefore : 0, first[slot].Word, canonical[slot]))];

    private static int[] Places(int width, IReadOnlyList<int> columns)
    {
        var places = new int[width];
        Array.Fill(places, -1);
        for (var i = 0; i < columns.Count; i++)
            places[columns[i]] = i;
        return places;
    }

    private RowBlock Fresh() => new(
        new ColumnBlock(scan.Numbers.Count, capacity), [.. scan.Keys.Select(_ => new int[capacity])], [.. tables.Select(table => table.Texts)]);

    private void Number(int slot, ReadOnlySpan<byte> cell)
    {
        if (CellText.IsMissing(cell))
        {
            block.Numbers.Room(slot)[row] = ColumnBlock.NotGiven;
        }
        else if (CellText.IsNumber(cell, out var number))
        {
            canonical[slot] = canonical[slot] && IsCanonical(cell);
            block.Numbers.Set(slot, row, number);
        }
        else
        {
            block.Numbers.Room(slot)[row] = ColumnBlock.NotGiven;
            pending.Add((slot, words[slot] == 0 ? CellText.Text(cell) : ""));
        }
    }

    private void Report()
    {
        foreach (var (slot, word) in pending)
            if (words[slot]++ == 0)
                first[slot] = (Lines, word);
        pending.Clear();
    }

    private static bool IsCanonical(ReadOnlySpan<byte> cell)
    {
        if (cell is [(byte)'-', ..])
            cell = cell[1..];
        return cell.Length <= 15 && !cell.ContainsAnyExceptInRange((byte)'0', (byte)'9') && (cell.Length == 1 || cell[0] != '0');
    }
}
