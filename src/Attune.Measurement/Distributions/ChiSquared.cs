namespace Attune.Measurement.Distributions;

internal static class ChiSquared
{
    // From 1 to the double after it: as near as two rounded factors may ever come to one another.
    private const double NextToOne = 2.220446049250313e-16;

    public static double Cdf(double x, double df) => x <= 0 ? 0 : GammaLower(df / 2, x / 2);

    /// <summary>P(X &gt; x).</summary>
    public static double Upper(double x, double df) => x <= 0 ? 1 : GammaUpper(df / 2, x / 2);

    /// <summary>The x with P(X ≤ x) = p.</summary>
    public static double Quantile(double p, double df)
    {
        var a = df / 2;
        var spread = 2 / (9 * df);
        var guess = Math.Max(df * Math.Pow(Math.Max(1 - spread + Normal.Quantile(p) * Math.Sqrt(spread), 1e-3), 3), 1e-10);
        return 2 * Root.Increasing(
            x => p < 0.5 ? GammaLower(a, x) - p : 1 - p - GammaUpper(a, x),
            x => Saddle.PoissonWeight(a, x) * a / x, 0, 1e6 + 100 * a, guess / 2);
    }

    private static double GammaLower(double a, double x) => x < a + 1 ? Series(a, x) : 1 - Fraction(a, x);

    private static double GammaUpper(double a, double x) => x < a + 1 ? 1 - Series(a, x) : Fraction(a, x);

    private static double Series(double a, double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; k < 1_000_000 && term > 1e-17 * sum; k++)
            sum += term *= x / (a + k);
        return Saddle.PoissonWeight(a, x) * sum;
    }

    /// <summary>The continued fraction of the upper tail, by the modified Lentz method.</summary>
    private static double Fraction(double a, double x)
    {
        const double tiny = 1e-300;
        var b = x + 1 - a;
        var c = 1 / tiny;
        var d = 1 / b;
        var h = d;
        for (var k = 1; k < 1_000_000; k++)
        {
            var an = -k * (k - a);
            b += 2;
            d = an * d + b;
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = b + an / c;
            c = Math.Abs(c) < tiny ? tiny : c;
            h *= d * c;
            if (Math.Abs(d * c - 1) <= NextToOne)
                break;
        }

        return Saddle.PoissonWeight(a, x) * a * h;
    }
}
