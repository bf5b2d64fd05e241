using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;

namespace Attune.App.Studies.Sentences;

/// <summary>The decision behind the honest sentence: the first case of <see cref="SentenceTable"/> that holds.</summary>
public static class Verdicts
{
    public static Verdict Of(
        StudyPlan plan, PlanLockState locked, IReadOnlyList<OutcomeResult> outcomes, IReadOnlyList<MeasureQuality> quality, IReadOnlyList<ArmBlinding> blinding, HarmVerdict harm,
        PlanLock? planLock = null, DateOnly? lastAnswer = null)
    {
        var primaries = outcomes.Where(outcome => outcome.Outcome.Primary).ToList();
        var flaws = Flaws(locked, primaries, quality).ToList();
        var found = Case(plan, primaries);
        var hangs = flaws.Count == 0 ? Hanging(found, primaries) : [];
        if (hangs.Any(outcome => outcome.LeftForAReason))
            flaws.Add(Flaw.DropOut);
        // Unevenness that may be chance does not silence a harm; what would flatter is not claimed.
        var taken = flaws.Count == 0 && hangs.Count > 0 && found != StudyCase.ClearHarm;
        var which = flaws.Count > 0 ? StudyCase.Compromised : taken ? StudyCase.CannotTell : found;
        // Of a clear harm the sentence speaks already.
        Caveat[] harmed = harm.Advice == HarmAdvice.Pause && which != StudyCase.ClearHarm ? [Caveat.HarmRule] : [];
        return new Verdict(which, flaws, [.. harmed, .. Caveats(which, taken, locked, primaries, blinding), .. After(locked, planLock, lastAnswer)]);
    }

    /// <summary>A plan fixed or changed on a day after the last answer may have been written with the answers in sight.</summary>
    private static IEnumerable<Caveat> After(PlanLockState locked, PlanLock? planLock, DateOnly? lastAnswer)
    {
        bool Late(PlanVersion version) => DateOnly.FromDateTime(version.At.UtcDateTime) > lastAnswer;
        if (locked != PlanLockState.Locked || planLock is null)
            yield break;
        if (Late(planLock.First))
            yield return Caveat.LockedAfter;
        else if (planLock.Amendments.Any(Late))
            yield return Caveat.AmendedAfter;
    }

    private static StudyCase Case(StudyPlan plan, List<OutcomeResult> primaries)
    {
        var readings = primaries.Select(outcome => outcome.Reading).ToList();
        var benefits = primaries.Where(outcome => outcome.Outcome.Role == OutcomeRole.Benefit).Select(outcome => outcome.Reading).ToList();
        if (plan.OneGroup)
            return StudyCase.OneGroup;
        if (readings.Contains(OutcomeReading.Worse))
            return StudyCase.ClearHarm;
        if (benefits.Contains(OutcomeReading.Better))
            return StudyCase.ClearBenefit;
        if (benefits.Contains(OutcomeReading.BetterPerhapsLittle))
            return StudyCase.BenefitOfUnknownSize;
        return benefits.All(reading => reading is OutcomeReading.NoDifference or OutcomeReading.BetterTooLittle)
            ? StudyCase.NoDifferenceWorthHaving
            : StudyCase.CannotTell;
    }

    /// <summary>The outcomes a case rests on, where it falls with those who left one arm more than the other: one alone holds up a
    /// harm or a benefit; that there is no difference needs them all.</summary>
    private static List<OutcomeResult> Hanging(StudyCase found, List<OutcomeResult> primaries)
    {
        var rests = primaries.Where(outcome => found switch
        {
            StudyCase.ClearHarm => outcome.Reading == OutcomeReading.Worse,
            StudyCase.ClearBenefit => outcome is { Outcome.Role: OutcomeRole.Benefit, Reading: OutcomeReading.Better },
            StudyCase.BenefitOfUnknownSize => outcome is { Outcome.Role: OutcomeRole.Benefit, Reading: OutcomeReading.BetterPerhapsLittle },
            StudyCase.NoDifferenceWorthHaving => outcome.Outcome.Role == OutcomeRole.Benefit,
            _ => false,
        }).ToList();
        var hangs = rests.Where(outcome => outcome.Fragile && outcome.Lopsided).ToList();
        return hangs.Count == rests.Count || found == StudyCase.NoDifferenceWorthHaving ? hangs : [];
    }

    private static IEnumerable<Flaw> Flaws(PlanLockState locked, List<OutcomeResult> primaries, IReadOnlyList<MeasureQuality> quality)
    {
        if (locked is PlanLockState.Differs or PlanLockState.Broken)
            yield return Flaw.PlanDiffers;
        if (primaries.Any(outcome => quality.Any(measure => measure.Measure == outcome.Outcome.Measure
            && measure.Invariance.Any(check => check.Holds == false && (outcome.Outcome.From is null || (check.From, check.At) == (outcome.Outcome.From, outcome.Outcome.At))))))
            yield return Flaw.Meaning;
    }

    private static IEnumerable<Caveat> Caveats(StudyCase which, bool taken, PlanLockState locked, List<OutcomeResult> primaries, IReadOnlyList<ArmBlinding> blinding)
    {
        if (which is StudyCase.ClearBenefit or StudyCase.BenefitOfUnknownSize or StudyCase.NoDifferenceWorthHaving
            && primaries.Any(outcome => outcome.Outcome.Role == OutcomeRole.Harm && outcome.Reading is OutcomeReading.CannotTell or OutcomeReading.NotEstimable or OutcomeReading.BetterByChance or OutcomeReading.WorseByChance))
            yield return Caveat.HarmOpen;
        if (taken)
            yield return Caveat.LeftUnevenly;
        else if (which != StudyCase.Compromised && primaries.Any(outcome => outcome.Fragile && OutcomeReadings.Kind(outcome.Reading) != 0))
            yield return Caveat.Fragile;
        if (which is not (StudyCase.Compromised or StudyCase.ClearHarm) && primaries.Any(outcome => outcome.HidesHarm))
            yield return Caveat.HidesHarm;
        if (which is not (StudyCase.CannotTell or StudyCase.OneGroup) && blinding.Any(arm => arm.Index is { Low: > 0.2 }))
            yield return Caveat.KnewTheirArm;
        if (locked == PlanLockState.Never)
            yield return Caveat.NotLocked;
    }
}
