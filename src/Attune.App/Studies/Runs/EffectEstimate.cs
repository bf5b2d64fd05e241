using Attune.Measurement;

namespace Attune.App.Studies.Runs;

/// <summary>A difference between an arm and the comparison, arm − comparison, in the points of the outcome.</summary>
/// <param name="Count">People it rests on (rows, for a model over rows).</param>
public sealed record EffectEstimate(double Value, double StandardError, double Df, double Low, double High, double P, long Count)
{
    internal static EffectEstimate Of(Measurement.Effects.Coefficient coefficient, long count) => new(
        coefficient.Value, coefficient.StandardError, coefficient.Df, coefficient.Interval.Low, coefficient.Interval.High, coefficient.P, count);

    /// <summary>Turned so that above 0 is better for people.</summary>
    public EffectEstimate Turned(bool higherIsBetter) => higherIsBetter ? this : this with { Value = -Value, Low = -High, High = -Low };

    /// <summary>The same with an interval of another confidence.</summary>
    public EffectEstimate At(double confidence)
    {
        var interval = Measurement.Interval.OfT(Value, StandardError, Df, confidence);
        return this with { Low = interval.Low, High = interval.High };
    }

    public Interval Interval => new(Low, High, StudyResults.Confidence);
}
