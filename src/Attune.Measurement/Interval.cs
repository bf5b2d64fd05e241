using Attune.Measurement.Distributions;

namespace Attune.Measurement;

/// <summary>
/// A closed interval for an unknown quantity, with the share of such intervals that would hold it.
/// Two intervals are equal when both ends and the confidence are. Ends are finite and in order; there is no empty
/// interval, and <c>default</c> (from 0 to 0 at confidence 0) is no valid one.
/// </summary>
public readonly record struct Interval
{
    /// <summary>Makes an interval.</summary>
    /// <param name="low">Lower end, in the quantity's unit, inclusive; finite.</param>
    /// <param name="high">Upper end, in the quantity's unit, inclusive; finite, not below <paramref name="low"/>.</param>
    /// <param name="confidence">Strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An end is not finite, the ends are out of order, or the
    /// confidence is not strictly between 0 and 1.</exception>
    public Interval(double low, double high, double confidence)
    {
        Low = Require.Finite(low);
        High = Require.Finite(high);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        Confidence = Require.Confidence(confidence);
    }

    /// <summary>Lower end, inclusive, in the unit of the quantity.</summary>
    public double Low { get; }

    /// <summary>Upper end, inclusive, in the unit of the quantity.</summary>
    public double High { get; }

    /// <summary>Long-run share of such intervals that hold the true value; strictly between 0 and 1.</summary>
    public double Confidence { get; }

    /// <summary>Whether the value lies in the interval, ends included.</summary>
    /// <param name="value">A value in the unit of the quantity.</param>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>The t interval around an estimate.</summary>
    /// <param name="value">The estimate, in the quantity's unit; finite.</param>
    /// <param name="standardError">Its standard error, in the same unit; 0 or more.</param>
    /// <param name="df">Degrees of freedom; above 0.</param>
    /// <param name="confidence">Strictly between 0 and 1.</param>
    public static Interval OfT(double value, double standardError, double df, double confidence) =>
        Around(value, StudentT.Critical(Require.Confidence(confidence), df) * standardError, confidence);

    internal static Interval Around(double centre, double halfWidth, double confidence) =>
        new(centre - halfWidth, centre + halfWidth, confidence);
}
