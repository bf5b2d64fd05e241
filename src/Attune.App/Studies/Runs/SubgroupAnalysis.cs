using Attune.App.Studies.Plans;
using Attune.Measurement;

namespace Attune.App.Studies.Runs;

/// <summary>Planned subgroups, as the interaction of kind and arm in the model of the outcome; never one group by itself.</summary>
internal static class SubgroupAnalysis
{
    /// <summary>People with an outcome that each kind needs in each arm.</summary>
    public const int SmallestCell = 20;

    public static IEnumerable<SubgroupResult> Of(StudyData data)
    {
        for (var at = 0; at < data.Plan.Subgroups.Count; at++)
        {
            var (subgroup, place) = (data.Plan.Subgroups[at], at);
            var outcome = data.Plan.Outcomes.First(outcome => outcome.Id == subgroup.Outcome);
            foreach (var arm in data.Plan.Arms.Where(arm => !arm.Comparison && !data.Plan.OneGroup))
                yield return One(data, subgroup, outcome, arm.Id, place);
        }
    }

    private static SubgroupResult One(StudyData data, PlanSubgroup subgroup, PlanOutcome outcome, string arm, int place)
    {
        var (score, plan) = (data.Place(outcome.Measure!, outcome.At), data.Plan);
        var cells = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var person in data.People)
            if (person.Kinds[place] is { } kind)
            {
                if (!cells.TryGetValue(kind, out var arms))
                    cells.Add(kind, arms = new long[plan.Arms.Count]);
                arms[plan.ArmPlace(person.Arm)] += person.Scores[score] is null ? 0 : 1;
            }

        List<string> kinds = [.. cells.Keys.Order(StringComparer.Ordinal)];
        var empty = new SubgroupResult(subgroup, arm, kinds.FirstOrDefault() ?? "", [], null, null);
        if (kinds.Count < 2)
            return empty with { NotEstimable = "there is one kind of people only" };
        var fewest = cells.Values.Min(arms => arms.Min());
        if (fewest < Math.Max(SmallestCell, plan.MinimumCell))
            return empty with { TooFew = fewest };
        try
        {
            var frame = OutcomeFrame.Of(plan, outcome, OutcomeLook.Of(data, outcome));
            var others = plan.Arms.Where(other => !other.Comparison).Select(other => other.Id).ToList();
            var start = frame.Predictors.Count;
            // For each kind but the first: a column for it, then one for it in each arm.
            var wider = frame.With([.. kinds.Skip(1).SelectMany(kind => others.Select(other => $"arm={other}:kind={kind}").Prepend($"kind={kind}"))], (person, row) =>
            {
                var at = start + (kinds.IndexOf(person.Kinds[place]!) - 1) * (1 + others.Count);
                if (at < start)
                    return;
                row[at] = 1;
                if (others.IndexOf(person.Arm) is >= 0 and var own)
                    row[at + 1 + own] = 1;
            }, "kind + arm:kind");
            // People whose kind is not known are in no kind.
            var given = wider.Fold(data.People, person => person.Kinds[place] is not null);
            if (ArmFloor.Lacks(plan, given, arm) is { } why)
                return empty with { NotEstimable = why };
            var (model, coefficients) = wider.Fit(given);
            return empty with { Differences = [.. kinds.Skip(1).Select(kind => (kind, EffectEstimate.Of(coefficients[$"arm={arm}:kind={kind}"], model.Count)))] };
        }
        catch (AssumptionException failed)
        {
            return empty with { NotEstimable = failed.Message };
        }
    }
}
