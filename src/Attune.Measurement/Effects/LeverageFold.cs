using Attune.Measurement.Summaries;
using MathNet.Numerics.LinearAlgebra;
using Lanes = System.Numerics.Vector<double>;

namespace Attune.Measurement.Effects;

/// <summary>The second pass over the rows of a linear model: adds up each squared residual over (1 − leverage)² times its
/// row's products.</summary>
/// <remarks>Made by <see cref="LinearModel.Leverages"/>. Not safe for several threads: give each its own.</remarks>
public sealed class LeverageFold
{
    private readonly Design design;
    private readonly double[] inverse;
    private readonly double[] solution;
    private readonly double[] working;
    private readonly double[] row;
    private readonly double[] meat;
    private readonly Lanes[] lanes;
    private readonly Lanes[] meatLanes; // upper triangle
    private double[] room = [];

    internal LeverageFold(Design design)
    {
        this.design = design;
        inverse = design.Inverse.ToRowMajorArray();
        solution = design.Solution().ToArray();
        working = new double[design.Size];
        row = new double[design.Size];
        meat = new double[design.Size * design.Size];
        lanes = new Lanes[design.Size];
        meatLanes = new Lanes[design.Size * design.Size];
    }

    /// <summary>Rows seen; 0 or more.</summary>
    public long Count { get; private set; }

    /// <summary>The first row, from 1, that decides a coefficient alone; null while there is none.</summary>
    public long? Decisive { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">The predictors in order, then the outcome.</param>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public void Add(ReadOnlySpan<double> cells)
    {
        if (cells.Length != working.Length)
            throw new ArgumentException($"A row has {working.Length} values; this one has {cells.Length}.", nameof(cells));
        Count++;
        var residual = design.Row(cells, working);
        double slack = 1, size = 1;
        for (int i = 0, at = 0; i < working.Length; i++)
        {
            var through = 0.0;
            for (var j = 0; j < working.Length; j++, at++)
            {
                var part = inverse[at] * working[j];
                through += part;
                size += Math.Abs(part * working[i]);
            }

            slack -= through * working[i];
            residual -= working[i] * solution[i];
        }

        // Rounding is as large as what was added and taken away, so the limit is a share of that.
        if (slack <= LinearModel.LeverageOne * size)
        {
            Decisive ??= Count;
            return;
        }

        var weight = residual / slack * (residual / slack);
        for (int i = 0, at = 0; i < working.Length; i++)
            for (var j = 0; j < working.Length; j++, at++)
                meat[at] += weight * working[i] * working[j];
    }

    /// <summary>Adds the rows of a block, every one complete.</summary>
    /// <param name="block">The predictors in order, then the outcome.</param>
    /// <exception cref="ArgumentException">Another number of columns.</exception>
    public void Add(ColumnBlock block)
    {
        if (block.Columns != row.Length)
            throw new ArgumentException($"A block has {row.Length} columns; this one has {block.Columns}.", nameof(block));
        if (room.Length < row.Length * block.Count)
            room = new double[row.Length * block.Count];
        for (var i = 0; i < row.Length; i++)
            block.CopyTo(i, room.AsSpan(i * block.Count, block.Count));
        // As many rows at a time as a vector holds; what is left over, and a row that decides alone, go one by one.
        var k = 0;
        for (; k <= block.Count - Lanes.Count; k += Lanes.Count)
            if (!TryAdd(block.Count, k))
                Each(block.Count, k, k + Lanes.Count);
        Each(block.Count, k, block.Count);
    }

    private void Each(int rows, int from, int until)
    {
        for (var k = from; k < until; k++)
        {
            for (var i = 0; i < row.Length; i++)
                row[i] = room[i * rows + k];
            Add(row);
        }
    }

    /// <summary>As <see cref="Add(ReadOnlySpan{double})"/> for neighbouring rows at once; false, and nothing added, where
    /// one of them decides a coefficient alone.</summary>
    private bool TryAdd(int rows, int from)
    {
        Span<Lanes> terms = lanes;
        var residual = design.Rows(room, rows, from, terms);
        Lanes slack = Lanes.One, size = Lanes.One;
        for (int i = 0, at = 0; i < terms.Length; i++)
        {
            var through = Lanes.Zero;
            for (var j = 0; j < terms.Length; j++, at++)
            {
                var part = inverse[at] * terms[j];
                through += part;
                size += System.Numerics.Vector.Abs(part * terms[i]);
            }

            slack -= through * terms[i];
            residual -= terms[i] * solution[i];
        }

        if (System.Numerics.Vector.LessThanOrEqualAny(slack, LinearModel.LeverageOne * size))
            return false;
        var ratio = residual / slack;
        var weight = ratio * ratio;
        for (var i = 0; i < terms.Length; i++)
            for (var j = i; j < terms.Length; j++)
                meatLanes[i * terms.Length + j] += weight * terms[i] * terms[j];
        Count += Lanes.Count;
        return true;
    }

    internal Matrix<double> Meat() => Matrix<double>.Build.Dense(design.Size, design.Size, (i, j) =>
        meat[i * design.Size + j] + System.Numerics.Vector.Sum(meatLanes[Math.Min(i, j) * design.Size + Math.Max(i, j)]));
}
