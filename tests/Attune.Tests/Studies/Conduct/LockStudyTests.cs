using System.Text.Json.Nodes;
using Attune.App.Programmes;
using Attune.App.Studies.Conduct;
using Attune.App.Studies.Plans;
using Attune.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.Tests.Studies.Conduct;

/// <summary>Drafting, locking and amending a study in its programme.</summary>
public sealed class LockStudyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_the_pages_write_is_a_plan_that_locks_with_hash_time_and_signature(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await StudyRoom.Draft(install);
        (await room.Read()).Draft!.Problems.ShouldBeEmpty();

        var version = (await room.Lock()).ShouldBeOfType<LockStudy.Outcome.Locked>().Version;

        var view = await room.Read();
        view.Plan!.Lock.Holds.ShouldBeTrue();
        view.Plan.First.Hash.ShouldBe(version.Hash);
        view.Study!.Commitment!.Length.ShouldBe(64);
        await using var db = room.Db();
        (await db.AllocationLines.SingleAsync(Ct)).Line.ShouldContain(view.Study.Commitment);
        (await db.ConsentVersions.OrderBy(v => v.Number).LastAsync(Ct)).Text.ShouldContain("Chance decides who begins now.");
        Preregistration.Write(view.Plan, view.Study.Commitment).ShouldContain(version.Hash);
    }

    [Fact]
    public async Task The_database_holds_no_seed_that_can_be_read_without_the_master_key()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install);
        await room.People(2);
        room.Wait(40);
        await room.Open();
        await room.Unmask();
        await using var db = room.Db();
        var seed = (await AllocationFiles.Handle(room.Programme, db, install.Installation.Master, install.Clock, Ct))!.Seed!.Trim();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Ct);
        var file = await File.ReadAllBytesAsync(Path.Combine(install.Installation.DataFolder, "attune.db"), Ct);

        file.AsSpan().IndexOf(Convert.FromHexString(seed)).ShouldBe(-1);
        file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(seed)).ShouldBe(-1);
    }

    [Fact]
    public async Task A_plan_cannot_be_locked_once_its_programme_is_open_nor_twice_nor_without_a_name()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Draft(install);
        (await room.Lock(" ")).ShouldBeOfType<LockStudy.Outcome.NoName>();
        await using (var db = room.Db())
            await ChangeState.Handle(new ChangeState.Request(room.Programme, ChangeState.Step.Open), db, install.Clock, Ct);
        (await room.Lock()).ShouldBeOfType<LockStudy.Outcome.ProgrammeHasBegun>();

        await using var second = await TestInstall.Create(Databases.Sqlite);
        var other = await StudyRoom.Draft(second);
        await other.Lock();
        (await other.Lock()).ShouldBeOfType<LockStudy.Outcome.LockedAlready>();
        (await other.Keep("{}")).ShouldBeOfType<KeepDraft.Outcome.Locked>();
    }

    [Theory]
    [InlineData("outcomes", "expected at least one primary outcome with \"role\": \"harm\"")]
    [InlineData("opens", "until then someone who joins on the last day may still answer")]
    [InlineData("columns", "wave.instrument.item of an instrument that is here")]
    [InlineData("windows", "everyone has to know when they are asked")]
    [InlineData("arms", "chance gives them")]
    [InlineData("looks", "opening them ends the study")]
    [InlineData("release", "The export of the programme gives the rows of those who do")]
    public async Task A_plan_that_the_programme_cannot_carry_out_says_what_to_do(string part, string said)
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Draft(install, change: plan =>
        {
            switch (part)
            {
                case "outcomes":
                    plan["outcomes"]![1]!["primary"] = false;
                    break;
                case "opens":
                    plan["conduct"]!["opens"] = "2026-05-06";
                    plan["conduct"]!["unmasks"] = "2026-05-06";
                    break;
                case "columns":
                    plan["measures"]![0]!["columns"]!["after"]![0] = "after.concern-distress-state.jolly";
                    break;
                case "release":
                    plan["release"] = "rows";
                    break;
                case "looks":
                    plan["stopping"]!["looks"] = 3;
                    break;
                case "windows":
                    plan["waves"]![1]!.AsObject().Remove("closesDay");
                    break;
                default:
                    plan.Remove("allocation");
                    break;
            }
        });

        var wrong = (await room.Lock()).ShouldBeOfType<LockStudy.Outcome.Wrong>();

        wrong.Problems.ShouldContain(problem => problem.Expected.Contains(said), string.Join('\n', wrong.Problems));
    }

    [Fact]
    public async Task A_study_that_is_run_from_files_can_be_locked_here_and_takes_nobody_in()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install, change: plan => plan.Remove("conduct"));
        var person = await room.Join();

        (await room.Place(person)).ShouldBeOfType<FindPlace.Outcome.NotInAStudy>();
        (await room.Open()).ShouldBe(new OpenOutcomes.Outcome.TooEarly(null));
    }

    [Fact]
    public async Task An_amendment_is_dated_and_both_versions_are_kept()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install);
        await room.People(2);
        var plan = Changed(room, plan => plan["outcomes"]![0]!["worthHaving"] = 0.75);

        (await room.Amend(plan, "")).ShouldBeOfType<AmendStudy.Outcome.NeedsNameAndReason>();
        (await room.Amend(plan)).ShouldBeOfType<AmendStudy.Outcome.Amended>();

        var view = await room.Read();
        view.Plan!.Lock.Versions.Count.ShouldBe(2);
        PlanChanges.Between(view.Plan.Lock.First, view.Plan.Lock.Latest).ShouldBe([("outcomes[0].worthHaving", "0.5", "0.75")]);
        (await room.Amend(plan)).ShouldBeOfType<AmendStudy.Outcome.Unchanged>();
        (await room.Answer(await room.Join())).ShouldBeOfType<AnswerWave.Outcome.GoOn>(); // the allocation goes on from the first version
    }

    [Theory]
    [InlineData("earlier")]
    [InlineData("arms")]
    [InlineData("waves")]
    [InlineData("told")]
    [InlineData("allocation")]
    [InlineData("release")]
    public async Task An_amendment_never_opens_earlier_and_never_touches_what_people_were_given(string part)
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install);
        var plan = Changed(room, plan =>
        {
            switch (part)
            {
                case "earlier":
                    plan["conduct"]!["unmasks"] = plan["conduct"]!["opens"]!.GetValue<string>();
                    break;
                case "arms":
                    plan["arms"]![0]!["label"] = "Nobody";
                    break;
                case "waves":
                    plan["waves"]![1]!["label"] = "another time";
                    break;
                case "release":
                    plan["release"] = "rows";
                    break;
                case "told":
                    plan["conduct"]!["told"] = "Something else";
                    break;
                default:
                    plan["allocation"]!["blockSizes"] = new JsonArray(2, 4);
                    break;
            }
        });

        (await room.Amend(plan)).ShouldBeOfType<AmendStudy.Outcome.Wrong>().Problems.ShouldNotBeEmpty();
        (await room.Read()).Plan!.Lock.Versions.Count.ShouldBe(1);
    }

    private static string Changed(StudyRoom room, Action<JsonObject> change)
    {
        using var db = room.Db();
        var plan = JsonNode.Parse(db.StudyVersions.Single().Canonical)!.AsObject();
        change(plan);
        return plan.ToJsonString();
    }
}
