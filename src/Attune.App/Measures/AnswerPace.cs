using System.Buffers.Binary;

namespace Attune.App.Measures;

/// <summary>
/// How long answers took, as far as a server can know: from the answer before (or the page) to the last saving of each. It
/// holds reading, thinking, the way over the network, and going away; an answer that was changed has the time of its change.
/// </summary>
public static class AnswerPace
{
    private const ushort Unknown = ushort.MaxValue;
    private const int Width = sizeof(ushort);

    /// <param name="since">When the page was first opened.</param>
    /// <param name="saved">When each answer was last saved; null where it came only with the whole page, or not at all.</param>
    public static byte[] Pack(DateTimeOffset since, IReadOnlyList<DateTimeOffset?> saved)
    {
        var packed = new byte[saved.Count * Width];
        for (var item = 0; item < saved.Count; item++)
        {
            var tenths = saved[item] is { } at ? Math.Clamp(Math.Round((at - since).TotalSeconds * 10), 0, Unknown - 1) : Unknown;
            BinaryPrimitives.WriteUInt16BigEndian(packed.AsSpan(item * Width), (ushort)tenths);
        }

        return packed;
    }

    /// <summary>Seconds each answer took after the one before it; null where it is not known.</summary>
    public static IReadOnlyList<double?> Seconds(ReadOnlySpan<byte> packed)
    {
        var at = new int?[packed.Length / Width];
        for (var item = 0; item < at.Length; item++)
            at[item] = BinaryPrimitives.ReadUInt16BigEndian(packed[(item * Width)..]) is var tenths and not Unknown ? tenths : null;
        var seconds = new double?[at.Length];
        var before = 0;
        foreach (var item in Enumerable.Range(0, at.Length).Where(item => at[item] is not null).OrderBy(item => at[item]))
        {
            seconds[item] = (at[item]!.Value - before) / 10.0;
            before = at[item]!.Value;
        }

        return seconds;
    }

    /// <summary>The middle of the known times of these items; null where fewer than half are known.</summary>
    public static double? Median(IReadOnlyList<double?> seconds, IReadOnlyList<int> items)
    {
        var known = items.Select(item => seconds[item]).OfType<double>().Order().ToList();
        if (known.Count == 0 || known.Count * 2 < items.Count)
            return null;
        return known.Count % 2 == 1 ? known[known.Count / 2] : (known[known.Count / 2 - 1] + known[known.Count / 2]) / 2;
    }
}
