using System.Text.Json.Nodes;
using Attune.App.People;
using Attune.App.Sessions;
using Attune.App.Studies.Allocations;
using Attune.App.Studies.Conduct;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.App.Studies.Sentences;
using Attune.App.Studies.StudyReports;
using Attune.Tests.Programmes;
using Attune.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.Tests.Studies.Conduct;

/// <summary>A trial from the first person to the unmasked report.</summary>
public sealed class TrialTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_waiting_list_trial_goes_from_the_first_person_to_a_report_that_can_be_verified(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await StudyRoom.Running(install);
        var people = await room.People(16);
        room.Wait(StudyRoom.AfterOpens);
        foreach (var (i, person) in people.Index().Skip(2)) // two never answer again
            (await room.Answer(person, 2 + i % 3)).ShouldBeOfType<AnswerWave.Outcome.GoOn>();
        var before = await room.Read();
        before.Counts.ShouldSatisfyAllConditions(counts => counts.Joined.ShouldBe(16), counts => counts.Entered.ShouldBe(16), counts => counts.Answered["after"].ShouldBe(14));
        before.LogHead.ShouldBeNull();

        room.Wait(30);
        (await room.Open()).ShouldBeOfType<OpenOutcomes.Outcome.Opened>();
        var made = (await room.Report()).ShouldBeOfType<ReportStudy.Outcome.Made>();
        made.Masked.ShouldBeTrue();
        made.Results.Plan.Arms.Select(arm => arm.Label).ShouldBe(["A", "B"]);
        made.Results.Flow.Sum(arm => arm.Randomised).ShouldBe(16);
        made.Results.Locked.ShouldBe(PlanLockState.Locked);

        (await room.Unmask()).ShouldBeOfType<UnmaskArms.Outcome.Unmasked>();
        var known = (await room.Report()).ShouldBeOfType<ReportStudy.Outcome.Made>();
        known.Masked.ShouldBeFalse();
        known.Results.Plan.Arms.Select(arm => arm.Id).ShouldBe(["comparison", "practice"]);
        foreach (var arm in known.Results.Flow)
            arm.Answered["before"].ShouldBe(arm.Randomised);
        known.Results.Flow.Sum(arm => arm.Answered["after"]).ShouldBe(14);

        await using var db = room.Db();
        var files = (await AllocationFiles.Handle(room.Programme, db, install.Installation.Master, install.Clock, Ct)).ShouldNotBeNull();
        var view = await room.Read();
        VerifyAllocation.Handle(new VerifyAllocation.Request(files.Plan, files.Log, files.Seed!, view.Study!.Commitment, view.LogHead))
            .ShouldBeOfType<VerifyAllocation.Outcome.Follows>().Summary.Arms.Sum(arm => arm.Given).ShouldBe(16);
    }

    [Fact]
    public async Task A_plan_that_was_locked_with_rows_hands_out_the_row_of_nobody()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install);
        await room.People(12); // none was asked for their row
        await using (var db = room.Db())
        {
            // As an earlier program took it: signed, and with rows.
            var (study, first) = (db.Studies.Single(), db.StudyVersions.Single().Version);
            var plan = JsonNode.Parse(first.Canonical)!;
            plan["release"] = "rows";
            var read = StudyPlanReader.Read(plan.ToJsonString(), "study.json").Plan!;
            db.StudyVersions.Add(StudyVersion.Of(study, 2, PlanVersion.Of(install.Clock.GetUtcNow(), "Amal Haddad", "x", read, first.Entry), install.Installation.Master));
            await db.SaveChangesAsync(Ct);
        }

        room.Wait(40);
        await room.Open();
        await room.Unmask();
        var made = (await room.Report()).ShouldBeOfType<ReportStudy.Outcome.Made>();
        var folder = Directory.CreateTempSubdirectory("attune-test-").FullName;
        var names = Reproduction.Write(made.Results, made.Data, folder);
        Directory.Delete(folder, recursive: true);

        names.ShouldContain("expected.csv");
        names.ShouldNotContain("people.csv");
    }

    [Fact]
    public async Task Whoever_begins_later_is_kept_from_the_practice_until_they_were_asked_for_the_last_time()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install);
        var people = await room.People(8);
        var (now, later) = await Arms(room, people);

        (await room.Place(now)).ShouldBeOfType<FindPlace.Outcome.GoesOn>().Notice.Group.ShouldBe("Beginning now");
        var waits = (await room.Place(later)).ShouldBeOfType<FindPlace.Outcome.Waits>().Notice;
        waits.Group.ShouldBe("Beginning later");
        waits.Begins.ShouldBe(room.Today.AddDays(StudyRoom.AfterCloses + 1));
        waits.AskedFrom.ShouldBe(room.Today.AddDays(StudyRoom.AfterOpens));
        (await Visit(room, now, null)).ShouldBeOfType<OpenStep.Outcome.GoTo>();
        (await Visit(room, later, null)).ShouldBeOfType<OpenStep.Outcome.NotYet>();
        (await Visit(room, later, "arrive")).ShouldBeOfType<OpenStep.Outcome.NotYet>();
        (await Complete(room, later, "arrive")).ShouldBeOfType<CompleteStep.Outcome.NoSuchStep>();

        room.Wait(StudyRoom.AfterOpens);
        await room.Answer(later);
        (await room.Place(later)).ShouldBeOfType<FindPlace.Outcome.GoesOn>();
        (await Visit(room, later, null)).ShouldBeOfType<OpenStep.Outcome.GoTo>();
    }

    [Fact]
    public async Task Whoever_never_answers_again_still_begins_when_the_time_is_over()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install);
        var (_, later) = await Arms(room, await room.People(8));

        room.Wait(StudyRoom.AfterCloses);
        (await room.Place(later)).ShouldBeOfType<FindPlace.Outcome.Asked>();
        room.Wait(1);
        (await room.Place(later)).ShouldBeOfType<FindPlace.Outcome.GoesOn>();
    }

    [Fact]
    public async Task Nobody_enters_the_practice_or_gets_a_group_before_the_first_questions()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install);
        var person = await room.Join();

        (await room.Place(person)).ShouldBeOfType<FindPlace.Outcome.Asked>().Page.Wave.Id.ShouldBe("before");
        (await Visit(room, person, null)).ShouldBeOfType<OpenStep.Outcome.NotYet>();
        (await room.Member(person)).Label.ShouldBeNull();
        (await room.Answer(person, "after", [])).ShouldBeOfType<AnswerWave.Outcome.NotAsked>();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Many_who_answer_at_the_same_moment_get_one_group_each_and_the_log_follows(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await StudyRoom.Running(install);
        var people = new List<PersonHere>();
        for (var i = 0; i < 6; i++)
            people.Add(await room.Join());

        var outcomes = await Task.WhenAll(people.Concat(people).Select(person => Task.Run(() => room.Answer(person, "before", []), Ct)));

        outcomes.ShouldAllBe(outcome => outcome is AnswerWave.Outcome.GoOn);
        await using var db = room.Db();
        var labels = await db.StudyMembers.Select(member => member.Label).ToListAsync(Ct);
        labels.Count(label => label is "A" or "B").ShouldBe(6);
        (await db.AllocationLines.CountAsync(Ct)).ShouldBe(7);
    }

    [Theory]
    [InlineData("before-after")]
    [InlineData("follow-up")]
    [InlineData("parallel")]
    [InlineData("cluster")]
    public async Task Every_design_the_pages_offer_is_carried_out(string design)
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install, design);
        var people = await room.People(12);
        room.Wait(StudyRoom.AfterOpens);
        foreach (var (i, person) in people.Index())
            await room.Answer(person, 2 + i % 4);
        room.Wait(50);

        (await room.Open()).ShouldBeOfType<OpenOutcomes.Outcome.Opened>();
        var made = (await room.Report()).ShouldBeOfType<ReportStudy.Outcome.Made>();
        made.Masked.ShouldBe(design is "parallel" or "cluster");
        made.Results.Flow.Sum(arm => arm.Answered["after"]).ShouldBe(12);
        made.Results.Outcomes.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_study_that_is_stopped_asks_nobody_any_more_and_may_be_opened_at_once()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install);
        var people = await room.People(4);
        var late = await room.Join();
        await using (var db = room.Db())
            (await EndStudy.Handle(new EndStudy.Request(room.Programme, "Two people asked for help."), db, install.Clock, Ct)).ShouldBeOfType<EndStudy.Outcome.Stopped>();

        room.Wait(StudyRoom.AfterOpens);
        (await room.Place(people[0])).ShouldBeOfType<FindPlace.Outcome.Ended>();
        (await room.Answer(late, "before", [])).ShouldBeOfType<AnswerWave.Outcome.NotAsked>();
        (await room.Open()).ShouldBeOfType<OpenOutcomes.Outcome.Opened>();
    }

    [Fact]
    public async Task The_report_of_a_study_that_was_stopped_says_when_and_why_and_that_it_was_early()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install);
        var people = await room.People(12);
        room.Wait(StudyRoom.AfterOpens);
        foreach (var (i, person) in people.Index())
            await room.Answer(person, 2 + i % 4);
        await using (var db = room.Db())
            await EndStudy.Handle(new EndStudy.Request(room.Programme, "Two people asked for help."), db, install.Clock, Ct);
        await room.Open();

        var results = (await room.Report()).ShouldBeOfType<ReportStudy.Outcome.Made>().Results;

        results.Verdict.Caveats.ShouldContain(Caveat.StoppedEarly);
        var report = StudyMarkdown.Write(results);
        report.ShouldContain("The study was stopped before the day its plan names.");
        report.ShouldContain($"The study was stopped on {install.Clock.GetUtcNow():yyyy-MM-dd HH:mm} UTC; the plan names {results.Plan.Conduct!.Opens:yyyy-MM-dd}. The reason given: Two people asked for help.");
        JsonNode.Parse(StudyJson.Write(results))!["stopped"]!["why"]!.GetValue<string>().ShouldBe("Two people asked for help.");
    }

    [Fact]
    public async Task Before_it_is_known_which_arm_is_which_nothing_of_it_leaves_as_a_file_and_the_room_shows_nobodys_place()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install);
        var people = await room.People(12);
        room.Wait(StudyRoom.AfterOpens);
        foreach (var (i, person) in people.Index())
            await room.Answer(person, 2 + i % 4);
        var joining = await room.Join();

        var rows = (await Watch(room)).People;
        rows.Where(row => row.Participant != joining.ParticipantId).ShouldAllBe(row => row.Compared && row.Step == null && row.Place == 0 && !row.Finished);
        rows.Single(row => row.Participant == joining.ParticipantId).Compared.ShouldBeFalse(); // has no group yet

        room.Wait(30);
        await room.Open();
        (await Files(room)).ShouldBeNull();
        (await Report(room)).ShouldBeOfType<ReportStudy.Outcome.NoFileYet>().Unmasks.ShouldBe((await room.Read()).Plan!.Latest.Conduct!.Unmasks);

        await room.Unmask();
        (await Files(room)).ShouldNotBeNull().Seed.Trim().Length.ShouldBe(64);
        (await Report(room)).ShouldBeOfType<ReportStudy.Outcome.Made>();
        (await Watch(room)).People.ShouldAllBe(row => !row.Compared);
    }

    [Fact]
    public async Task An_open_answer_is_asked_about_once_and_kept_as_a_draft()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install);
        var person = await room.Join();

        (await room.Answer(person, "before", new() { ["concern-distress-state.moved"] = "5" }, leaveOpen: false))
            .ShouldBeOfType<AnswerWave.Outcome.Incomplete>().Open.Count.ShouldBe(11);
        (await room.Place(person)).ShouldBeOfType<FindPlace.Outcome.Asked>().Page.Answers.Keys.ShouldBe(["concern-distress-state.moved"]);
        (await room.Answer(person, "before", [])).ShouldBeOfType<AnswerWave.Outcome.GoOn>();
    }

    private static async Task<WatchProgramme.View> Watch(StudyRoom room)
    {
        await using var db = room.Db();
        return (await WatchProgramme.Handle(room.Programme, db, room.Shelf, room.Install.Clock, Ct)).ShouldNotBeNull();
    }

    private static async Task<AllocationFiles.View?> Files(StudyRoom room)
    {
        await using var db = room.Db();
        return await AllocationFiles.Handle(room.Programme, db, room.Install.Installation.Master, room.Install.Clock, Ct);
    }

    private static async Task<ReportStudy.Outcome> Report(StudyRoom room)
    {
        await using var db = room.Db();
        return await ReportStudy.Handle(room.Programme, db, room.Shelf, room.Install.Installation.Master, room.Install.Clock, asFile: true, Ct);
    }

    private static async Task<(PersonHere Now, PersonHere Later)> Arms(StudyRoom room, IReadOnlyList<PersonHere> people)
    {
        PersonHere? now = null, later = null;
        foreach (var person in people)
        {
            if ((await room.Member(person)).MayPractise(room.Today))
                now ??= person;
            else
                later ??= person;
        }

        return (now.ShouldNotBeNull(), later.ShouldNotBeNull());
    }

    private static async Task<OpenStep.Outcome> Visit(StudyRoom room, PersonHere person, string? step)
    {
        await using var db = room.Db();
        return await OpenStep.Handle(new OpenStep.Request(person, step), db, room.Shelf, room.Install.Keys(db), room.Install.Clock, Ct);
    }

    private static async Task<CompleteStep.Outcome> Complete(StudyRoom room, PersonHere person, string step)
    {
        await using var db = room.Db();
        return await CompleteStep.Handle(
            new CompleteStep.Request(person, step, Room.NewId(), new Dictionary<string, string>(), LeaveOpen: true, GoOnWithout: false), db, room.Shelf, room.Install.Keys(db), room.Install.Clock, Ct);
    }
}
