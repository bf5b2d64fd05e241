using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.App.Studies.Sentences;
using Attune.App.Studies.StudyReports;
using Attune.Tests.Studies.Plans;

namespace Attune.Tests.Studies.Sentences;

public sealed class HarmRuleTests
{
    private static readonly StudyPlan Plan = PlanExample.Plan();

    // Distress: lower is better, 0.5 points would matter.
    [Theory]
    [InlineData(-0.4, 0.3, HarmAdvice.GoOn)]
    [InlineData(-0.2, 1.4, HarmAdvice.Watch)]
    [InlineData(0.01, 0.3, HarmAdvice.Pause)]
    [InlineData(-0.9, -0.1, HarmAdvice.GoOn)]
    public void Distress_that_rises_for_certain_is_a_pause_and_by_much_is_watched(double low, double high, HarmAdvice advice) =>
        HarmRule.Of(Plan, [Outcome(Plan.Outcomes[0], -0.1, 0.1), Outcome(Plan.Outcomes[1], low, high)]).Advice.ShouldBe(advice);

    [Fact]
    public void A_benefit_that_gets_worse_for_certain_is_a_pause_too() =>
        HarmRule.Of(Plan, [Outcome(Plan.Outcomes[0], -0.9, -0.1), Outcome(Plan.Outcomes[1], -0.1, 0.1)]).ShouldSatisfyAllConditions(
            harm => harm.Advice.ShouldBe(HarmAdvice.Pause), harm => harm.Because.ShouldBe([new HarmReason(Plan.Outcomes[0].Id, "circle", OnAverage: true, MorePeople: false)]));

    [Fact]
    public void More_people_who_got_reliably_worse_are_a_pause_though_the_mean_hides_them()
    {
        ChangeByArm Change(long worse) => new(1, 0.8, "given", [new ArmChange("waiting", 60, 10, 48, 2), new ArmChange("circle", 60, 30 - worse, 30, worse)], null, []);
        HarmVerdict Harm(long worse) => HarmRule.Of(Plan, [Outcome(Plan.Outcomes[0], -0.1, 0.1), Outcome(Plan.Outcomes[1], -0.1, 0.1) with { Change = Change(worse) }]);

        // Fisher's exact test of 4 or 14 of 60 against 2 of 60: .68 and .002.
        Harm(4).Advice.ShouldBe(HarmAdvice.GoOn);
        Harm(14).Advice.ShouldBe(HarmAdvice.Pause);
        HarmWords.Of(Plan, Harm(14), new StudyWords()).ShouldContain("because of this: Distress (more people got reliably worse).");
    }

    [Fact]
    public void A_pause_says_what_to_do()
    {
        var words = HarmWords.Of(Plan, HarmRule.Of(Plan, [Outcome(Plan.Outcomes[1], 0.1, 0.9)]), new StudyWords());

        words.ShouldStartWith($"The rule for harm says: pause now, because of this: {Plan.Outcomes[1].Label} (worse on average). Take nobody new in");
    }

    [Fact]
    public void A_harm_need_not_survive_the_company_of_benefits()
    {
        // p .03 each; Holm makes it .06.
        OutcomeResult[] read = [.. OutcomeAnalysis.Read(Plan, [Outcome(Plan.Outcomes[0], -0.9, -0.05), Outcome(Plan.Outcomes[1], 0.05, 0.9)], null)];

        read.Select(outcome => outcome.Adjusted).ShouldAllBe(holm => holm > 0.05);
        read.Select(outcome => outcome.Reading).ShouldBe([OutcomeReading.WorseByChance, OutcomeReading.Worse]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reading_is_called_firm_only_where_the_missing_change_it_into_no_other(bool changes)
    {
        // Distress cannot be told from the interval; had those who left fared worse it would be clearly worse, or still not.
        var shifted = Outcome(Plan.Outcomes[1], changes ? 0.05 : -0.1, 0.9).Lead!;
        OutcomeResult[] results = [Outcome(Plan.Outcomes[0], -0.2, 0.2), Outcome(Plan.Outcomes[1], -0.2, 0.7) with { Deltas = [new DeltaPoint("circle", Plan.Missing.Delta, shifted)] }];

        var distress = OutcomeAnalysis.Read(Plan, results, null)[1];

        distress.Reading.ShouldBe(OutcomeReading.CannotTell);
        distress.Fragile.ShouldBe(changes);
        distress.HidesHarm.ShouldBe(changes);
    }

    [Fact]
    public void What_Holm_leaves_open_is_not_called_another_reading_for_Holm_alone()
    {
        // p .03 each; Holm makes it .06, with the missing as they are and with an effect that is the same.
        var same = Outcome(Plan.Outcomes[0], 0.05, 0.9);
        OutcomeResult[] results = [same with { Deltas = [new DeltaPoint("circle", Plan.Missing.Delta, same.Lead!)] }, Outcome(Plan.Outcomes[1], -0.9, -0.05)];

        OutcomeAnalysis.Read(Plan, results, null)[0].ShouldSatisfyAllConditions(concern => concern.Reading.ShouldBe(OutcomeReading.BetterByChance), concern => concern.Fragile.ShouldBeFalse());
    }

    private static OutcomeResult Outcome(PlanOutcome outcome, double low, double high)
    {
        var effect = new EffectEstimate((low + high) / 2, (high - low) / 2 / 1.984, 100, low, high, 0.03, 120);
        return OutcomeAnalysis.Empty(outcome, "circle", null) with { Lead = effect, Answered = effect };
    }
}
