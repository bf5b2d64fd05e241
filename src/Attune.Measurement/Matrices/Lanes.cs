using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Attune.Measurement.Matrices;

/// <summary>
/// Products with many rows of data side by side: a matrix of variables by rows, each variable's values next to one another,
/// so that every step works on as many rows as a vector holds.
/// </summary>
internal static class Lanes
{
    /// <summary>C = A B, where A is n × k and B and C hold <paramref name="width"/> values a line.</summary>
    /// <param name="a">By lines.</param>
    /// <param name="b">By lines.</param>
    /// <param name="c">By lines; written over.</param>
    /// <param name="n">Lines of A and C.</param>
    /// <param name="k">Columns of A, lines of B.</param>
    /// <param name="width">A multiple of four vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int n, int k, int width)
    {
        var size = Vector<double>.Count;
        ref double left = ref MemoryMarshal.GetReference(a), right = ref MemoryMarshal.GetReference(b[..(k * width)]), into = ref MemoryMarshal.GetReference(c[..(n * width)]);
        for (var i = 0; i < n; i += 2)
        {
            var second = Math.Min(i + 1, n - 1); // the last line twice where n is odd
            for (var at = 0; at < width; at += 4 * size)
            {
                Vector<double> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
                for (var l = 0; l < k; l++)
                {
                    var first = new Vector<double>(Unsafe.Add(ref left, i * k + l));
                    var next = new Vector<double>(Unsafe.Add(ref left, second * k + l));
                    var from = (nuint)(l * width + at);
                    Vector<double> v0 = Vector.LoadUnsafe(ref right, from), v1 = Vector.LoadUnsafe(ref right, from + (nuint)size),
                        v2 = Vector.LoadUnsafe(ref right, from + (nuint)(2 * size)), v3 = Vector.LoadUnsafe(ref right, from + (nuint)(3 * size));
                    a0 = Vector.FusedMultiplyAdd(first, v0, a0);
                    a1 = Vector.FusedMultiplyAdd(first, v1, a1);
                    a2 = Vector.FusedMultiplyAdd(first, v2, a2);
                    a3 = Vector.FusedMultiplyAdd(first, v3, a3);
                    b0 = Vector.FusedMultiplyAdd(next, v0, b0);
                    b1 = Vector.FusedMultiplyAdd(next, v1, b1);
                    b2 = Vector.FusedMultiplyAdd(next, v2, b2);
                    b3 = Vector.FusedMultiplyAdd(next, v3, b3);
                }

                Store(ref into, i * width + at, a0, a1, a2, a3);
                Store(ref into, second * width + at, b0, b1, b2, b3);
            }
        }
    }

    /// <summary>Adds the products of every two lines, summed over the rows, to a lower triangle: A += S S'.</summary>
    /// <param name="lines">q lines of <paramref name="width"/> values.</param>
    /// <param name="q">Number of lines.</param>
    /// <param name="width">A multiple of a vector.</param>
    /// <param name="lower">q × q by lines; the part above the diagonal is not touched.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProducts(ReadOnlySpan<double> lines, int q, int width, Span<double> lower)
    {
        const int panel = 8; // lines that stay in the first cache while all below them go by
        for (var from = 0; from < q; from += panel)
            for (var i = from; i < q; i += 2)
                for (var j = from; j < Math.Min(from + panel, i + 2); j += 4)
                    Tile(lines, i, j, q, width, lower);
    }

    /// <summary>Two lines times four. Past the last line, and past the diagonal, the same line again; what comes of it is not
    /// kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(ReadOnlySpan<double> lines, int i, int j, int q, int width, Span<double> lower)
    {
        ref var first = ref MemoryMarshal.GetReference(lines[..(q * width)]);
        var below = Math.Min(i + 1, q - 1);
        ref var upper = ref Unsafe.Add(ref first, i * width);
        ref var under = ref Unsafe.Add(ref first, below * width);
        ref var c0 = ref Unsafe.Add(ref first, j * width);
        ref var c1 = ref Unsafe.Add(ref first, Math.Min(j + 1, below) * width);
        ref var c2 = ref Unsafe.Add(ref first, Math.Min(j + 2, below) * width);
        ref var c3 = ref Unsafe.Add(ref first, Math.Min(j + 3, below) * width);
        Vector<double> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        for (nuint at = 0; at < (nuint)width; at += (nuint)Vector<double>.Count)
        {
            Vector<double> x = Vector.LoadUnsafe(ref upper, at), y = Vector.LoadUnsafe(ref under, at);
            Vector<double> v0 = Vector.LoadUnsafe(ref c0, at), v1 = Vector.LoadUnsafe(ref c1, at), v2 = Vector.LoadUnsafe(ref c2, at), v3 = Vector.LoadUnsafe(ref c3, at);
            a0 = Vector.FusedMultiplyAdd(x, v0, a0);
            a1 = Vector.FusedMultiplyAdd(x, v1, a1);
            a2 = Vector.FusedMultiplyAdd(x, v2, a2);
            a3 = Vector.FusedMultiplyAdd(x, v3, a3);
            b0 = Vector.FusedMultiplyAdd(y, v0, b0);
            b1 = Vector.FusedMultiplyAdd(y, v1, b1);
            b2 = Vector.FusedMultiplyAdd(y, v2, b2);
            b3 = Vector.FusedMultiplyAdd(y, v3, b3);
        }

        Keep(lower, i, j, q, a0, a1, a2, a3);
        if (below > i)
            Keep(lower, below, j, q, b0, b1, b2, b3);
    }

    private static void Keep(Span<double> lower, int i, int j, int q, Vector<double> v0, Vector<double> v1, Vector<double> v2, Vector<double> v3)
    {
        if (j > i)
            return;
        var rest = lower.Slice(i * q + j, i + 1 - j);
        rest[0] += Vector.Sum(v0);
        if (rest.Length > 1)
            rest[1] += Vector.Sum(v1);
        if (rest.Length > 2)
            rest[2] += Vector.Sum(v2);
        if (rest.Length > 3)
            rest[3] += Vector.Sum(v3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> At(ref double first, int place) => Vector.LoadUnsafe(ref first, (nuint)place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref double into, int place, Vector<double> v0, Vector<double> v1, Vector<double> v2, Vector<double> v3)
    {
        var size = (nuint)Vector<double>.Count;
        v0.StoreUnsafe(ref into, (nuint)place);
        v1.StoreUnsafe(ref into, (nuint)place + size);
        v2.StoreUnsafe(ref into, (nuint)place + 2 * size);
        v3.StoreUnsafe(ref into, (nuint)place + 3 * size);
    }
}
