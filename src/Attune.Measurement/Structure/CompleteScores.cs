using System.Numerics;
using System.Runtime.InteropServices;
using Attune.Measurement.Matrices;

namespace Attune.Measurement.Structure;

/// <summary>
/// What <see cref="CasewiseScores"/> makes of a row, for complete rows and many at a time: the products of their scores,
/// and the fourth moments of the saturated model and of unrelated items.
/// </summary>
/// <remarks>Takes batches of rows in fixed parts, each with sums of its own, so that figures come out alike on any number
/// of processors.</remarks>
internal sealed class CompleteScores
{
    /// <summary>Rows of a batch: its columns stay in a near cache.</summary>
    private const int Rows = 128;

    private const int Parts = 4;
    private const int Batches = 4 * Parts;

    private readonly int p;
    private readonly double[] waiting; // batch after batch, row by row
    private readonly Part[] parts;
    private int held;

    /// <param name="state">The model at the estimates.</param>
    /// <param name="parameters">Number of parameters of the whole model.</param>
    /// <param name="saturated">The saturated model.</param>
    /// <param name="mean">What the rows given to <see cref="Room"/> were centred at.</param>
    public CompleteScores(GroupState state, int parameters, SaturatedFit saturated, double[] mean)
    {
        p = state.P;
        waiting = new double[Batches * Rows * p];
        var gram = state.Sandwich(state.W);
        double[] factor = (double[])saturated.Covariance.Clone(), whitening = new double[p * p];
        Spd.Factor(factor, p);
        for (var i = 0; i < p; i++)
        {
            var column = new double[p];
            column[i] = 1;
            Spd.Forward(factor, p, column);
            for (var j = i; j < p; j++)
                whitening[j * p + i] = column[j];
        }

        double[] shift = [.. mean.Select((centre, i) => saturated.Mean[i] - centre)];
        parts = [.. Enumerable.Range(0, Parts).Select(_ => new Part(state, parameters, gram, whitening, shift))];
    }

    /// <summary>Rows seen.</summary>
    public long Count { get; private set; }

    /// <summary>Where the next row is written, before <see cref="Next"/>.</summary>
    public Span<double> Room => waiting.AsSpan(held * p, p);

    /// <summary>The row in <see cref="Room"/> counts.</summary>
    public void Next()
    {
        Count++;
        if (++held == Batches * Rows)
            Flush();
    }

    /// <summary>Adds the sums so far to those of all groups.</summary>
    /// <param name="products">Lower triangle of summed products of scores.</param>
    /// <param name="fourth">Fourth powers by item.</param>
    /// <returns>Summed squares of the squared distances from the saturated model.</returns>
    public double AddTo(double[] products, double[] fourth)
    {
        Flush();
        double kurtosis = 0;
        foreach (var part in parts)
        {
            Spd.Add(products, 1, part.Products);
            Spd.Add(fourth, 1, part.Fourth);
            kurtosis += part.Kurtosis;
        }

        return kurtosis;
    }

    private void Flush()
    {
        var (rows, batches) = (held, (held + Rows - 1) / Rows);
        void Run(int part)
        {
            for (var batch = part; batch < batches; batch += Parts)
            {
                var count = Math.Min(Rows, rows - batch * Rows);
                parts[part].Add(waiting.AsSpan(batch * Rows * p, count * p), count);
            }
        }

        if (batches <= Parts)
            for (var part = 0; part < batches; part++)
                Run(part);
        else
            Parallel.For(0, Parts, Run);
        held = 0;
    }

    private sealed class Part(GroupState state, int q, double[] gram, double[] whitening, double[] shift)
    {
        private readonly double[] deviations = new double[state.P * Rows];
        private readonly double[] u = new double[state.B * Rows];
        private readonly double[] whitened = new double[state.P * Rows];
        private readonly double[] scores = new double[q * Rows];

        public double[] Products { get; } = new double[q * q];

        public double[] Fourth { get; } = new double[state.P];

        public double Kurtosis { get; private set; }

        public void Add(ReadOnlySpan<double> rows, int count)
        {
            var (p, b) = (state.P, state.B);
            Turn(rows, count, state.Mu);
            Lanes.Multiply(state.W, deviations, u, p, p, Rows);
            Lanes.Multiply(state.V.AsSpan(p * p), u, u.AsSpan(p * Rows), b - p, p, Rows);
            Array.Clear(scores);
            foreach (var (free, s, a, c, t, e) in state.Terms)
                Score(Line(scores, free), s, Line(u, a), Line(u, c), s * gram[a * b + c], t, Line(u, e));
            for (var k = 0; k < q && count < Rows; k++)
                scores.AsSpan(k * Rows + count, Rows - count).Clear();
            Lanes.AddProducts(scores, q, Rows, Products);
            Turn(rows, count, shift);
            Moments(count);
        }

        private static Span<Vector<double>> Line(double[] lines, int line) => MemoryMarshal.Cast<double, Vector<double>>(lines.AsSpan(line * Rows, Rows));

        private static void Score(
            Span<Vector<double>> into, double s, ReadOnlySpan<Vector<double>> a, ReadOnlySpan<Vector<double>> c, double expected, double t, ReadOnlySpan<Vector<double>> e)
        {
            Vector<double> scale = new(s), taken = new(expected), times = new(t);
            if (t == 0)
                for (var k = 0; k < into.Length; k++)
                    into[k] += scale * a[k] * c[k] - taken;
            else
                for (var k = 0; k < into.Length; k++)
                    into[k] += scale * a[k] * c[k] - taken + times * e[k];
        }

        /// <summary>Fourth powers, and squared distances by the whitened rows.</summary>
        private void Moments(int count)
        {
            var p = state.P;
            Lanes.Multiply(whitening, deviations, whitened, p, p, Rows);
            Span<double> distances = stackalloc double[Rows];
            var sums = MemoryMarshal.Cast<double, Vector<double>>(distances);
            sums.Clear();
            for (var i = 0; i < p; i++)
            {
                var own = Vector<double>.Zero;
                Span<Vector<double>> line = Line(deviations, i), white = Line(whitened, i);
                for (var k = 0; k < line.Length; k++)
                {
                    var square = line[k] * line[k];
                    own += square * square;
                    sums[k] += white[k] * white[k];
                }

                Fourth[i] += Vector.Sum(own);
            }

            for (var k = 0; k < count; k++)
                Kurtosis += distances[k] * distances[k];
        }

        /// <summary>Rows turned to lines, less a centre; 0 where there is no row.</summary>
        private void Turn(ReadOnlySpan<double> rows, int count, double[] centre)
        {
            var p = state.P;
            for (var i = 0; i < p; i++)
            {
                var line = deviations.AsSpan(i * Rows, Rows);
                for (var k = 0; k < count; k++)
                    line[k] = rows[k * p + i] - centre[i];
                line[count..].Clear();
            }
        }
    }
}
