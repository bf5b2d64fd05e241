using Attune.App.Studies.Runs;
using Attune.Tests.Studies.Plans;

namespace Attune.Tests.Studies.Runs;

public sealed class WedgeStudyTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void People_are_counted_by_the_wave_at_which_their_cluster_began()
    {
        using var data = Read(WedgeExample.Rows(again: true));

        var flow = StudyAnalysis.Of(data, null).Flow;

        flow.Select(step => (step.Begins, step.Randomised, step.Clusters)).ShouldBe([("spring", 36, 3), ("summer", 36, 3), ("autumn", 36, 3)]);
    }

    [Fact]
    public void Other_people_at_each_wave_are_a_stepped_wedge_too()
    {
        using var data = Read(WedgeExample.Rows(again: false));

        var effect = StudyAnalysis.Of(data, null).Outcomes[0];

        effect.NotEstimable.ShouldBeNull();
        effect.Model.ShouldEndWith("(1 | cluster) + (1 | cluster:wave)");
        effect.Lead!.Count.ShouldBe(9 * 12);
        // Made with half a point.
        effect.Lead.Value.ShouldBe(0.5, 3 * effect.Lead.StandardError);
    }

    [Fact]
    public void A_cluster_that_begins_twice_and_clusters_that_all_begin_at_once_are_refused()
    {
        var rows = WedgeExample.Rows(again: true).ToList();
        rows[1] = rows[1].Replace(",spring,", ",summer,", StringComparison.Ordinal);
        Refused(rows).ShouldHaveSingleItem().Expected.ShouldBe("expected everyone of a cluster to begin at one wave; 'place 0' begins at summer and spring");

        Refused([.. WedgeExample.Rows(again: true).Select(row => row.Replace(",summer,", ",spring,", StringComparison.Ordinal).Replace(",autumn,", ",spring,", StringComparison.Ordinal))])
            .ShouldHaveSingleItem().Expected.ShouldContain("all begin at the same");
    }

    [Fact]
    public void A_stepped_wedge_without_the_column_of_its_steps_is_refused_with_what_to_write() =>
        PlanExample.Read(WedgeExample.Json(plan => plan["data"]!.AsObject().Remove("begins"))).Problems.ShouldHaveSingleItem().ToString()
            .ShouldBe("study.json, data.begins: expected the column with the wave at which a cluster began, for a stepped wedge");

    public void Dispose() => _scratch.Dispose();

    private StudyData Read(IEnumerable<string> rows) => Import(rows) switch
    {
        StudyImport.Outcome.Read read => read.Data,
        StudyImport.Outcome.Refused refused => throw new ShouldAssertException(string.Join('\n', refused.Problems)),
        _ => throw new InvalidOperationException(),
    };

    private IReadOnlyList<DataProblem> Refused(IEnumerable<string> rows) => Import(rows).ShouldBeOfType<StudyImport.Outcome.Refused>().Problems;

    private StudyImport.Outcome Import(IEnumerable<string> rows)
    {
        _scratch.WithData(rows);
        return StudyImport.Handle(WedgeExample.Plan(), _scratch.In("data.csv"), TestContext.Current.CancellationToken);
    }
}
