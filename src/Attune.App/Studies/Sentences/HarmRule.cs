using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.Measurement.Trials;

namespace Attune.App.Studies.Sentences;

/// <summary>
/// The rule for harm, which is always on (docs/methods/looks.md). It asks nothing of the plan, spends no part of the level and
/// makes no allowance for several outcomes or looks: a pause too many costs less than one too few.
/// </summary>
public static class HarmRule
{
    public static HarmVerdict Of(StudyPlan plan, IReadOnlyList<OutcomeResult> outcomes)
    {
        var primaries = outcomes.Where(outcome => outcome.Outcome.Primary).ToList();
        var pause = primaries.Select(outcome => new HarmReason(outcome.Outcome.Id, outcome.Arm, Worse(outcome), Deteriorated(plan, outcome)))
            .Where(reason => reason.OnAverage || reason.MorePeople).ToList();
        if (pause.Count > 0)
            return new HarmVerdict(HarmAdvice.Pause, pause);
        if (primaries.All(outcome => outcome.Answered is null && outcome.Imputed is null))
            return new HarmVerdict(HarmAdvice.CannotTell, []);
        var watch = primaries.Where(outcome => outcome.Answered?.Turned(outcome.Outcome.HigherIsBetter).Value <= -outcome.Outcome.WorthHaving)
            .Select(outcome => new HarmReason(outcome.Outcome.Id, outcome.Arm, OnAverage: true, MorePeople: false)).ToList();
        return new HarmVerdict(watch.Count > 0 ? HarmAdvice.Watch : HarmAdvice.GoOn, watch);
    }

    // The plain 95 % interval of those who answered, or of everyone, whichever speaks first.
    private static bool Worse(OutcomeResult outcome) => new[] { outcome.Answered, outcome.Imputed }.Any(effect => effect?.Turned(outcome.Outcome.HigherIsBetter).High < 0);

    private static bool Deteriorated(StudyPlan plan, OutcomeResult outcome)
    {
        if (plan.Comparison is not { } comparison || outcome.Change is not { } change)
            return false;
        ArmChange own = change.Arms.First(arm => arm.Arm == outcome.Arm), other = change.Arms.First(arm => arm.Arm == comparison.Id);
        return own.Count > 0 && other.Count > 0 && (double)own.Deteriorated / own.Count > (double)other.Deteriorated / other.Count
            && FisherExact.TwoSided(own.Deteriorated, own.Count, other.Deteriorated, other.Count) < StudyResults.Level;
    }
}
