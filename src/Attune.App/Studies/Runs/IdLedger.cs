using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Attune.App.Studies.Tables;

namespace Attune.App.Studies.Runs;

/// <summary>Who came on which line, by a hash of their id, so that somebody who comes twice is found however many there are.</summary>
internal sealed class IdLedger : IDisposable
{
    /// <summary>Parts that are looked at one after the other.</summary>
    public const int Lanes = 256;

    private readonly Spool<(ulong High, ulong Low, long Line)> entries = new(
        (writer, entry) =>
        {
            writer.Write(entry.High);
            writer.Write(entry.Low);
            writer.Write(entry.Line);
        }, reader => (reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadInt64()), Lanes);

    public void Add(string id, long line)
    {
        var (high, low) = Hash(id);
        entries.Add((high, low, line), Lane(high));
    }

    /// <summary>The same on every machine and run.</summary>
    public static int LaneOf(string id) => Lane(Hash(id).High);

    /// <summary>Each line whose person came before, with the line where they first did, in the order of lines.</summary>
    public IReadOnlyList<(long Line, long First)> Twice()
    {
        List<(long Line, long First)> twice = [];
        for (var lane = 0; lane < Lanes; lane++)
        {
            var first = (High: 0UL, Low: 0UL, Line: 0L);
            foreach (var entry in entries.Read(lane).Order())
                if (first.Line > 0 && (entry.High, entry.Low) == (first.High, first.Low))
                    twice.Add((entry.Line, first.Line));
                else
                    first = entry;
        }

        return [.. twice.Order()];
    }

    public void Dispose() => entries.Dispose();

    private static int Lane(ulong high) => (int)(high >> 56);

    private static (ulong High, ulong Low) Hash(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }
}
