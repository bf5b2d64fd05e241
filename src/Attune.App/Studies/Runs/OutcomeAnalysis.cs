using Attune.App.Studies.Plans;
using Attune.App.Studies.Sentences;
using Attune.Measurement;
using Attune.Measurement.Effects;
using Attune.Measurement.Missing;
using Attune.Measurement.Trials;

namespace Attune.App.Studies.Runs;

/// <summary>One outcome, in every arm against the comparison.</summary>
internal static class OutcomeAnalysis
{
    /// <summary>Multiples of the planned delta that the sensitivity curve shows.</summary>
    public static readonly IReadOnlyList<double> DeltaSteps = [0.5, 1, 1.5, 2];

    public static IEnumerable<OutcomeResult> Of(StudyData data, PlanOutcome outcome, IReadOnlyDictionary<string, ReliabilityUsed> reliabilities)
    {
        var arms = data.Plan.Arms.Where(arm => !arm.Comparison).ToList();
        var look = OutcomeLook.Of(data, outcome);
        var change = ReliableChangeByArm.Of(data, outcome, look, reliabilities);
        var empty = arms.Select(arm => Empty(outcome, arm.Id, null) with { Levels = look.Levels, DropOut = look.DropOut, DropOutP = DropOutTest(data.Plan, look.DropOut, arm.Id), Change = change });
        try
        {
            return Estimated(data, outcome, look, [.. empty]);
        }
        catch (AssumptionException failed)
        {
            return [.. empty.Select(result => result with { NotEstimable = failed.Message })];
        }
    }

    private static List<OutcomeResult> Estimated(StudyData data, PlanOutcome outcome, OutcomeLook look, IReadOnlyList<OutcomeResult> empty)
    {
        var frame = OutcomeFrame.Of(data.Plan, outcome, look);
        var given = frame.Fold(data.People);
        List<OutcomeResult> held = [.. empty.Select(result => result with { NotEstimable = ArmFloor.Lacks(data.Plan, given, result.Arm) })];
        if (held.All(result => result.NotEstimable is not null))
            return held;
        var answered = frame.Fit(given);
        var spread = look.Spread;
        var shifts = Shifts(data.Plan);
        var pooled = look.DropOut.All(arm => arm.Missing == 0) ? null : Try(() =>
        {
            using var imputed = new ImputedEffects(data, outcome, frame, given);
            return imputed.Pool(InPoints(shifts, outcome, spread));
        });
        List<OutcomeResult> results = [];
        foreach (var result in held)
        {
            var column = OutcomeFrame.ArmColumn(result.Arm);
            if (result.NotEstimable is not null)
            {
                results.Add(result);
                continue;
            }

            var own = EffectEstimate.Of(answered.Coefficients[column], answered.Model.Count);
            var imputed = pooled is null ? null : EffectEstimate.Of(pooled[(result.Arm, -1)].Coefficient, data.People.Count);
            results.Add(result with
            {
                Lead = data.Plan.Missing.Impute && imputed is not null ? imputed : own,
                Answered = own,
                Imputed = imputed,
                MissingInformation = pooled?[(result.Arm, -1)].MissingInformation,
                Spread = spread,
                HedgesG = !frame.Clustered && empty.Count == 1 ? Try(() => HedgesG.Adjusted(answered.Model, column))?.G : null,
                Deltas = pooled is null ? [] : Deltas(data, result.Arm, shifts, pooled),
                Model = frame.Model + (frame.Clustered ? " (CR2 errors by cluster)" : ""),
            });
        }

        return results;
    }

    /// <summary>Arms whose missing are taken to have fared worse, and by how many standard deviations.</summary>
    public static IReadOnlyList<(string Side, double Sd)> Shifts(StudyPlan plan) => plan.Missing.Delta == 0 ? []
        : [.. plan.Arms.SelectMany(arm => DeltaSteps.Select(step => (arm.Id, step * plan.Missing.Delta)))];

    public static IReadOnlyList<(string Side, double Points)> InPoints(IReadOnlyList<(string Side, double Sd)> shifts, PlanOutcome outcome, double spread) =>
        [.. shifts.Select(shift => (shift.Side, (outcome.HigherIsBetter ? -1 : 1) * shift.Sd * spread))];

    private static List<DeltaPoint> Deltas(
        StudyData data, string arm, IReadOnlyList<(string Side, double Sd)> shifts, IReadOnlyDictionary<(string Arm, int Shift), PooledTerm> pooled) =>
        [.. new[] { arm, data.Plan.Comparison!.Id }.SelectMany(side => shifts.Index().Where(shift => shift.Item.Side == side)
            .Select(shift => new DeltaPoint(side, shift.Item.Sd, EffectEstimate.Of(pooled[(arm, shift.Index)].Coefficient, data.People.Count))))];

    public static OutcomeResult Empty(PlanOutcome outcome, string arm, string? why) =>
        new(outcome, arm, null, null, null, null, null, null, [], [], [], null, null, null, OutcomeReading.NotEstimable, false, false, why, "");

    public static IReadOnlyList<ArmDropOut> DropOut(StudyData data, Func<StudyPerson, bool> gave)
    {
        var (people, missing) = (new long[data.Plan.Arms.Count], new long[data.Plan.Arms.Count]);
        foreach (var person in data.People)
        {
            people[data.Plan.ArmPlace(person.Arm)]++;
            missing[data.Plan.ArmPlace(person.Arm)] += gave(person) ? 0 : 1;
        }

        return [.. data.Plan.Arms.Select((arm, i) => new ArmDropOut(arm.Id, people[i], missing[i]))];
    }

    public static double? DropOutTest(StudyPlan plan, IReadOnlyList<ArmDropOut> dropOut, string arm)
    {
        if (plan.Comparison is not { } comparison)
            return null;
        ArmDropOut a = dropOut.First(entry => entry.Arm == arm), b = dropOut.First(entry => entry.Arm == comparison.Id);
        return FisherExact.TwoSided(a.Missing, a.Randomised, b.Missing, b.Randomised);
    }

    /// <summary>The figure, or null where the data cannot support it: a companion of a figure that stands without it.</summary>
    public static T? Try<T>(Func<T> estimate)
        where T : class
    {
        try
        {
            return estimate();
        }
        catch (AssumptionException)
        {
            return null;
        }
    }

    /// <summary>Holm over all primaries, then what each interval says, and whether it hangs on the missing.</summary>
    /// <param name="look">Null where there is one look only.</param>
    public static IReadOnlyList<OutcomeResult> Read(StudyPlan plan, IReadOnlyList<OutcomeResult> results, StudyLook? look)
    {
        var tested = results.Where(result => result.Outcome.Primary && result.Lead is not null).ToList();
        var adjusted = Multiplicity.Holm([.. tested.Select(result => result.Lead!.P)]);
        return [.. results.Select(result =>
        {
            double? holm = tested.IndexOf(result) is >= 0 and var at ? adjusted[at] : null;
            var read = result.Outcome.Primary && look is not null ? result with { Lead = result.Lead?.At(look.Confidence) } : result;
            var reading = Reading(read, holm, look);
            var lopsided = Lopsided(plan, result);
            // Who leaves one arm more than the other leaves for a reason, so more must be withstood.
            var withstand = plan.Missing.Delta * (lopsided ? DeltaSteps[^1] : 1);
            var others = result.Deltas.Where(point => point.StandardDeviations <= withstand).Select(point => Moved(result, read, point.Effect)).ToList();
            var fragile = others.Any(other => OutcomeReadings.Kind(other) != OutcomeReadings.Kind(reading));
            return read with { Adjusted = holm, Reading = reading, Fragile = fragile, Lopsided = lopsided, HidesHarm = reading != OutcomeReading.Worse && others.Contains(OutcomeReading.Worse) };
        })];

        // As the reading itself is made: Holm over all primaries, with this one's p as it would be.
        OutcomeReading Moved(OutcomeResult result, OutcomeResult read, EffectEstimate effect)
        {
            double? holm = tested.IndexOf(result) is >= 0 and var at ? Multiplicity.Holm([.. tested.Select((other, i) => i == at ? effect.P : other.Lead!.P)])[at] : null;
            return Reading(read with { Lead = result.Outcome.Primary && look is not null ? effect.At(look.Confidence) : effect }, holm, look);
        }
    }

    /// <summary>An outcome that watches for harm is read by its own 95 % interval, whatever else was asked and however often
    /// it was looked at: harm need not survive the company of benefits.</summary>
    private static OutcomeReading Reading(OutcomeResult result, double? holm, StudyLook? look)
    {
        var level = look?.Boundary.Level ?? StudyResults.Level;
        if (result.Outcome.Role == OutcomeRole.Harm && result.Lead?.At(StudyResults.Confidence).Turned(result.Outcome.HigherIsBetter).High < 0)
            return OutcomeReading.Worse;
        return OutcomeReadings.Of(result.Good, result.Outcome.WorthHaving, holm, level);
    }

    private static bool Lopsided(StudyPlan plan, OutcomeResult result)
    {
        if (plan.Comparison is not { } comparison || result.DropOut.Count == 0)
            return false;
        var apart = Math.Abs(result.DropOut.First(arm => arm.Arm == result.Arm).Share - result.DropOut.First(arm => arm.Arm == comparison.Id).Share);
        return result.DropOutP < StudyResults.Level || apart >= 0.10;
    }
}
