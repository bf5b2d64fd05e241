using Attune.Measurement.Summaries;
using MathNet.Numerics.LinearAlgebra;
using Lanes = System.Numerics.Vector<double>;

namespace Attune.Measurement.Effects;

/// <summary>
/// The working design: a column of ones and the predictors, centred and scaled to length one. Its cross-product is
/// block-diagonal (n, then the predictors' correlations), which is what keeps the digits.
/// </summary>
internal sealed class Design
{
    private readonly double[] scales;

    private Design(MomentSummary moments, double[] scales, Matrix<double> correlations)
    {
        Moments = moments;
        this.scales = scales;
        Outcome = scales.Length;
        Size = scales.Length + 1;
        Inverse = Matrix<double>.Build.Dense(Size, Size);
        Inverse[0, 0] = 1.0 / moments.Count;
        Right = Vector<double>.Build.Dense(scales.Length, j => moments.Cross(j, Outcome) / scales[j]);
        Slopes = Right.Clone();
        if (scales.Length > 0)
        {
            var inverse = correlations.Cholesky().Solve(Matrix<double>.Build.DenseIdentity(scales.Length));
            Slopes = correlations.Cholesky().Solve(Right);
            Inverse.SetSubMatrix(1, 1, (inverse + inverse.Transpose()) / 2);
        }

        Back = Matrix<double>.Build.DenseIdentity(Size);
        for (var j = 0; j < scales.Length; j++)
        {
            Back[j + 1, j + 1] = 1 / scales[j];
            Back[0, j + 1] = -moments.Mean(j) / scales[j];
        }
    }

    /// <summary>Predictors in order, then the outcome.</summary>
    public MomentSummary Moments { get; }

    /// <summary>Place of the outcome among the moments.</summary>
    public int Outcome { get; }

    /// <summary>Number of coefficients.</summary>
    public int Size { get; }

    public IReadOnlyList<string> Terms => [LinearModel.Intercept, .. Moments.Variables.Take(Outcome)];

    /// <summary>Inverse cross-product of the working design.</summary>
    public Matrix<double> Inverse { get; }

    /// <summary>From working coefficients to those of the predictors as given.</summary>
    public Matrix<double> Back { get; }

    /// <summary>Cross-products of working predictors and outcome.</summary>
    public Vector<double> Right { get; }

    /// <summary>Working coefficients without the intercept.</summary>
    public Vector<double> Slopes { get; }

    public static Design From(MomentSummary moments, double collinear)
    {
        var p = moments.Variables.Count - 1;
        double[] scales = [.. Enumerable.Range(0, p).Select(j => Math.Sqrt(moments.Cross(j, j)))];
        for (var j = 0; j < p; j++)
            if (!(Require.Representable(scales[j], $"{moments.Variables[j]}: rescale it") > 0))
                throw new AssumptionException("predictors that vary", $"{moments.Variables[j]} has one value");
        var correlations = Matrix<double>.Build.Dense(p, p, (i, j) => i == j ? 1 : moments.Cross(i, j) / scales[i] / scales[j]);
        RefuseCollinear(correlations, moments.Variables, collinear);
        return new Design(moments, scales, correlations);
    }

    /// <summary>Working coefficients, for an outcome centred at its mean.</summary>
    public Vector<double> Solution()
    {
        var solution = Vector<double>.Build.Dense(Size);
        Slopes.CopySubVectorTo(solution, 0, 1, Slopes.Count);
        return solution;
    }

    public Vector<double> Original(Vector<double> working)
    {
        var original = Back * working;
        original[0] += Moments.Mean(Outcome);
        return original;
    }

    /// <summary>Puts a row into working form and centres its outcome.</summary>
    public double Row(ReadOnlySpan<double> row, Span<double> working)
    {
        working[0] = 1;
        for (var j = 1; j < working.Length; j++)
            working[j] = (row[j - 1] - Moments.Mean(j - 1)) / scales[j - 1];
        return row[Outcome] - Moments.Mean(Outcome);
    }

    /// <summary>As <see cref="Row"/>, for neighbouring rows of columns laid out one after the other.</summary>
    public Lanes Rows(ReadOnlySpan<double> columns, int rows, int from, Span<Lanes> working)
    {
        working[0] = Lanes.One;
        for (var j = 1; j < working.Length; j++)
            working[j] = (new Lanes(columns[((j - 1) * rows + from)..]) - new Lanes(Moments.Mean(j - 1)))
                / new Lanes(scales[j - 1]);
        return new Lanes(columns[(Outcome * rows + from)..]) - new Lanes(Moments.Mean(Outcome));
    }

    /// <summary>Cross-product of a part's working rows, and of them with the centred outcome.</summary>
    public (Matrix<double> Square, Vector<double> Right) Part(MomentSummary part)
    {
        var shift = Vector<double>.Build.Dense(Size, j => j == 0 ? 1 : (part.Mean(j - 1) - Moments.Mean(j - 1)) / scales[j - 1]);
        var outcome = part.Mean(Outcome) - Moments.Mean(Outcome);
        var square = part.Count * shift.OuterProduct(shift);
        var right = part.Count * outcome * shift;
        for (var i = 1; i < Size; i++)
        {
            right[i] += part.Cross(i - 1, Outcome) / scales[i - 1];
            for (var j = 1; j < Size; j++)
                square[i, j] += part.Cross(i - 1, j - 1) / scales[i - 1] / scales[j - 1];
        }

        return (square, right);
    }

    private static void RefuseCollinear(Matrix<double> correlations, IReadOnlyList<string> names, double tolerance)
    {
        // Pivots of an unpivoted Cholesky: what each predictor keeps once those before it are taken out.
        var p = correlations.RowCount;
        var lower = new double[p, p];
        for (var i = 0; i < p; i++)
            for (var j = 0; j <= i; j++)
            {
                var rest = correlations[i, j];
                for (var k = 0; k < j; k++)
                    rest -= lower[i, k] * lower[j, k];
                if (i == j && !(rest > tolerance))
                    throw new AssumptionException("predictors of which none is a combination of the others", $"{names[i]} follows from {string.Join(", ", names.Take(i))}");
                lower[i, j] = i == j ? Math.Sqrt(rest) : rest / lower[j, j];
            }
    }
}
