using Attune.App.Studies.Planning;
using Attune.Tests.Studies.Plans;

namespace Attune.Tests.Studies.Planning;

public sealed class PlanStudyTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void The_example_can_detect_what_the_engine_says_such_a_trial_can()
    {
        var planned = Plan().ShouldBeOfType<PlanStudy.Outcome.Planned>();

        // R, by the noncentral t: 120 people of whom a tenth leave by chance, n = 108 − 2 × .1; a baseline that explains 36 %, df =
        // n − 3, variance 4 × .64/n × (1 + 1/(n − 4)); 20 imputations of a tenth, × (1 + .1/20).
        planned.Detection.Detectable.ShouldBe(0.4389, 0.0001);
        planned.Detection.Believable.ShouldBeTrue();
        DetectionText.Write(planned.Plan, planned.Detection).ShouldContain("The smallest effect this can detect is 0.44 standard deviations");
    }

    [Fact]
    public void Too_few_people_are_told_so_plainly()
    {
        var planned = Plan(20).ShouldBeOfType<PlanStudy.Outcome.Planned>();

        planned.Detection.Believable.ShouldBeFalse();
        DetectionText.Write(planned.Plan, planned.Detection).ShouldContain("Nothing believable.");
    }

    [Fact]
    public void Every_published_effect_stands_beside_it_with_its_source()
    {
        var planned = (PlanStudy.Outcome.Planned)Plan();
        var text = DetectionText.Write(planned.Plan, planned.Detection);
        foreach (var published in PublishedEffects.All)
            text.ShouldContain(published.Source);
    }

    [Fact]
    public void A_plan_that_does_not_say_who_is_expected_cannot_be_planned()
    {
        File.WriteAllText(_scratch.In("study.json"), PlanExample.Text(plan => plan.AsObject().Remove("size")));

        PlanStudy.Handle(new PlanStudy.Request(_scratch.In("study.json"))).ShouldBeOfType<PlanStudy.Outcome.CannotPlan>().Why.ShouldContain("size");
    }

    public void Dispose() => _scratch.Dispose();

    private PlanStudy.Outcome Plan(int? people = null)
    {
        File.WriteAllText(_scratch.In("study.json"), PlanExample.Text(plan => plan["size"]!["people"] = people ?? 120));
        return PlanStudy.Handle(new PlanStudy.Request(_scratch.In("study.json")));
    }
}
