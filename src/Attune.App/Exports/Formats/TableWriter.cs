using System.Buffers;
using Attune.App.Exports.Tables;

namespace Attune.App.Exports.Formats;

/// <summary>
/// Writes one table as one file, row by row, holding no more than a few rows. A file taken up again where it was left
/// is the same, byte for byte, as one written in one go: nothing that is written depends on when or how often.
/// </summary>
internal abstract class TableWriter(FileStream file, ExportTable table) : IAsyncDisposable
{
    private const int Held = 1 << 16;

    private readonly ArrayBufferWriter<byte> _rows = new(Held + 4096);

    public ExportTable Table => table;

    public FileStream File => file;

    public long Rows { get; private set; }

    protected IReadOnlyList<ExportColumn> Columns => table.Columns;

    /// <summary>What comes before the first row.</summary>
    public void Begin()
    {
        Head(_rows);
        Send();
    }

    /// <summary>Goes on after this many rows; the file ends after the last of them.</summary>
    public void GoOn(long rows) => Rows = rows;

    public void Add(ReadOnlySpan<ExportCell> row)
    {
        if (row.Length != Columns.Count)
            throw new ArgumentException($"A row of {row.Length} cells for {Columns.Count} columns.", nameof(row));
        Row(_rows, row);
        Rows++;
        if (_rows.WrittenCount >= Held)
            Send();
    }

    /// <summary>All rows so far are on the disk.</summary>
    public void Keep()
    {
        Send();
        file.Flush(flushToDisk: true);
    }

    /// <summary>What comes after the last row, and what can only be known then.</summary>
    public void End()
    {
        Tail(_rows);
        Send();
        Amend(file);
        file.Flush(flushToDisk: true);
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    protected abstract void Head(IBufferWriter<byte> to);

    protected abstract void Row(IBufferWriter<byte> to, ReadOnlySpan<ExportCell> row);

    protected virtual void Tail(IBufferWriter<byte> to)
    {
    }

    /// <summary>Puts what was not known at the start in its place; the same however often it is done.</summary>
    protected virtual void Amend(FileStream file)
    {
    }

    private void Send()
    {
        file.Write(_rows.WrittenSpan);
        _rows.ResetWrittenCount();
    }
}
