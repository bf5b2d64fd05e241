using Attune.Measurement.Summaries;
using MathNet.Numerics.LinearAlgebra;

namespace Attune.Measurement.Effects;

/// <summary>
/// CR2 from cluster moments alone. The adjustment (I − H)^(−½) of a cluster acts as the identity outside the space of
/// its design rows, so everything it does is known from the cluster's cross-products, however many rows it has.
/// </summary>
internal sealed class ClusterRobust
{
    private readonly Design design;
    private readonly List<(Matrix<double> Square, Matrix<double> Basis, double[] Shares)> clusters = [];
    private readonly Matrix<double> half;

    public ClusterRobust(Design design, IReadOnlyList<MomentSummary> parts)
    {
        this.design = design;
        half = design.Inverse.Cholesky().Factor;
        var solution = design.Solution();
        var meat = Matrix<double>.Build.Dense(design.Size, design.Size);
        foreach (var part in parts)
        {
            var (square, right) = design.Part(part.Select(design.Moments.Variables));
            var residual = right - square * solution;
            // Eigenvalues are the cluster's shares in the fit: from 0 to 1, 1 where a direction rests on it alone.
            var evd = (half.Transpose() * square * half).Evd(Symmetricity.Symmetric);
            var vectors = half * evd.EigenVectors;
            double[] shares = [.. evd.EigenValues.Select(value => Math.Clamp(value.Real, 0, 1))];
            clusters.Add((square, evd.EigenVectors, shares));

            var scores = vectors.Transpose() * residual;
            for (var k = 0; k < shares.Length; k++)
                scores[k] = shares[k] > 1e-14 ? scores[k] * (Adjustment(shares[k]) - 1) / shares[k] : 0;
            var score = residual + square * vectors * scores;
            meat += score.OuterProduct(score);
        }

        Covariance = design.Inverse * meat * design.Inverse;
    }

    /// <summary>Covariance of the working coefficients.</summary>
    public Matrix<double> Covariance { get; }

    /// <summary>Satterthwaite degrees of freedom of a coefficient: 2 E² / Var of its variance when rows are unrelated.</summary>
    public double Df(int coefficient)
    {
        var contrast = half.Transpose() * design.Back.Row(coefficient);
        var outer = Matrix<double>.Build.Dense(design.Size, design.Size);
        double trace = 0, squares = 0;
        foreach (var (square, basis, shares) in clusters)
        {
            var turned = basis.Transpose() * contrast;
            var own = 0.0;
            for (var k = 0; k < shares.Length; k++)
            {
                var weight = Adjustment(shares[k]);
                own += shares[k] * weight * weight * turned[k] * turned[k];
                turned[k] *= weight;
            }

            var score = square * (half * (basis * turned));
            var through = score * design.Inverse * score;
            trace += own - through;
            squares += own * own - 2 * own * through;
            outer += score.OuterProduct(score);
        }

        var crossed = design.Inverse * outer;
        squares += (crossed * crossed).Trace();
        // Of the classical variance, so that the predictor's unit does not matter.
        if (!(trace > 1e-12 * (contrast * contrast) && squares > 0))
            throw new AssumptionException("each coefficient to rest on more than one cluster", design.Terms[coefficient]);
        return trace * trace / squares;
    }

    /// <summary>(1 − share)^(−½), and 0 where nothing is left (the generalised inverse).</summary>
    private static double Adjustment(double share) => 1 - share > 1e-12 ? 1 / Math.Sqrt(1 - share) : 0;
}
