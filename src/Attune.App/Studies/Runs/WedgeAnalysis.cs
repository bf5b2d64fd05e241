using Attune.App.Studies.Plans;
using Attune.Measurement;
using Attune.Measurement.Effects;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Runs;

/// <summary>
/// Stepped wedge: every answer at every wave, with the clusters before their step as comparison. Time has a level of its own at
/// each wave, since the step and time go together; clusters vary, clusters vary from wave to wave, and so do people who are asked
/// again (Hooper and others 2016). Missing answers are handled by the likelihood of those that are there.
/// </summary>
internal static class WedgeAnalysis
{
    public const string After = "after the step";

    public static OutcomeResult Of(StudyData data, PlanOutcome outcome)
    {
        var plan = data.Plan;
        var arm = plan.Arms.First(arm => !arm.Comparison).Id;
        var waves = Waves(plan, outcome);
        var (cells, again, expected, missing) = Fold(data, outcome, waves);
        var result = OutcomeAnalysis.Empty(outcome, arm, null) with
        {
            Model = $"{outcome.Measure} ~ {After} + wave{(plan.Data?.Stratum is null ? "" : " + stratum")} + (1 | cluster) + (1 | cluster:wave){(again ? " + (1 | person)" : "")}",
            DropOut = again ? [.. plan.Arms.Select(own => new ArmDropOut(own.Id, expected[own.Comparison ? 0 : 1], missing[own.Comparison ? 0 : 1]))] : [],
        };
        foreach (var own in plan.Arms)
        {
            var side = own.Comparison ? 0 : 1;
            if (ArmFloor.Lacks(plan, expected[side] - missing[side], ArmFloor.FewestClusters, own.Label) is { } why)
                return result with { NotEstimable = why };
        }

        try
        {
            var total = cells.Total();
            string[] predictors = [.. total.Variables.SkipLast(1).Where(name => name == After || total.Cross(total.IndexOf(name), total.IndexOf(name)) > 0)];
            var used = GroupedSummary<MomentSummary>.Of(cells.Groups.Select(cell => KeyValuePair.Create(cell.Key, cell.Value.Select([.. predictors, OutcomeFrame.Y]))));
            RandomEffect[] random = [new("cluster", true, []), new("cluster:wave", true, []), .. again ? [new RandomEffect("person", true, [])] : Array.Empty<RandomEffect>()];
            var model = MixedModel.Fit(used, OutcomeFrame.Y, predictors, random);
            var effect = EffectEstimate.Of(model.Coefficients(StudyResults.Confidence).First(coefficient => coefficient.Term == After), model.Count);
            return result with { Lead = effect, Answered = effect, Spread = model.Sigma };
        }
        catch (AssumptionException failed)
        {
            return result with { NotEstimable = failed.Message };
        }
    }

    /// <summary>Waves from the outcome's first to its last at which it is asked, by place.</summary>
    public static IReadOnlyList<int> Waves(StudyPlan plan, PlanOutcome outcome)
    {
        var ids = plan.Waves.Select(wave => wave.Id).ToList();
        int first = outcome.From is null ? 0 : ids.IndexOf(outcome.From), last = ids.IndexOf(outcome.At);
        return [.. Enumerable.Range(first, last - first + 1).Where(wave => plan.Measure(outcome.Measure!).AskedAt(ids[wave]))];
    }

    private static (GroupedSummary<MomentSummary> Cells, bool Again, long[] Expected, long[] Missing) Fold(StudyData data, PlanOutcome outcome, IReadOnlyList<int> waves)
    {
        var plan = data.Plan;
        var places = waves.Select(wave => data.Place(outcome.Measure!, plan.Waves[wave].Id)).ToArray();
        List<string> strata = plan.Data?.Stratum is null ? [] : [.. data.People.Select(person => person.Stratum ?? "").Distinct().Order(StringComparer.Ordinal).Skip(1)];
        var again = data.People.Any(person => places.Count(place => person.Scores[place] is not null) > 1);
        var fold = new GroupedMomentFold([After, .. waves.Skip(1).Select(wave => $"wave={plan.Waves[wave].Id}"), .. strata.Select(stratum => $"stratum={stratum}"), OutcomeFrame.Y]);
        var row = new double[waves.Count + strata.Count + 1];
        var (expected, missing) = (new long[2], new long[2]);
        foreach (var person in data.People)
            for (var at = 0; at < waves.Count; at++)
            {
                var after = person.Begins <= waves[at] ? 1 : 0;
                expected[after]++;
                if (person.Scores[places[at]] is not { } score)
                {
                    missing[after]++;
                    continue;
                }

                Array.Clear(row);
                row[0] = after;
                if (at > 0)
                    row[at] = 1;
                if (strata.Count > 0 && strata.IndexOf(person.Stratum ?? "") is >= 0 and var stratum)
                    row[waves.Count + stratum] = 1;
                row[^1] = score;
                var within = $"{person.Cluster}\u001e{waves[at]}";
                fold.Add(again ? MixedModel.Cell(person.Cluster!, within, $"{person.Number}") : MixedModel.Cell(person.Cluster!, within), row);
            }

        return (fold.Summary(), again, expected, missing);
    }
}
