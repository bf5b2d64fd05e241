using System.Text.Json.Nodes;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.App.Studies.Sentences;
using Attune.App.Studies.StudyReports;
using Attune.Cli.Verbs;
using Attune.Tests.Cli;
using Attune.Tests.Studies.Plans;

namespace Attune.Tests.Studies.Runs;

public sealed class LookTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private static string Data => Path.Combine(PlanExample.Folder, "people.csv");

    [Theory]
    [InlineData(2, null, "The plan has 2 looks, when 50 %, 100 % of the answers are in. Say which this is with --look 1 to --look 2;")]
    [InlineData(2, 3, "The plan has 2 looks")]
    [InlineData(1, 2, "The plan has no look before the end. A look that was not planned gives chance another chance;")]
    public async Task A_look_that_was_not_planned_is_refused(int looks, int? look, string said)
    {
        string[] arguments = [Planned(looks), Data, .. look is { } number ? new[] { "--look", $"{number}" } : []];
        var run = await VerbRun.InvokeAsync(StudyRunVerb.Create(), arguments);

        run.Exit.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldStartWith(said);
    }

    [Fact]
    public void A_look_in_between_reads_primary_outcomes_by_its_own_boundary_and_says_which_look_it_is()
    {
        var (first, last, alone) = (Results(2, 1), Results(2, 2), Results(1, null));

        // 2.963 and 1.969 standard errors, published; on the t scale of this outcome's degrees of freedom the interval is as wide.
        first.Look!.Boundary.Critical.ShouldBe(2.963, 0.001);
        last.Look!.Boundary.Critical.ShouldBe(1.969, 0.001);
        alone.Look.ShouldBeNull();
        double Width(StudyResults results) => results.Outcomes[0].Lead!.High - results.Outcomes[0].Lead!.Low;
        Width(first).ShouldBeGreaterThan(1.4 * Width(last));
        Width(last).ShouldBeInRange(Width(alone), 1.01 * Width(alone));
        StudyMarkdown.Write(first).ShouldContain("The study is not over: this is look 1 of 2");
        StudyMarkdown.Write(first).ShouldContain("99.7 % interval");
        StudyMarkdown.Write(last).ShouldContain("This is look 2 of 2 that were planned");
        first.Harm.ShouldBeEquivalentTo(alone.Harm);
        // In a table whose intervals differ, each says which it is.
        StudyMarkdown.Write(first).ShouldContain("(99.7 %) |");
        StudyMarkdown.Write(first).ShouldNotContain("| 95 % interval | Smallest effect");
        StudyMarkdown.Write(alone).ShouldContain("| 95 % interval | Smallest effect");
    }

    [Fact]
    public void An_interval_is_never_said_to_hold_the_true_value_always()
    {
        var words = new StudyWords();

        words.Confidence(0.95).ShouldBe("95");
        words.Confidence(0.997).ShouldBe("99.7");
        words.Confidence(1 - 0.0001).ShouldBe("99.99");
        words.Confidence(1 - 1.2e-6).ShouldBe("99.99988");
    }

    [Theory]
    [InlineData(110, "110", false)]
    [InlineData(400, "360", true)]
    public void A_look_says_how_many_answers_are_in_and_whether_it_was_planned_for_so_many(int planned, string expected, bool apart)
    {
        // 108 of the example's people gave an outcome: nearly 110, and far from nine tenths of 400.
        File.WriteAllText(_scratch.In("study.json"), PlanExample.Text(plan =>
        {
            plan["stopping"] = new JsonObject { ["looks"] = 2 };
            plan["size"] = planned == 110 ? new JsonObject { ["people"] = planned } : new JsonObject { ["people"] = planned, ["dropout"] = 0.1 };
        }));
        var report = StudyMarkdown.Write(RunStudy.Handle(new RunStudy.Request(_scratch.In("study.json"), Data, Look: 2), TestContext.Current.CancellationToken).ShouldBeOfType<RunStudy.Outcome.Ran>().Results);

        report.ShouldContain($"the plan counts on {expected} in the end");
        report.Contains("not the share the plan has for this look", StringComparison.Ordinal).ShouldBe(apart);
    }

    [Fact]
    public void A_study_that_has_ended_is_not_told_to_pause()
    {
        var harmed = new HarmVerdict(HarmAdvice.Pause, [new HarmReason("distress", "circle", OnAverage: false, MorePeople: true)]);

        StudyMarkdown.Write(Results(2, 1) with { Harm = harmed }).ShouldContain("The rule for harm says: pause now, because of this: Distress (more people got reliably worse).");
        foreach (var over in new[] { Results(2, 2), Results(1, null) })
        {
            var report = StudyMarkdown.Write(over with { Harm = harmed });
            report.ShouldNotContain("pause now");
            report.ShouldContain("by the rule for harm the study should not have gone on as it was: Distress (more people got reliably worse).");
        }
    }

    [Fact]
    public void Looks_lie_where_the_plan_says()
    {
        PlanExample.Plan(plan => plan["stopping"] = new JsonObject { ["at"] = new JsonArray(0.4, 1) }).Stopping.Fractions.ShouldBe([0.4, 1]);
        PlanExample.Plan(plan => plan["stopping"] = new JsonObject { ["looks"] = 3 }).Stopping.Fractions.ShouldBe([1.0 / 3, 2.0 / 3, 1]);
        PlanExample.Read(plan => plan["stopping"] = new JsonObject { ["looks"] = 3, ["at"] = new JsonArray(0.5, 1) }).Problems.ShouldHaveSingleItem().ToString()
            .ShouldStartWith("study.json, stopping.at: expected the share of the answers that is in at each look");
    }

    [Fact]
    public async Task The_rule_for_harm_may_be_asked_at_any_time_and_says_nothing_of_benefit()
    {
        var run = await VerbRun.InvokeAsync(StudyHarmVerb.Create(), Planned(2), Data);

        run.Exit.ShouldBe(0, run.Error);
        run.Output.Trim().ShouldBe("The rule for harm does not ask for a pause.");
    }

    public void Dispose() => _scratch.Dispose();

    private string Planned(int looks)
    {
        var file = _scratch.In("study.json");
        File.WriteAllText(file, PlanExample.Text(plan => plan["stopping"] = new JsonObject { ["looks"] = looks }));
        return file;
    }

    private StudyResults Results(int looks, int? look) => RunStudy.Handle(new RunStudy.Request(Planned(looks), Data, Look: look), TestContext.Current.CancellationToken)
        .ShouldBeOfType<RunStudy.Outcome.Ran>().Results;
}
