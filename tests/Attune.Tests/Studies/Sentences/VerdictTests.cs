using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.App.Studies.Sentences;
using Attune.Tests.Studies.Plans;

namespace Attune.Tests.Studies.Sentences;

public sealed class VerdictTests
{
    private static readonly HarmVerdict NoHarm = new(HarmAdvice.GoOn, []);

    [Theory]
    [InlineData(0.6, 1.2, 0.01, OutcomeReading.Better)]
    [InlineData(0.5, 1.2, 0.01, OutcomeReading.Better)]
    [InlineData(0.1, 0.9, 0.01, OutcomeReading.BetterPerhapsLittle)]
    [InlineData(0.1, 0.4, 0.01, OutcomeReading.BetterTooLittle)]
    [InlineData(0.1, 0.4, 0.06, OutcomeReading.BetterTooLittle)]
    [InlineData(0.1, 0.9, 0.06, OutcomeReading.BetterByChance)]
    [InlineData(-0.4, 0.4, 0.9, OutcomeReading.NoDifference)]
    [InlineData(-0.4, 0.5, 0.9, OutcomeReading.CannotTell)]
    [InlineData(-0.9, 0.1, 0.2, OutcomeReading.CannotTell)]
    [InlineData(-0.9, -0.1, 0.01, OutcomeReading.Worse)]
    [InlineData(-0.9, -0.1, 0.06, OutcomeReading.WorseByChance)]
    public void An_interval_is_read_against_the_smallest_effect_worth_having(double low, double high, double holm, OutcomeReading reading) =>
        OutcomeReadings.Of(Effect(low, high), 0.5, holm).ShouldBe(reading);

    [Fact]
    public void Where_lower_is_better_the_effect_is_turned_before_it_is_read() =>
        OutcomeReadings.Of(Effect(0.1, 0.9).Turned(higherIsBetter: false), 0.5, 0.01).ShouldBe(OutcomeReading.Worse);

    [Theory]
    [InlineData(OutcomeReading.Better, OutcomeReading.NoDifference, StudyCase.ClearBenefit)]
    [InlineData(OutcomeReading.Better, OutcomeReading.Worse, StudyCase.ClearHarm)]
    [InlineData(OutcomeReading.Worse, OutcomeReading.Better, StudyCase.ClearHarm)]
    [InlineData(OutcomeReading.BetterPerhapsLittle, OutcomeReading.CannotTell, StudyCase.BenefitOfUnknownSize)]
    [InlineData(OutcomeReading.NoDifference, OutcomeReading.NoDifference, StudyCase.NoDifferenceWorthHaving)]
    [InlineData(OutcomeReading.BetterTooLittle, OutcomeReading.CannotTell, StudyCase.NoDifferenceWorthHaving)]
    [InlineData(OutcomeReading.CannotTell, OutcomeReading.Better, StudyCase.CannotTell)]
    [InlineData(OutcomeReading.NotEstimable, OutcomeReading.CannotTell, StudyCase.CannotTell)]
    public void Harm_comes_before_benefit_and_benefit_before_nothing(OutcomeReading concern, OutcomeReading distress, StudyCase which) =>
        Of(concern, distress).Case.ShouldBe(which);

    [Fact]
    public void A_benefit_beside_a_harm_that_cannot_be_told_says_so() => Of(OutcomeReading.Better, OutcomeReading.CannotTell).Caveats.ShouldContain(Caveat.HarmOpen);

    [Fact]
    public void A_reading_that_hangs_on_those_who_left_one_arm_compromises_the_study()
    {
        Of(OutcomeReading.Better, OutcomeReading.NoDifference, outcome => outcome with { Fragile = true, Lopsided = true, DropOutP = 0.004 }).Because.ShouldBe([Flaw.DropOut]);
        Of(OutcomeReading.Better, OutcomeReading.NoDifference, outcome => outcome with { Fragile = true }).Caveats.ShouldContain(Caveat.Fragile);
        Of(OutcomeReading.Better, OutcomeReading.NoDifference, outcome => outcome with { Lopsided = true, DropOutP = 0.004 }).Case.ShouldBe(StudyCase.ClearBenefit);
    }

    [Theory]
    [InlineData(OutcomeReading.Better, StudyCase.CannotTell)]
    [InlineData(OutcomeReading.BetterPerhapsLittle, StudyCase.CannotTell)]
    [InlineData(OutcomeReading.NoDifference, StudyCase.CannotTell)]
    [InlineData(OutcomeReading.Worse, StudyCase.ClearHarm)]
    public void Uneven_leaving_that_chance_may_bring_takes_away_what_would_flatter_and_never_a_harm(OutcomeReading concern, StudyCase which)
    {
        var verdict = Of(concern, OutcomeReading.NoDifference, outcome => outcome with { Fragile = true, Lopsided = true, DropOutP = 0.2 });

        verdict.Case.ShouldBe(which);
        verdict.Because.ShouldBeEmpty();
        verdict.Caveats.ShouldContain(which == StudyCase.ClearHarm ? Caveat.Fragile : Caveat.LeftUnevenly);
    }

    [Fact]
    public void Where_nothing_was_found_and_where_another_outcome_bears_it_leaving_takes_nothing_away()
    {
        OutcomeResult Left(OutcomeResult outcome) => outcome with { Fragile = true, Lopsided = true, DropOutP = 0.004 };

        Of(OutcomeReading.CannotTell, OutcomeReading.NoDifference, Left).Case.ShouldBe(StudyCase.CannotTell);
        Of(OutcomeReading.Better, OutcomeReading.NoDifference, outcome => outcome.Outcome.Id == "distress" ? Left(outcome) : outcome).Case.ShouldBe(StudyCase.ClearBenefit);
        Of(OutcomeReading.Worse, OutcomeReading.Worse, outcome => outcome.Outcome.Id == "distress" ? Left(outcome) : outcome).Case.ShouldBe(StudyCase.ClearHarm);
        Of(OutcomeReading.Worse, OutcomeReading.NoDifference, Left).Because.ShouldBe([Flaw.DropOut]);
    }

    [Fact]
    public void A_rule_for_harm_that_was_met_is_said_with_the_sentence_unless_that_says_harm()
    {
        var met = new HarmVerdict(HarmAdvice.Pause, [new HarmReason("distress", "circle", OnAverage: false, MorePeople: true)]);

        Of(OutcomeReading.CannotTell, OutcomeReading.CannotTell, harm: met).Caveats.ShouldBe([Caveat.HarmRule]);
        Of(OutcomeReading.CannotTell, OutcomeReading.Worse, harm: met).Caveats.ShouldBeEmpty();
        Of(OutcomeReading.CannotTell, OutcomeReading.CannotTell, harm: met with { Advice = HarmAdvice.Watch }).Caveats.ShouldBeEmpty();
    }

    [Fact]
    public void What_cannot_be_told_and_would_be_a_harm_had_the_missing_fared_worse_is_said() =>
        Of(OutcomeReading.CannotTell, OutcomeReading.CannotTell, outcome => outcome with { Fragile = true, HidesHarm = true }).Caveats.ShouldBe([Caveat.HidesHarm]);

    [Theory]
    [InlineData("2026-03-02", null, null)]
    [InlineData("2026-05-02", null, Caveat.LockedAfter)]
    [InlineData("2026-03-02", "2026-05-02", Caveat.AmendedAfter)]
    [InlineData("2026-03-02", "2026-04-01", null)]
    public void A_plan_fixed_or_changed_after_the_last_answer_says_so(string lockedOn, string? amendedOn, Caveat? said)
    {
        PlanVersion On(string day) => PlanVersion.Of(DateTimeOffset.Parse($"{day}T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture), "a", "", PlanExample.Plan(), "");
        var planLock = new PlanLock([On(lockedOn), .. amendedOn is null ? Array.Empty<PlanVersion>() : [On(amendedOn)]]);

        Verdicts.Of(PlanExample.Plan(), PlanLockState.Locked, Results(OutcomeReading.Better, OutcomeReading.NoDifference), [], [], NoHarm, planLock, new DateOnly(2026, 4, 30))
            .Caveats.ShouldBe(said is { } caveat ? [caveat] : []);
    }

    [Theory]
    [InlineData(PlanLockState.Differs)]
    [InlineData(PlanLockState.Broken)]
    public void A_plan_that_is_not_the_one_that_was_locked_compromises_the_study(PlanLockState locked) =>
        Verdicts.Of(PlanExample.Plan(), locked, Results(OutcomeReading.Better, OutcomeReading.NoDifference), [], [], NoHarm).Because.ShouldBe([Flaw.PlanDiffers]);

    [Fact]
    public void The_page_holds_the_table_that_the_code_follows()
    {
        File.ReadAllText(RepositoryFiles.In("docs", "methods", "honest-sentence.md")).ShouldContain(SentenceTable.Markdown());
        SentenceTable.Rows.Select(row => row.Case).ShouldBe(Enum.GetValues<StudyCase>(), ignoreOrder: true);
    }

    private static Verdict Of(OutcomeReading concern, OutcomeReading distress, Func<OutcomeResult, OutcomeResult>? change = null, HarmVerdict? harm = null) =>
        Verdicts.Of(PlanExample.Plan(), PlanLockState.Locked, [.. Results(concern, distress).Select(change ?? (outcome => outcome))], [], [], harm ?? NoHarm);

    private static IReadOnlyList<OutcomeResult> Results(OutcomeReading concern, OutcomeReading distress)
    {
        var plan = PlanExample.Plan();
        return [Result(plan.Outcomes[0], concern), Result(plan.Outcomes[1], distress)];
    }

    private static OutcomeResult Result(PlanOutcome outcome, OutcomeReading reading) =>
        new(outcome, "circle", null, null, null, null, null, null, [], [], [], null, null, null, reading, false, false, null, "");

    private static EffectEstimate Effect(double low, double high) => new((low + high) / 2, 1, 10, low, high, 0.5, 20);
}
