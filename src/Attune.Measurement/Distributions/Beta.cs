namespace Attune.Measurement.Distributions;

/// <summary>The regularised incomplete beta function and its inverse.</summary>
internal static class Beta
{
    private const double Tiny = 1e-300;

    // From 1 to the double after it: as near as two rounded factors may ever come to one another.
    private const double NextToOne = 2.220446049250313e-16;

    /// <summary>I_x(a, b), with y = 1 − x passed beside x so that neither end loses digits.</summary>
    public static double Regularised(double x, double y, double a, double b)
    {
        if (x <= 0)
            return 0;
        if (y <= 0)
            return 1;
        return x <= (a + 1) / (a + b + 2)
            ? Saddle.BetaWeight(x, y, a, b) * Fraction(x, y, a, b)
            : 1 - Saddle.BetaWeight(x, y, a, b) * Fraction(y, x, b, a);
    }

    /// <summary>x and 1 − x with I_x(a, b) = p, for p strictly between 0 and 1.</summary>
    public static (double X, double Y) Quantile(double p, double a, double b)
    {
        if (Regularised(0.5, 0.5, a, b) < p)
        {
            var (y, x) = Lower(1 - p, b, a);
            return (x, y);
        }

        return Lower(p, a, b);
    }

    private static (double X, double Y) Lower(double p, double a, double b)
    {
        var x = Root.Increasing(
            x => Regularised(x, 1 - x, a, b) - p,
            x => Saddle.BetaWeight(x, 1 - x, a, b) / (x * (1 - x)), 0, 0.5, Math.Min(0.49, a / (a + b)));
        return (x, 1 - x);
    }

    /// <summary>
    /// The even part of the continued fraction for I_x(a, b) (DiDonato and Morris 1992, equation 9), by the modified
    /// Lentz method. It takes 1 − x as given, which keeps its digits where x is within 1e-6 of 1.
    /// </summary>
    private static double Fraction(double x, double y, double a, double b)
    {
        var start = a * y - b * x + 1;
        var h = NotZero(a * start / (a + 1));
        double c = h, d = 0;
        for (var n = 1; n <= 100_000; n++)
        {
            var numerator = (a + n - 1) * (a + b + n - 1) * n * (b - n) * x * x / ((a + 2 * n - 1) * (a + 2 * n - 1));
            var denominator = n + n * (b - n) * x / (a + 2 * n - 1) + (a + n) * (start + n * (1 + y)) / (a + 2 * n + 1);
            d = 1 / NotZero(denominator + numerator * d);
            c = NotZero(denominator + numerator / c);
            h *= d * c;
            if (Math.Abs(d * c - 1) <= NextToOne)
                break;
        }

        return 1 / h;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
