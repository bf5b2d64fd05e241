using Attune.Measurement.Distributions;
using Attune.Measurement.Summaries;

namespace Attune.Measurement.Reliability;

/// <summary>
/// How many people changed by more than unreliability alone explains: those whose change passes the criterion times
/// s√2√(1 − reliability), s the standard deviation before (Jacobson and Truax 1991).
/// </summary>
/// <remarks>Changes in the measure's unit. People with both answers only. Worse counts as much as better: a report shows
/// <see cref="Deteriorated"/> beside <see cref="Improved"/>.</remarks>
public sealed record ReliableChange
{
    /// <summary>Jacobson and Truax's criterion, which leaves 5 % outside if nobody changed.</summary>
    public const double Criterion = 1.96;

    private ReliableChange()
    {
    }

    /// <summary>The criterion that leaves 1 − confidence outside if nobody changed: the normal quantile.</summary>
    /// <param name="confidence">Strictly between 0 and 1.</param>
    public static double CriterionFor(double confidence) => Normal.Critical(Require.Confidence(confidence));

    /// <summary>People classified; 2 or more.</summary>
    public required long Count { get; init; }

    /// <summary>Standard error of a difference of two scores, s√2√(1 − reliability), in the measure's unit; above 0.</summary>
    public required double StandardErrorOfDifference { get; init; }

    /// <summary>Largest change that is not yet reliable, criterion × <see cref="StandardErrorOfDifference"/>, in the
    /// measure's unit; a change must be larger.</summary>
    public required double Threshold { get; init; }

    /// <summary>People who changed for the better by more than the threshold.</summary>
    public required long Improved { get; init; }

    /// <summary>People who did not change by more than the threshold.</summary>
    public required long Unchanged { get; init; }

    /// <summary>People who changed for the worse by more than the threshold.</summary>
    public required long Deteriorated { get; init; }

    /// <summary>Classifies everyone.</summary>
    /// <param name="before">Moments of the people classified (or of a norm group) in which the earlier variable takes part.</param>
    /// <param name="variable">Name of the earlier variable.</param>
    /// <param name="changes">How often each change (after − before) came among the people classified.</param>
    /// <param name="reliability">Reliability of the measure, from 0 inclusive to 1 exclusive.</param>
    /// <param name="higherIsBetter">Whether a change upwards is for the better.</param>
    /// <param name="criterion">Multiple of the standard error; above 0.</param>
    /// <exception cref="AssumptionException">Fewer than two people, or nobody who differed before.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A reliability or criterion out of range.</exception>
    public static ReliableChange From(
        MomentSummary before, string variable, TallySummary changes, double reliability, bool higherIsBetter, double criterion = Criterion)
    {
        if (reliability is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(reliability), reliability, "A reliability lies from 0 to below 1.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Require.Finite(criterion));
        var at = before.IndexOf(variable);
        var variance = before.Covariance(at, at);
        if (!(variance > 0))
            throw new AssumptionException("people who differ", $"{variable}: everyone has the same value");
        var error = Math.Sqrt(variance) * Math.Sqrt(2) * Math.Sqrt(1 - reliability);
        var threshold = criterion * error;
        var up = changes.Counts.Where(change => change.Key > threshold).Sum(change => change.Value);
        var down = changes.Counts.Where(change => change.Key < -threshold).Sum(change => change.Value);
        return new ReliableChange
        {
            Count = changes.Count,
            StandardErrorOfDifference = error,
            Threshold = threshold,
            Improved = higherIsBetter ? up : down,
            Deteriorated = higherIsBetter ? down : up,
            Unchanged = changes.Count - up - down,
        };
    }
}
