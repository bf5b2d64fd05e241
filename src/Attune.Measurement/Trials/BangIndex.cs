using Attune.Measurement.Distributions;
using Attune.Measurement.Summaries;

namespace Attune.Measurement.Trials;

/// <summary>
/// Bang's index of blinding in one arm: how much more often people name their own arm than the other (Bang, Ni and Davis
/// 2004). 1: all know theirs; 0: as by chance; −1: all name the other.
/// </summary>
/// <remarks>Answers weigh 1 (sure of the right arm), −1 (sure of the other), 0 (do not know), or between (likely). The index
/// is their mean, its variance (mean of squares − index²)/n, its interval normal, cut at −1 and 1. People who were not
/// asked or did not answer are not in it.</remarks>
public sealed record BangIndex
{
    private BangIndex()
    {
    }

    /// <summary>People who answered; 2 or more.</summary>
    public required long Count { get; init; }

    /// <summary>The index; from −1 to 1, 0 is as by chance.</summary>
    public required double Value { get; init; }

    /// <summary>Its standard error; 0 or more.</summary>
    public required double StandardError { get; init; }

    /// <summary>Normal interval, within −1 to 1.</summary>
    public required Interval Interval { get; init; }

    /// <summary>From the weights of one arm's answers.</summary>
    /// <param name="answers">One for each person who answered; each from −1 to 1.</param>
    /// <param name="confidence">Of the interval; strictly between 0 and 1.</param>
    /// <exception cref="AssumptionException">Fewer than two answers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight outside −1 to 1.</exception>
    public static BangIndex From(IReadOnlyCollection<double> answers, double confidence = 0.95) => From(TallySummary.Of(answers), confidence);

    /// <summary>From how often each weight came among one arm's answers.</summary>
    /// <param name="answers">Weights from −1 to 1, one for each person who answered.</param>
    /// <param name="confidence">Of the interval; strictly between 0 and 1.</param>
    /// <exception cref="AssumptionException">Fewer than two answers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight outside −1 to 1.</exception>
    public static BangIndex From(TallySummary answers, double confidence = 0.95)
    {
        foreach (var answer in answers.Counts.Keys)
            if (answer is not (>= -1 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(answers), answer, "A guess weighs from -1 to 1.");
        if (answers.Count < 2)
            throw new AssumptionException("at least two answers in an arm", $"{answers.Count} given");
        var mean = answers.Counts.Sum(answer => answer.Key * answer.Value) / answers.Count;
        var squares = answers.Counts.Sum(answer => answer.Key * answer.Key * answer.Value) / answers.Count;
        var se = Math.Sqrt(Math.Max(0, squares - mean * mean) / answers.Count);
        var half = Normal.Critical(Require.Confidence(confidence)) * se;
        return new BangIndex
        {
            Count = answers.Count,
            Value = mean,
            StandardError = se,
            Interval = new Interval(Math.Max(-1, mean - half), Math.Min(1, mean + half), confidence),
        };
    }
}
