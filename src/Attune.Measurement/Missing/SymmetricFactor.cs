namespace Attune.Measurement.Missing;

/// <summary>The Cholesky factor of cross-products of several columns and, last, an outcome: what a regression of the outcome on
/// them needs.</summary>
internal sealed class SymmetricFactor
{
    private readonly double[,] factor;
    private readonly int columns;

    /// <param name="cross">Its lower triangle is read; the columns must not follow from one another.</param>
    public SymmetricFactor(double[,] cross)
    {
        (factor, columns) = (cross, cross.GetLength(0) - 1);
        for (var i = 0; i <= columns; i++)
            for (var j = 0; j <= i; j++)
            {
                var value = cross[i, j];
                for (var k = 0; k < j; k++)
                    value -= factor[i, k] * factor[j, k];
                if (i == columns && j == columns)
                    Rest = Math.Max(0, value);
                else if (i == j)
                {
                    // Rounding may not make a column vanish that was found to say something.
                    factor[i, i] = Math.Sqrt(Math.Max(value, 1e-14 * cross[i, i]));
                    LogDeterminant += 2 * Math.Log(factor[i, i]);
                }
                else
                    factor[i, j] = value / factor[j, j];
            }
    }

    /// <summary>Sum of squares that the columns leave of the outcome.</summary>
    public double Rest { get; }

    /// <summary>Logarithm of the determinant of the columns' cross-products.</summary>
    public double LogDeterminant { get; }

    /// <summary>Coefficients of the outcome on the columns, moved by <paramref name="noise"/> through the factor: standard normal
    /// noise times the residual spread gives a draw of them.</summary>
    public double[] Coefficients(double[] noise)
    {
        var solution = new double[columns];
        for (var i = columns - 1; i >= 0; i--)
        {
            solution[i] = factor[columns, i] + noise[i];
            for (var k = i + 1; k < columns; k++)
                solution[i] -= factor[k, i] * solution[k];
            solution[i] /= factor[i, i];
        }

        return solution;
    }
}
