using System.Text.Json.Nodes;
using Attune.App.Bots;
using Attune.Cli.Verbs;
using Attune.Tests.Storage;
using Attune.Tests.Studies.Conduct;

namespace Attune.Tests.Cli;

public sealed class StudyRehearseVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attune-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_plan_is_carried_out_with_simulated_people_before_it_starts_and_says_so_everywhere()
    {
        var plan = await Plan(plan => { });

        var run = await VerbRun.InvokeAsync(StudyRehearseVerb.Create(), plan, "--people", "16", "--data", Path.Combine(_folder.FullName, "data"), "--out", Path.Combine(_folder.FullName, "report"));

        run.Exit.ShouldBe(0, run.Error);
        run.Output.ShouldStartWith("Nobody was there: 16 simulated people, 16 answered 'before', ");
        run.Output.ShouldContain($"# {RehearseStudy.Label}Listening and waiting");
        File.ReadAllText(Path.Combine(_folder.FullName, "report", "report.html")).ShouldContain(RehearseStudy.Label);
    }

    [Fact]
    public async Task A_plan_that_could_not_be_carried_out_says_what_to_do_before_anybody_joins()
    {
        var late = await Plan(plan => (plan["conduct"]!["opens"], plan["conduct"]!["unmasks"]) = ("2020-01-01", "2020-01-01"));
        var run = await VerbRun.InvokeAsync(StudyRehearseVerb.Create(), late, "--data", Path.Combine(_folder.FullName, "late"));
        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("somebody who joins today could still answer until then");

        var elsewhere = await Plan(plan => plan.Remove("conduct"));
        run = await VerbRun.InvokeAsync(StudyRehearseVerb.Create(), elsewhere, "--data", Path.Combine(_folder.FullName, "elsewhere"));
        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("only a study that is run in a programme can be rehearsed");

        (await VerbRun.InvokeAsync(StudyRehearseVerb.Create(), Path.Combine(_folder.FullName, "nowhere.json"))).Exit.ShouldBe(2);
    }

    // Far enough ahead that it can still begin today.
    private async Task<string> Plan(Action<JsonObject> change)
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Draft(install);
        var text = room.Plan("wait-list", plan =>
        {
            (plan["conduct"]!["opens"], plan["conduct"]!["unmasks"]) = ("2099-01-01", "2099-01-03");
            change(plan);
        });
        var file = Path.Combine(_folder.FullName, "study.json");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        return file;
    }
}
