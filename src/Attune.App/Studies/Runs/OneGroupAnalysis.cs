using Attune.App.Studies.Plans;
using Attune.Measurement;
using Attune.Measurement.Effects;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Runs;

/// <summary>One group: the mean change of those who answered both times. It says what changed, never why.</summary>
internal static class OneGroupAnalysis
{
    public static OutcomeResult Of(StudyData data, PlanOutcome outcome, IReadOnlyDictionary<string, ReliabilityUsed> reliabilities)
    {
        int before = data.Place(outcome.Measure!, outcome.From!), after = data.Place(outcome.Measure!, outcome.At);
        var both = MomentSummary.Of(["before", "after"], data.People.Where(person => person.Scores[before] is not null && person.Scores[after] is not null)
            .Select(person => new[] { person.Scores[before]!.Value, person.Scores[after]!.Value }));
        var look = OutcomeLook.Of(data, outcome);
        var result = OutcomeAnalysis.Empty(outcome, data.Plan.Arms[0].Id, null) with
        {
            Levels = look.Levels,
            Spread = look.Spread,
            DropOut = look.DropOut,
            Change = ReliableChangeByArm.Of(data, outcome, look, reliabilities),
            Model = $"mean of {outcome.Measure}_{outcome.At} - {outcome.Measure}_{outcome.From}, the same people",
        };
        try
        {
            var change = PairedChange.From(both, "before", "after", StudyResults.Confidence);
            var effect = new EffectEstimate(change.MeanChange, change.StandardError, change.Df, change.Interval.Low, change.Interval.High, change.P, change.Count);
            return result with { Lead = effect, Answered = effect };
        }
        catch (AssumptionException failed)
        {
            return result with { NotEstimable = failed.Message };
        }
    }
}
