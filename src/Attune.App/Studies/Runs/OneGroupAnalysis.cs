using Attune.App.Studies.Plans;
using Attune.Measurement;
using Attune.Measurement.Effects;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Runs;

/// <summary>One group: the mean change of those who answered both times, by CR2 errors where they come in clusters. It says what changed, never why.</summary>
internal static class OneGroupAnalysis
{
    private const string Change = "(change)";

    public static OutcomeResult Of(StudyData data, PlanOutcome outcome, IReadOnlyDictionary<string, ReliabilityUsed> reliabilities)
    {
        var both = Fold(data, outcome);
        var clustered = data.Plan.Data?.Cluster is not null;
        var look = OutcomeLook.Of(data, outcome);
        var result = OutcomeAnalysis.Empty(outcome, data.Plan.Arms[0].Id, null) with
        {
            Levels = look.Levels,
            Spread = look.Spread,
            DropOut = look.DropOut,
            Change = ReliableChangeByArm.Of(data, outcome, look, reliabilities),
            Model = $"mean of {outcome.Measure}_{outcome.At} - {outcome.Measure}_{outcome.From}, the same people{(clustered ? " (CR2 errors by cluster)" : "")}",
        };
        if (ArmFloor.Lacks(data.Plan, both.Count, both.Groups.Count, data.Plan.Arms[0].Label) is { } why)
            return result with { NotEstimable = why };
        try
        {
            var effect = clustered ? BetweenClusters(both) : OfPeople(both.Total());
            return result with { Lead = effect, Answered = effect };
        }
        catch (AssumptionException failed)
        {
            return result with { NotEstimable = failed.Message };
        }
    }

    /// <summary>Of those who answered both times, by cluster: both scores, then the change.</summary>
    public static GroupedSummary<MomentSummary> Fold(StudyData data, PlanOutcome outcome)
    {
        int before = data.Place(outcome.Measure!, outcome.From!), after = data.Place(outcome.Measure!, outcome.At);
        var fold = new GroupedMomentFold(["before", "after", Change]);
        foreach (var person in data.People)
            if (person.Scores[before] is { } first && person.Scores[after] is { } last)
                fold.Add(data.Plan.Data?.Cluster is null ? "all" : person.Cluster!, [first, last, last - first]);
        return fold.Summary();
    }

    private static EffectEstimate OfPeople(MomentSummary both)
    {
        var change = PairedChange.From(both, "before", "after", StudyResults.Confidence);
        return new EffectEstimate(change.MeanChange, change.StandardError, change.Df, change.Interval.Low, change.Interval.High, change.P, change.Count);
    }

    // People of one cluster change together, so that clusters are counted, not people.
    private static EffectEstimate BetweenClusters(GroupedSummary<MomentSummary> both) =>
        EffectEstimate.Of(LinearModel.Fit(both.Total(), Change, []).Cr2(Changes(both), StudyResults.Confidence)[0], both.Count);

    /// <summary>Moments of the change alone, by cluster.</summary>
    public static GroupedSummary<MomentSummary> Changes(GroupedSummary<MomentSummary> both) =>
        GroupedSummary<MomentSummary>.Of(both.Groups.Select(group => KeyValuePair.Create(group.Key, group.Value.Select(Change))));
}
