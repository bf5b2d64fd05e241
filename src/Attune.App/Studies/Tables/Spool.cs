using System.Collections;

namespace Attune.App.Studies.Tables;

/// <summary>
/// A list that may be longer than memory: the first items are held, the others lie in a file without a name that nobody else
/// can open and that is gone with the process. Read from the first to the last, as often as wanted, by several at once.
/// </summary>
/// <remarks>Lanes split the items so that each part can be read alone. Adding and reading take turns.</remarks>
internal sealed class Spool<T> : IReadOnlyCollection<T>, IDisposable
{
    private readonly Action<BinaryWriter, T> write;
    private readonly Func<BinaryReader, T> read;
    private readonly int held;
    private readonly List<T>[] memory;
    private readonly SpoolLane[] lanes;
    private SpoolFile? file;

    public Spool(Action<BinaryWriter, T> write, Func<BinaryReader, T> read, int lanes = 1, int held = SpoolFile.ItemsHeld)
    {
        (this.write, this.read, this.held) = (write, read, held);
        memory = [.. Enumerable.Range(0, lanes).Select(_ => new List<T>())];
        this.lanes = [.. Enumerable.Range(0, lanes).Select(_ => new SpoolLane(lanes == 1 ? 1 << 20 : 1 << 15))];
    }

    public int Count { get; private set; }

    public int Lanes => lanes.Length;

    public void Add(T item, int lane = 0)
    {
        if (Count++ < held)
        {
            memory[lane].Add(item);
            return;
        }

        file ??= new SpoolFile();
        write(lanes[lane].Writer, item);
        lanes[lane].Wrote(file);
    }

    public IEnumerable<T> Read(int lane)
    {
        foreach (var item in memory[lane])
            yield return item;
        foreach (var (reader, count) in lanes[lane].Blocks(file))
            for (var i = 0; i < count; i++)
                yield return read(reader);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var lane = 0; lane < lanes.Length; lane++)
            foreach (var item in Read(lane))
                yield return item;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => file?.Dispose();
}
