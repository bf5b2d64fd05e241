using System.Text.Json.Nodes;
using Attune.App.People;
using Attune.App.Studies.Allocations;
using Attune.App.Studies.Conduct;
using Attune.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.Tests.Studies.Conduct;

/// <summary>A trial in which chance gives whole groups their arms.</summary>
public sealed class ClusterTrialTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Everyone_of_a_group_is_in_its_arm_and_the_log_of_the_groups_can_be_verified(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await StudyRoom.Running(install, "cluster");
        var people = new List<(PersonHere Person, int Group)>();
        for (var i = 0; i < 18; i++)
        {
            var person = await room.Join();
            (await room.Answer(person, "before", [])).ShouldBeOfType<AnswerWave.Outcome.Incomplete>().Problems.Single().Field.ShouldBe(WavePage.ClusterField);
            people.Add((person, i % 6));
            (await room.Answer(person, "before", new() { [WavePage.ClusterField] = $"{i % 6}" })).ShouldBeOfType<AnswerWave.Outcome.GoOn>();
        }

        var begins = new Dictionary<int, List<bool>>();
        foreach (var (person, group) in people)
        {
            if (!begins.TryGetValue(group, out var known))
                begins[group] = known = [];
            known.Add((await room.Member(person)).MayPractise(room.Today));
        }

        begins.Values.ShouldAllBe(group => group.Distinct().Count() == 1);
        begins.Values.Count(group => group[0]).ShouldBeInRange(2, 4); // blocks of two and four
        await using var db = room.Db();
        (await db.AllocationLines.CountAsync(Ct)).ShouldBe(7);

        room.Wait(StudyRoom.AfterOpens);
        foreach (var (i, (person, _)) in people.Index())
            await room.Answer(person, 2 + i % 4);
        room.Wait(30);
        await room.Open();
        await room.Unmask();
        var made = (await room.Report()).ShouldBeOfType<ReportStudy.Outcome.Made>();
        made.Data.People.GroupBy(person => person.Cluster).Select(group => (group.Count(), group.Select(person => person.Arm).Distinct().Count())).ShouldBe(Enumerable.Repeat((3, 1), 6));
        var files = (await AllocationFiles.Handle(room.Programme, db, install.Installation.Master, install.Clock, Ct)).ShouldNotBeNull();
        var view = await room.Read();
        VerifyAllocation.Handle(new VerifyAllocation.Request(files.Plan, files.Log, files.Seed!, view.Study!.Commitment, view.LogHead))
            .ShouldBeOfType<VerifyAllocation.Outcome.Follows>().Summary.Arms.Sum(arm => arm.Given).ShouldBe(6);
    }

    [Theory]
    [InlineData("few", "expected the names of 4 groups or more")]
    [InlineData("twice", "expected each group once")]
    [InlineData("people", "expected blocks of clusters")]
    [InlineData("column", "expected \"cluster\"")]
    [InlineData("other design", "chance gives arms to single people")]
    public async Task Groups_that_cannot_be_given_arms_are_said_before_the_lock(string wrong, string said)
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Draft(install, wrong == "other design" ? "wait-list" : "cluster", plan =>
        {
            switch (wrong)
            {
                case "few":
                    plan["conduct"]!["clusters"] = new JsonArray("Class 7a", "Class 7b", "Class 8a");
                    break;
                case "twice":
                    plan["conduct"]!["clusters"] = new JsonArray("Class 7a", "class 7A", "Class 8a", "Class 8b");
                    break;
                case "people":
                    plan["allocation"]!["unit"] = "person";
                    break;
                case "column":
                    plan["data"]!["cluster"] = "class";
                    break;
                default:
                    plan["conduct"]!["clusters"] = new JsonArray("Class 7a", "Class 7b", "Class 8a", "Class 8b");
                    break;
            }
        });

        (await room.Lock()).ShouldBeOfType<LockStudy.Outcome.Wrong>().Problems.ShouldContain(problem => problem.Expected.Contains(said));
    }
}
