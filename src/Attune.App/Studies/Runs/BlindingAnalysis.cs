using Attune.Measurement.Summaries;
using Attune.Measurement.Trials;

namespace Attune.App.Studies.Runs;

/// <summary>Which arm people thought they had, arm by arm.</summary>
internal static class BlindingAnalysis
{
    public static IReadOnlyList<ArmBlinding> Of(StudyData data)
    {
        if (data.Plan.Data?.Guess is null)
            return [];
        var guesses = data.Plan.Arms.Select(_ => new Dictionary<double, long>()).ToArray();
        foreach (var person in data.People)
            if (person.Guess is { } guess)
                guesses[data.Plan.ArmPlace(person.Arm)][guess] = guesses[data.Plan.ArmPlace(person.Arm)].GetValueOrDefault(guess) + 1;
        return [.. data.Plan.Arms.Select((arm, i) => Of(arm.Id, TallySummary.Of(guesses[i]), data.Plan.MinimumCell))];
    }

    private static ArmBlinding Of(string arm, TallySummary guesses, int smallest)
    {
        var index = guesses.Count < smallest ? null : OutcomeAnalysis.Try(() => BangIndex.From(guesses, StudyResults.Confidence));
        long Count(Func<double, bool> which) => guesses.Counts.Where(entry => which(entry.Key)).Sum(entry => entry.Value);
        return new ArmBlinding(arm, guesses.Count, Count(guess => guess > 0), Count(guess => guess == 0), Count(guess => guess < 0),
            index is null ? null : (index.Value, index.Interval.Low, index.Interval.High));
    }
}
