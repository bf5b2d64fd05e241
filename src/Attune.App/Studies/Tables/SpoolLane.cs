namespace Attune.App.Studies.Tables;

/// <summary>One lane of a spool: blocks in the file, and the last one still in memory.</summary>
internal sealed class SpoolLane
{
    private readonly List<(long At, int Bytes, int Items)> blocks = [];
    private readonly MemoryStream last = new();
    private readonly int size;
    private int items;

    /// <param name="size">Bytes of a block, about.</param>
    public SpoolLane(int size)
    {
        this.size = size;
        Writer = new BinaryWriter(last);
    }

    public BinaryWriter Writer { get; }

    /// <summary>An item was written.</summary>
    public void Wrote(SpoolFile file)
    {
        items++;
        if (last.Length < size)
            return;
        blocks.Add((file.Append(last.GetBuffer().AsSpan(0, (int)last.Length)), (int)last.Length, items));
        last.SetLength(0);
        items = 0;
    }

    /// <summary>Each block as a reader, with the items in it.</summary>
    public IEnumerable<(BinaryReader Reader, int Items)> Blocks(SpoolFile? file)
    {
        var room = Array.Empty<byte>();
        foreach (var (at, bytes, count) in blocks)
        {
            if (room.Length < bytes)
                room = new byte[bytes + bytes / 4];
            file!.Read(at, room.AsSpan(0, bytes));
            yield return (new BinaryReader(new MemoryStream(room, 0, bytes)), count);
        }

        if (items > 0)
            yield return (new BinaryReader(new MemoryStream(last.GetBuffer(), 0, (int)last.Length)), items);
    }
}
