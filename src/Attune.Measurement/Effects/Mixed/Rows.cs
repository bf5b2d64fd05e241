using System.Numerics;
using System.Runtime.InteropServices;

namespace Attune.Measurement.Effects;

/// <summary>Operations on rows of dense matrices kept row by row; the inner loops of the mixed model, whose right-hand sides are
/// several at a time (<see cref="Matrices.Spd"/> has the rest).</summary>
internal static class Rows
{
    /// <summary>target += source.</summary>
    public static void AddTo(ReadOnlySpan<double> source, Span<double> target) => AddTo(1, source, target);

    /// <summary>target += factor × source.</summary>
    public static void AddTo(double factor, ReadOnlySpan<double> source, Span<double> target)
    {
        var i = 0;
        if (target.Length >= Vector<double>.Count)
        {
            var from = MemoryMarshal.Cast<double, Vector<double>>(source);
            var to = MemoryMarshal.Cast<double, Vector<double>>(target);
            var by = new Vector<double>(factor);
            for (var v = 0; v < to.Length; v++)
                to[v] += by * from[v];
            i = to.Length * Vector<double>.Count;
        }

        for (; i < target.Length; i++)
            target[i] += factor * source[i];
    }

    public static double[] Transposed(double[] matrix, int rows, int columns)
    {
        var turned = new double[matrix.Length];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                turned[j * rows + i] = matrix[i * columns + j];
        return turned;
    }

    /// <summary>Replaces the right-hand sides by the solution, given the Cholesky factor.</summary>
    public static void Solve(double[] factor, int size, double[] right, int columns)
    {
        for (var i = 0; i < size; i++)
        {
            var row = right.AsSpan(i * columns, columns);
            for (var k = 0; k < i; k++)
                AddTo(-factor[i * size + k], right.AsSpan(k * columns, columns), row);
            Scale(row, 1 / factor[i * size + i]);
        }

        for (var i = size - 1; i >= 0; i--)
        {
            var row = right.AsSpan(i * columns, columns);
            for (var k = i + 1; k < size; k++)
                AddTo(-factor[k * size + i], right.AsSpan(k * columns, columns), row);
            Scale(row, 1 / factor[i * size + i]);
        }
    }

    /// <summary>left' × right, both with as many rows.</summary>
    public static double[] Cross(double[] left, int leftColumns, double[] right, int rightColumns, int rows)
    {
        var product = new double[leftColumns * rightColumns];
        for (var k = 0; k < rows; k++)
            for (var i = 0; i < leftColumns; i++)
                AddTo(left[k * leftColumns + i], right.AsSpan(k * rightColumns, rightColumns), product.AsSpan(i * rightColumns, rightColumns));
        return product;
    }

    /// <summary>left × right with square left.</summary>
    public static double[] Product(double[] left, int size, double[] right, int columns)
    {
        var product = new double[size * columns];
        for (var i = 0; i < size; i++)
            for (var k = 0; k < size; k++)
                AddTo(left[i * size + k], right.AsSpan(k * columns, columns), product.AsSpan(i * columns, columns));
        return product;
    }

    private static void Scale(Span<double> row, double factor)
    {
        for (var i = 0; i < row.Length; i++)
            row[i] *= factor;
    }
}
