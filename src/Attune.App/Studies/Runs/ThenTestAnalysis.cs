using Attune.App.Studies.Plans;
using Attune.Measurement;
using Attune.Measurement.Effects;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Runs;

/// <summary>Retrospective before: the mean change from it, and from the answer given at the time, in each arm and between arms.
/// It stands beside the primary analysis and never takes part in it.</summary>
internal static class ThenTestAnalysis
{
    private static readonly string[] Parts = ["change", "looking_back", "shift"];

    public static IEnumerable<ThenTestResult> Of(StudyData data) =>
        data.Plan.Outcomes.Where(outcome => outcome.ThenTest is not null).Select(outcome => Of(data, outcome));

    private static ThenTestResult Of(StudyData data, PlanOutcome outcome)
    {
        var plan = data.Plan;
        var others = plan.Arms.Where(arm => !arm.Comparison).Select(arm => arm.Id).ToList();
        var folds = Fold(data, outcome, plan.OneGroup ? [] : others);
        string? why = null;
        List<ThenTestChange> arms = [], apart = [];
        foreach (var (arm, fold) in plan.Arms.Zip(folds))
            if (ArmFloor.Lacks(plan, fold.Count, fold.Groups.Count, arm.Label) is not { } lacks)
                arms.Add(Changes(arm.Id, fold, [], 0));
            else if (fold.Count >= plan.MinimumCell)
                why ??= lacks;
        if (!plan.OneGroup && arms.Count == plan.Arms.Count)
        {
            var all = folds.Aggregate((one, next) => one.Merge(next));
            apart.AddRange(others.Select((arm, i) => Changes(arm, all, [.. others.Select(OutcomeFrame.ArmColumn)], i + 1)));
        }

        return new ThenTestResult(outcome, arms, apart, why);

        ThenTestChange Changes(string arm, GroupedSummary<MomentSummary> people, string[] columns, int term)
        {
            var (change, back, shift) = (Estimate(0), Estimate(1), Estimate(2));
            return new ThenTestChange(arm, people.Count, change, back, shift);

            EffectEstimate? Estimate(int part)
            {
                try
                {
                    var model = LinearModel.Fit(people.Total(), Parts[part], columns);
                    var chosen = GroupedSummary<MomentSummary>.Of(people.Groups.Select(group => KeyValuePair.Create(group.Key, group.Value.Select([.. columns, Parts[part]]))));
                    var errors = plan.Data?.Cluster is null ? model.Classical(StudyResults.Confidence) : model.Cr2(chosen, StudyResults.Confidence);
                    return EffectEstimate.Of(errors[term], people.Count);
                }
                catch (AssumptionException failed)
                {
                    why ??= failed.Message;
                    return null;
                }
            }
        }
    }

    /// <summary>Everyone with all three answers, an arm at a time: a 0/1 column for each arm but the comparison, then the parts.</summary>
    private static GroupedSummary<MomentSummary>[] Fold(StudyData data, PlanOutcome outcome, List<string> others)
    {
        int at = data.Place(outcome.Measure!, outcome.At), from = data.Place(outcome.Measure!, outcome.From!), then = data.Place(outcome.ThenTest!, outcome.At);
        var folds = data.Plan.Arms.Select(_ => new GroupedMomentFold([.. others.Select(OutcomeFrame.ArmColumn), .. Parts])).ToArray();
        var row = new double[others.Count + Parts.Length];
        foreach (var person in data.People)
            if (person.Scores[at] is { } after && person.Scores[from] is { } before && person.Scores[then] is { } back)
            {
                for (var i = 0; i < others.Count; i++)
                    row[i] = others[i] == person.Arm ? 1 : 0;
                (row[^3], row[^2], row[^1]) = (after - before, after - back, back - before);
                folds[data.Plan.ArmPlace(person.Arm)].Add(person.Cluster ?? "all", row);
            }

        return [.. folds.Select(fold => fold.Summary())];
    }
}
