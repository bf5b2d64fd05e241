using Attune.App.Studies.Plans;
using Attune.App.Studies.Sentences;

namespace Attune.App.Studies.Runs;

/// <summary>All that a plan asks of its data.</summary>
public static class StudyAnalysis
{
    public static StudyResults Of(StudyData data, PlanLock? planLock) => Of(data, planLock, null, CancellationToken.None);

    /// <param name="progress">Told the share that is done, from 0 to 1.</param>
    /// <param name="look">Which planned look, from 1; null for the last.</param>
    public static StudyResults Of(StudyData data, PlanLock? planLock, IProgress<double>? progress, CancellationToken ct, int? look = null)
    {
        var plan = data.Plan;
        var (done, steps) = (0, plan.Measures.Count + plan.Outcomes.Count + 2.0);
        T Step<T>(T part)
        {
            ct.ThrowIfCancellationRequested();
            progress?.Report(++done / steps);
            return part;
        }

        var quality = plan.Measures.Select(measure => Step(QualityAnalysis.Of(data, measure))).ToList();
        var reliabilities = quality.Where(measure => QualityAnalysis.Used(measure) is not null).ToDictionary(measure => measure.Measure, measure => QualityAnalysis.Used(measure)!);
        var at = StudyLook.At(plan, look);
        var outcomes = OutcomeAnalysis.Read(plan, [.. plan.Outcomes.SelectMany(outcome =>
            Step(outcome.Model is not null ? [RowModelAnalysis.Of(data, outcome)]
            : plan.Design == StudyDesign.SteppedWedge ? [WedgeAnalysis.Of(data, outcome)]
            : plan.OneGroup ? [OneGroupAnalysis.Of(data, outcome, reliabilities)]
            : OutcomeAnalysis.Of(data, outcome, reliabilities)))], at);
        var blinding = Step(BlindingAnalysis.Of(data));
        var (locked, harm) = (State(plan, planLock), HarmRule.Of(plan, outcomes));
        return new StudyResults(
            plan, planLock, locked, data.Files, data.NotInTrial, data.OutsideWindow, Step(Flow(data)), outcomes, [.. SubgroupAnalysis.Of(data)],
            quality, blinding, Verdicts.Of(plan, locked, outcomes, quality, blinding, harm, planLock, data.LastAnswer), harm, at)
        {
            ThenTests = [.. ThenTestAnalysis.Of(data)],
        };
    }

    private static PlanLockState State(StudyPlan plan, PlanLock? planLock) => planLock switch
    {
        null => PlanLockState.Never,
        { Holds: false } => PlanLockState.Broken,
        _ when planLock.Latest.Hash != plan.Hash => PlanLockState.Differs,
        // A plan that was written when the outcomes were known locks nothing, whenever it is locked.
        _ => plan.AfterTheFact ? PlanLockState.Never : PlanLockState.Locked,
    };

    private static IReadOnlyList<ArmFlow> Flow(StudyData data)
    {
        var plan = data.Plan;
        if (plan.Design == StudyDesign.SteppedWedge)
            return WedgeFlow.Of(data);
        int[][] places = [.. plan.Waves.Select(wave => plan.Measures.Where(measure => measure.AskedAt(wave.Id)).Select(measure => data.Place(measure.Id, wave.Id)).ToArray())];
        var (people, answered) = (new long[plan.Arms.Count], plan.Arms.Select(_ => new long[places.Length]).ToArray());
        var clusters = plan.Arms.Select(_ => new HashSet<string>(StringComparer.Ordinal)).ToArray();
        foreach (var person in data.People)
        {
            var arm = plan.ArmPlace(person.Arm);
            people[arm]++;
            for (var wave = 0; wave < places.Length; wave++)
                foreach (var place in places[wave])
                    if (person.Scores[place] is not null)
                    {
                        answered[arm][wave]++;
                        break;
                    }

            if (person.Cluster is { } cluster)
                clusters[arm].Add(cluster);
        }

        return [.. plan.Arms.Select((arm, i) => new ArmFlow(arm.Id, people[i], plan.Waves.Index().ToDictionary(wave => wave.Item.Id, wave => answered[i][wave.Index]),
            plan.Data?.Cluster is null ? null : clusters[i].Count))];
    }
}
