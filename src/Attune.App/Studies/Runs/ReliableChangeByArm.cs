using Attune.App.Studies.Plans;
using Attune.Measurement.Reliability;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Runs;

/// <summary>Who improved and who deteriorated by more than unreliability explains, arm by arm. One threshold for all arms.</summary>
internal static class ReliableChangeByArm
{
    public static ChangeByArm? Of(StudyData data, PlanOutcome outcome, OutcomeLook look, IReadOnlyDictionary<string, ReliabilityUsed> reliabilities)
    {
        if (outcome.From is null || outcome.Measure is null || reliabilities.GetValueOrDefault(outcome.Measure) is not { Value: >= 0 and < 1 } reliability)
            return null;
        int before = data.Place(outcome.Measure, outcome.From), after = data.Place(outcome.Measure, outcome.At);
        var (plan, measure) = (data.Plan, data.Plan.Measure(outcome.Measure));
        if (OutcomeAnalysis.Try(() => ReliableChange.From(look.Before, "before", TallySummary.Empty, reliability.Value, outcome.HigherIsBetter)) is not { Threshold: var threshold })
            return null;
        var (counts, lines) = (new long[plan.Arms.Count, 3], plan.Arms.Select(_ => new ChangeLines(measure.Lowest, measure.Highest)).ToArray());
        foreach (var person in data.People)
            if (person.Scores[before] is { } first && person.Scores[after] is { } last)
            {
                var arm = plan.ArmPlace(person.Arm);
                counts[arm, last - first > threshold ? 2 : last - first < -threshold ? 0 : 1]++;
                lines[arm].Add(first, last);
            }

        List<ArmChange> arms = [.. plan.Arms.Select((arm, i) =>
        {
            var (down, same, up) = (counts[i, 0], counts[i, 1], counts[i, 2]);
            return new ArmChange(arm.Id, down + same + up, outcome.HigherIsBetter ? up : down, same, outcome.HigherIsBetter ? down : up);
        })];
        // From a p and one count the other count can be worked out, so it is shown where all counts are.
        bool Whole(long count) => count == 0 || count >= plan.MinimumCell;
        var shown = arms.All(arm => Whole(arm.Deteriorated) && Whole(arm.Improved) && Whole(arm.Unchanged));
        double? p = arms.Count == 2 && shown ? Measurement.Trials.FisherExact.TwoSided(arms[0].Deteriorated, arms[0].Count, arms[1].Deteriorated, arms[1].Count) : null;
        return new ChangeByArm(threshold, reliability.Value, reliability.Source, arms, p, [.. plan.Arms.SelectMany((arm, i) => lines[i].Of(arm.Id, plan.MinimumCell))]);
    }
}
