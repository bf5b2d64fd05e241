using System.Text.Json.Nodes;
using Attune.App.Studies.Runs;
using Attune.App.Studies.StudyReports;
using Attune.Tests.Studies.Plans;

namespace Attune.Tests.Studies.Runs;

public sealed class ThenTestTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private static readonly string[] Rows =
    [
        "1,circle,3,5,2,2,2", "2,circle,4,5,2,3,3", "3,circle,2,3,3,3,2", "4,circle,5,6,2,1,4", "5,circle,3,4,2,2,1", "6,circle,4,6,1,2,3",
        "7,waiting,3,3,2,2,3", "8,waiting,4,5,3,2,4", "9,waiting,3,3,2,4,2", "10,waiting,2,2,4,2,2", "11,waiting,5,4,2,3,5", "12,waiting,4,4,2,1,5",
    ];

    [Fact]
    public void Change_by_either_answer_and_the_response_shift_are_those_of_t_tests()
    {
        var then = Run(Rows).ThenTests.ShouldHaveSingleItem();

        // R: t.test of after - before, after - then, then - before; between arms with var.equal = TRUE.
        var (waiting, circle) = (then.Arms[0], then.Arms[1]);
        circle.Count.ShouldBe(6);
        Holds(circle.Change, 1.333333333, 0.7914070992, 1.875259567, 0.001456581794);
        Holds(circle.LookingBack, 2.333333333, 1.476472721, 3.190193945, 0.0009167475144);
        Holds(circle.Shift, -1, -1.663721376, -0.336278624, 0.011724811);
        Holds(waiting.Shift, 0, -0.663721376, 0.663721376, 1);
        var apart = then.Apart.ShouldHaveSingleItem();
        Holds(apart.Shift, -1, -1.813601274, -0.1863987263, 0.02088241087);
        Holds(apart.LookingBack, 2.333333333, 1.231712001, 3.434954666, 0.0008171834481);
        then.NotEstimable.ShouldBeNull();
    }

    [Fact]
    public void The_primary_analysis_does_not_know_of_it()
    {
        var (with, without) = (Run(Rows), Run(Rows, looksBack: false));

        StudyFigures.Of(with).Where(figure => !figure.Name.Contains(".then.", StringComparison.Ordinal)).ShouldBe(StudyFigures.Of(without));
        with.Verdict.Case.ShouldBe(without.Verdict.Case);
        var (one, other) = (StudyMarkdown.Write(with), StudyMarkdown.Write(without));
        one.ShouldContain("### Looking back");
        one.ShouldContain("nothing here takes their place");
        one.ShouldContain("The circle: looking back, people put Concern before lower than they did at the time.");
        one.ShouldContain("Waiting: whether people look back on Concern differently");
        other.ShouldNotContain("Looking back");
    }

    [Fact]
    public void An_arm_of_fewer_people_than_may_be_shown_is_left_out_and_no_difference_gives_it_away()
    {
        string[] rows = [.. Rows.Take(6), .. Rows.Skip(6).Select((row, i) => i < 2 ? row[..^1] : row)];

        var then = Run(rows).ThenTests.ShouldHaveSingleItem();

        then.Arms.ShouldHaveSingleItem().Arm.ShouldBe("circle");
        then.Apart.ShouldBeEmpty();
    }

    [Fact]
    public void Where_everyone_looks_back_on_what_they_said_there_is_no_shift_to_estimate_and_the_rest_stands()
    {
        var then = Run([.. Rows.Select(row => row[..^1] + row.Split(',')[2])]).ThenTests.ShouldHaveSingleItem();

        then.Arms[1].Shift.ShouldBeNull();
        then.Arms[1].LookingBack.ShouldBe(then.Arms[1].Change);
        then.NotEstimable.ShouldNotBeNull();
    }

    public void Dispose() => _scratch.Dispose();

    private StudyResults Run(string[] rows, bool looksBack = true)
    {
        _scratch.WithData(["id,arm,cb,ca,db,da,ct", .. rows]);
        var plan = PlanExample.Plan(PlanExample.Small(json =>
        {
            if (!looksBack)
                return;
            json["measures"]!.AsArray().Add(JsonNode.Parse("""{"id": "then", "label": "Concern, looking back", "of": "concern", "range": {"lowest": 1, "highest": 7}, "columns": {"after": "ct"}}"""));
            json["outcomes"]![0]!["thenTest"] = "then";
        }));
        return StudyAnalysis.Of(StudyImport.Handle(plan, _scratch.In("data.csv"), TestContext.Current.CancellationToken).ShouldBeOfType<StudyImport.Outcome.Read>().Data, null);
    }

    private static void Holds(EffectEstimate? effect, double value, double low, double high, double p)
    {
        effect!.Value.ShouldBe(value, 1e-8);
        effect.Low.ShouldBe(low, 1e-8);
        effect.High.ShouldBe(high, 1e-8);
        effect.P.ShouldBe(p, 1e-9);
    }
}
