namespace Attune.Measurement.Distributions;

internal static class NoncentralT
{
    /// <summary>P(T ≤ t) with noncentrality δ: the Poisson-weighted sum of incomplete betas (Guenther 1978; Lenth 1989),
    /// summed outwards from its largest terms so that a large δ does not underflow.</summary>
    public static double Cdf(double t, double df, double delta)
    {
        if (t < 0)
            return 1 - Cdf(-t, df, -delta);
        if (t == 0)
            return Normal.Cdf(-delta);
        var square = t * t;
        double x = square / (df + square), y = df / (df + square);
        var lambda = delta * delta / 2;
        var reach = 40 + 12 * Math.Sqrt(lambda);
        double low = Math.Max(0, Math.Floor(lambda - reach)), high = Math.Floor(lambda + reach);
        var sum = Weighted(low, high, 0, x, y, df / 2, lambda);
        if (lambda > 0)
            sum += Math.Sign(delta) * Weighted(low, high, 0.5, x, y, df / 2, lambda);
        return Math.Clamp(Normal.Cdf(-delta) + sum / 2, 0, 1);
    }

    /// <summary>The Poisson weights at j + shift times I_x(j + shift + ½, b), from the largest j down: then
    /// I_x(a, b) = I_x(a + 1, b) + x^a y^b / (a B(a, b)) adds what is positive, and no digit is lost.</summary>
    private static double Weighted(double low, double high, double shift, double x, double y, double b, double lambda)
    {
        const int anchor = 32; // steps after which a term is computed afresh, so that rounding does not pile up
        var a = high + shift + 0.5;
        var regularised = Beta.Regularised(x, y, a, b);
        var sum = Saddle.PoissonWeight(high + shift, lambda) * regularised;
        double term = 0;
        var steps = 0;
        for (var j = high - 1; j >= low; j--)
        {
            a--;
            term = steps++ % anchor == 0 || term == 0 ? Saddle.BetaWeight(x, y, a, b) / a : term * (a + 1) / ((a + b) * x);
            regularised += term;
            sum += Saddle.PoissonWeight(j + shift, lambda) * regularised;
        }

        return sum;
    }

    /// <summary>The noncentrality under which a t as small as this or smaller has probability p.</summary>
    public static double Noncentrality(double p, double t, double df)
    {
        var spread = 10 + Math.Abs(t);
        double low = t - spread, high = t + spread;
        while (Cdf(t, df, low) < p)
            low -= spread;
        while (Cdf(t, df, high) > p)
            high += spread;
        return Root.Increasing(delta => p - Cdf(t, df, delta), low, high);
    }
}
