using Attune.Measurement.Matrices;

namespace Attune.Measurement.Effects;

/// <summary>
/// Takes random effects out of cross-products: with N = I + T'Z'ZT, the rest of V⁻¹'s cross-products is
/// C − (T'Z'·)' N⁻¹ (T'Z'·), and log|V| gains log|N| (Bates et al. 2015, equations 18 and 19, group by group). Carries
/// first and second derivatives by the entries of T along, so that neither the search nor the degrees of freedom need
/// differences.
/// </summary>
internal sealed class Absorption(double[] theta)
{
    private readonly int parameters = theta.Length;

    /// <summary>log|N| over all that was absorbed, its gradient and its Hessian.</summary>
    public double LogDeterminant { get; private set; }

    public double[] Gradient { get; } = new double[theta.Length];

    public double[,] Hessian { get; } = new double[theta.Length, theta.Length];

    public IReadOnlyList<double> Theta => theta;

    /// <summary>What groups that were taken out elsewhere add to log|N| of a single parameter, and to its derivatives.</summary>
    public void Gain(double log, double first, double second)
    {
        LogDeterminant += log;
        Gradient[0] += first;
        Hessian[0, 0] += second;
    }

    /// <param name="from">Cross-products that hold both the random columns and the rest.</param>
    /// <param name="random">Places of the random columns.</param>
    /// <param name="rest">Places of the columns to keep.</param>
    /// <param name="factor">T of the random columns.</param>
    /// <param name="into">Where the reduction is added, at <paramref name="places"/>.</param>
    /// <param name="places">Place in <paramref name="into"/> of each of the rest.</param>
    /// <returns>Whether N was positive definite to working precision.</returns>
    public bool Absorb(Jet from, int[] random, int[] rest, RelativeFactor factor, Jet into, int[] places)
    {
        int q = random.Length, r = rest.Length;
        var square = factor.Turn(Pick(from.Value, from.Size, random, random), q, theta);
        var turned = Rows.Transposed(square, q, q); // Z'Z T
        var n = factor.Turn(turned, q, theta);
        for (var i = 0; i < q; i++)
            n[i * q + i] += 1;
        var right = Pick(from.Value, from.Size, random, rest);
        var y = factor.Turn(right, r, theta);
        var u = (double[])y.Clone();
        if (!Spd.Factor(n, q, tolerance: 0))
            return false;
        for (var i = 0; i < q; i++)
            LogDeterminant += 2 * Math.Log(n[i * q + i]);
        Rows.Solve(n, q, y, r);
        Subtract(Rows.Cross(u, r, y, r, q), r, into.Value, into.Size, places);

        var slopes = new Slope?[parameters];
        for (var i = 0; i < parameters; i++)
            slopes[i] = First(from, random, rest, factor, turned, right, i, n, y);
        for (var i = 0; i < parameters; i++)
        {
            if (slopes[i] is not { } a)
                continue;
            for (var k = 0; k < q; k++)
                Gradient[i] += a.Ratio[k * q + k];
            // H'Y + Y'U, the symmetric first derivative of U'N⁻¹U.
            var change = Rows.Cross(a.Residual, r, y, r, q);
            Rows.AddTo(Rows.Cross(y, r, a.U, r, q), change);
            Subtract(change, r, into.NeedFirst(i), into.Size, places);
            for (var j = 0; j <= i; j++)
                if (slopes[j] is { } b)
                    Second(from, random, rest, factor, right, (i, a), (j, b), n, y, into, places);
        }

        return true;
    }

    private Slope? First(Jet from, int[] random, int[] rest, RelativeFactor factor, double[] turned, double[] right, int i, double[] n, double[] y)
    {
        int q = random.Length, r = rest.Length;
        var own = factor.Turn(turned, q, i);
        var below = from.First(i);
        if (own is null && below is null)
            return null;
        var ni = new double[q * q];
        var ui = factor.Turn(right, r, i) ?? new double[q * r];
        double[]? belowTurned = null;
        if (own is not null)
            AddSymmetric(own, ni, q);
        if (below is not null)
        {
            belowTurned = Rows.Transposed(factor.Turn(Pick(below, from.Size, random, random), q, theta), q, q);
            Rows.AddTo(factor.Turn(belowTurned, q, theta), ni);
            Rows.AddTo(factor.Turn(Pick(below, from.Size, random, rest), r, theta), ui);
        }

        var residual = (double[])ui.Clone();
        Rows.AddTo(-1, Rows.Product(ni, q, y, r), residual);
        var solved = (double[])residual.Clone();
        Rows.Solve(n, q, solved, r);
        var ratio = (double[])ni.Clone();
        Rows.Solve(n, q, ratio, q);
        return new Slope(ui, residual, solved, ratio, belowTurned);
    }

    private void Second(
        Jet from, int[] random, int[] rest, RelativeFactor factor, double[] right, (int At, Slope Slope) a, (int At, Slope Slope) b, double[] n, double[] y, Jet into, int[] places)
    {
        int q = random.Length, r = rest.Length;
        var nij = new double[q * q];
        double[]? uij = null;
        // T_i'Z'Z T_j needs Z'Z T_j, which is the transpose of T_j'Z'Z.
        if (factor.Turn(Pick(from.Value, from.Size, random, random), q, a.At) is { } left
            && factor.Turn(Rows.Transposed(left, q, q), q, b.At) is { } both)
            AddSymmetric(both, nij, q);
        AddMixed(a.At, b);
        AddMixed(b.At, a);
        if (from.Second(a.At, b.At) is { } below)
        {
            var first = Rows.Transposed(factor.Turn(Pick(below, from.Size, random, random), q, theta), q, q);
            Rows.AddTo(factor.Turn(first, q, theta), nij);
            uij = Sum(uij, factor.Turn(Pick(below, from.Size, random, rest), r, theta));
        }

        // Y'N_ijY − U_ij'Y − Y'U_ij − H_i'N⁻¹H_j − H_j'N⁻¹H_i; made symmetric when it is added.
        var product = Rows.Product(nij, q, y, r);
        if (uij is not null)
            Rows.AddTo(-2, uij, product);
        var change = Rows.Cross(y, r, product, r, q);
        Rows.AddTo(-2, Rows.Cross(a.Slope.Residual, r, b.Slope.Solved, r, q), change);
        AddSymmetricPart(change, r, into.NeedSecond(a.At, b.At), into.Size, places);

        Rows.Solve(n, q, nij, q);
        var trace = 0.0;
        for (var k = 0; k < q; k++)
        {
            trace += nij[k * q + k];
            for (var l = 0; l < q; l++)
                trace -= a.Slope.Ratio[k * q + l] * b.Slope.Ratio[l * q + k];
        }

        Hessian[a.At, b.At] += trace;
        if (a.At != b.At)
            Hessian[b.At, a.At] += trace;

        // T_i'(∂Z'Z/∂j)T and its like.
        void AddMixed(int by, (int At, Slope Slope) other)
        {
            if (other.Slope.BelowTurned is not { } changed || factor.Turn(changed, q, by) is not { } mixed)
                return;
            AddSymmetric(mixed, nij, q);
            uij = Sum(uij, factor.Turn(Pick(from.First(other.At)!, from.Size, random, rest), r, by)!);
        }
    }

    private static double[] Sum(double[]? sum, double[] more)
    {
        if (sum is null)
            return more;
        Rows.AddTo(more, sum);
        return sum;
    }

    private static double[] Pick(double[] matrix, int size, int[] rows, int[] columns)
    {
        var picked = new double[rows.Length * columns.Length];
        for (int i = 0, at = 0; i < rows.Length; i++)
        {
            var row = matrix.AsSpan(rows[i] * size, size);
            foreach (var column in columns)
                picked[at++] = row[column];
        }

        return picked;
    }

    private static void AddSymmetric(double[] half, double[] into, int q)
    {
        for (var i = 0; i < q; i++)
            for (var j = 0; j < q; j++)
                into[i * q + j] += half[i * q + j] + half[j * q + i];
    }

    private static void Subtract(double[] change, int r, double[] into, int size, int[] places)
    {
        for (var i = 0; i < r; i++)
            for (var j = 0; j < r; j++)
                into[places[i] * size + places[j]] -= change[i * r + j];
    }

    private static void AddSymmetricPart(double[] change, int r, double[] into, int size, int[] places)
    {
        for (var i = 0; i < r; i++)
            for (var j = 0; j < r; j++)
                into[places[i] * size + places[j]] += (change[i * r + j] + change[j * r + i]) / 2;
    }

    /// <summary>What one parameter changes: U, U_i − N_iY, N⁻¹ of that, N⁻¹N_i.</summary>
    private sealed record Slope(double[] U, double[] Residual, double[] Solved, double[] Ratio, double[]? BelowTurned);
}
