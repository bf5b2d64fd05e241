using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Attune.Measurement.Summaries;

/// <summary>Chosen rows of a block, laid out for a kernel: bytes where every value is a small whole number, numbers
/// otherwise. Room that is used again for block after block.</summary>
internal sealed class BlockRows(int columns)
{
    private readonly int[] starts = new int[columns];
    private byte[] packed = [];
    private double[] numbers = [];
    private int[] every = [];
    private int[] chosen = [];

    /// <summary>Where each column of <see cref="Packed"/> begins.</summary>
    public ReadOnlySpan<int> Starts => starts;

    /// <summary>Bytes, column after column, 0 after the last row up to a whole vector.</summary>
    public ReadOnlySpan<byte> Packed => packed;

    /// <summary>Whether a column holds nothing but values up to 127.</summary>
    public static bool IsPacked(ReadOnlySpan<byte> codes) => Largest(codes) <= PackedProducts.Largest;

    /// <summary>Writes the places of the rows in which every column is given.</summary>
    public ReadOnlySpan<int> Complete(ColumnBlock block)
    {
        if (every.Length < block.Count)
            (every, chosen) = ([.. Enumerable.Range(0, block.Capacity)], new int[block.Capacity]);
        ReadOnlySpan<int> known = every.AsSpan(0, block.Count);
        for (var i = 0; i < columns; i++)
        {
            var codes = block.Codes(i);
            if (Largest(codes) <= ColumnBlock.Wide)
                continue;
            var kept = 0;
            foreach (var row in known)
            {
                chosen[kept] = row;
                kept += codes[row] <= ColumnBlock.Wide ? 1 : 0;
            }

            known = chosen.AsSpan(0, kept);
        }

        return known;
    }

    /// <summary>Whether the chosen rows can be bytes.</summary>
    public static bool CanPack(ColumnBlock block)
    {
        for (var i = 0; i < block.Columns; i++)
            if (block.IsWide(i) || LargestGiven(block.Codes(i)) > PackedProducts.Largest)
                return false;
        return true;
    }

    /// <summary>Lays bytes of the chosen rows out.</summary>
    public void Pack(ColumnBlock block, ReadOnlySpan<int> rows)
    {
        var stride = PackedProducts.Padded(rows.Length);
        if (packed.Length < stride * columns)
            packed = new byte[stride * columns];
        for (var i = 0; i < columns; i++)
        {
            starts[i] = i * stride;
            var codes = block.Codes(i);
            var into = packed.AsSpan(starts[i], stride);
            for (var k = 0; k < rows.Length; k++)
                into[k] = codes[rows[k]];
            into[rows.Length..].Clear();
        }
    }

    /// <summary>Lays numbers of the chosen rows out, column after column without gaps.</summary>
    public Span<double> Unpack(ColumnBlock block, ReadOnlySpan<int> rows)
    {
        if (numbers.Length < rows.Length * columns)
            numbers = new double[rows.Length * columns];
        for (var i = 0; i < columns; i++)
        {
            var codes = block.Codes(i);
            var values = block.Values(i);
            var into = numbers.AsSpan(i * rows.Length, rows.Length);
            if (rows.Length == codes.Length)
                block.CopyTo(i, into);
            else
                for (var k = 0; k < rows.Length; k++)
                    into[k] = codes[rows[k]] == ColumnBlock.Wide ? values[rows[k]] : codes[rows[k]];
        }

        return numbers.AsSpan(0, rows.Length * columns);
    }

    private static byte Largest(ReadOnlySpan<byte> codes)
    {
        byte largest = 0;
        var at = 0;
        if (codes.Length >= Vector256<byte>.Count)
        {
            var most = Vector256<byte>.Zero;
            ref var first = ref MemoryMarshal.GetReference(codes);
            for (; at <= codes.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
                most = Vector256.Max(most, Vector256.LoadUnsafe(ref first, (nuint)at));
            for (var lane = 0; lane < Vector256<byte>.Count; lane++)
                largest = Math.Max(largest, most[lane]);
        }

        for (; at < codes.Length; at++)
            largest = Math.Max(largest, codes[at]);
        return largest;
    }

    private static byte LargestGiven(ReadOnlySpan<byte> codes)
    {
        byte largest = Largest(codes);
        if (largest <= ColumnBlock.LargestCode)
            return largest;
        largest = 0;
        foreach (var code in codes)
            largest = code <= ColumnBlock.LargestCode && code > largest ? code : largest;
        return largest;
    }
}
