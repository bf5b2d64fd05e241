using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Attune.Measurement.Summaries;

/// <summary>Adds rows laid out by column to running means and centred cross-products.</summary>
internal static class CentredProducts
{
    /// <summary>
    /// Centres the rows at their own means, taken about the first row so that a constant far from zero stays constant to
    /// the last digit, and joins them to what is there (Chan, Golub and LeVeque 1983).
    /// </summary>
    /// <param name="columns">Column after column; centred in place.</param>
    /// <param name="rows">Rows of each column; at least 1.</param>
    /// <param name="means">Running means.</param>
    /// <param name="cross">Running lower triangle by rows.</param>
    /// <param name="shifts">Room for as many numbers as there are columns.</param>
    /// <param name="count">Rows so far.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<double> columns, int rows, Span<double> means, Span<double> cross, Span<double> shifts, ref long count)
    {
        var weight = count / ((double)count + rows) * rows;
        var share = rows / ((double)count + rows);
        for (var i = 0; i < means.Length; i++)
        {
            var column = columns.Slice(i * rows, rows);
            var pivot = column[0];
            var mean = Shift(column, pivot) / rows;
            Shift(column, mean);
            shifts[i] = pivot + mean - means[i];
        }

        for (int i = 0, at = 0; i < means.Length; i++)
        {
            var left = columns.Slice(i * rows, rows);
            for (var j = 0; j <= i; j++, at++)
                cross[at] += Dot(left, columns.Slice(j * rows, rows)) + weight * shifts[i] * shifts[j];
        }

        for (var i = 0; i < means.Length; i++)
            means[i] = count == 0 ? shifts[i] : means[i] + shifts[i] * share;
        count += rows;
    }

    /// <summary>Takes a number from every value; the sum of what is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Shift(Span<double> column, double by)
    {
        ref var first = ref MemoryMarshal.GetReference(column);
        var vector = Vector256.Create(by);
        Vector256<double> sums = default, more = default;
        var row = 0;
        for (; row <= column.Length - 8; row += 8)
        {
            var (left, right) = (Vector256.LoadUnsafe(ref first, (nuint)row) - vector, Vector256.LoadUnsafe(ref first, (nuint)row + 4) - vector);
            left.StoreUnsafe(ref first, (nuint)row);
            right.StoreUnsafe(ref first, (nuint)row + 4);
            sums += left;
            more += right;
        }

        var sum = Vector256.Sum(sums + more);
        for (; row < column.Length; row++)
            sum += column[row] -= by;
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref double x = ref MemoryMarshal.GetReference(a), y = ref MemoryMarshal.GetReference(b);
        Vector256<double> first = default, second = default;
        var row = 0;
        for (; row <= a.Length - 8; row += 8)
        {
            first += Vector256.LoadUnsafe(ref x, (nuint)row) * Vector256.LoadUnsafe(ref y, (nuint)row);
            second += Vector256.LoadUnsafe(ref x, (nuint)row + 4) * Vector256.LoadUnsafe(ref y, (nuint)row + 4);
        }

        var sum = Vector256.Sum(first + second);
        for (; row < a.Length; row++)
            sum += a[row] * b[row];
        return sum;
    }
}
