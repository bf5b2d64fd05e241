using Attune.App.Exports;
using Attune.App.Measures;
using Attune.App.Programmes;
using Attune.App.Reports;
using Attune.App.Studies.Conduct;
using Attune.Cli.Verbs;
using Attune.Tests.Cli;
using Attune.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.Tests.Studies.Conduct;

/// <summary>Nobody reads an outcome before its time, whatever way they try.</summary>
public sealed class ClosedOutcomesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Before_the_planned_end_no_query_finds_an_answer_of_the_study(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await StudyRoom.Running(install);
        await room.People(6);
        await using var db = room.Db();

        (await db.Responses.CountAsync(Ct)).ShouldBe(0);
        (await db.Responses.Where(r => r.OfStudy != null).ToListAsync(Ct)).ShouldBeEmpty();
        (await db.Responses.FromSqlRaw("SELECT * FROM \"Responses\"").ToListAsync(Ct)).ShouldBeEmpty();
        (await db.StudyMembers.Join(db.Responses, m => m.ParticipantId, r => r.ParticipantId, (m, r) => new { m.Label, r.Answers }).ToListAsync(Ct)).ShouldBeEmpty();
        (await db.Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM \"Responses\"").SingleAsync(Ct)).ShouldBe(6);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Opening_and_reporting_are_refused_before_the_planned_end_and_to_the_day(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await StudyRoom.Running(install);
        await room.People(4);
        var opens = (await room.Read()).Plan!.Latest.Conduct!.Opens;

        room.Wait(opens.DayNumber - room.Today.DayNumber - 1);
        (await room.Open()).ShouldBe(new OpenOutcomes.Outcome.TooEarly(opens));
        (await room.Report()).ShouldBe(new ReportStudy.Outcome.Closed(opens, MayOpen: false));
        (await room.Unmask()).ShouldBeOfType<UnmaskArms.Outcome.NotOpened>();
        (await room.Read()).MayOpen.ShouldBeFalse();

        room.Wait(1);
        (await room.Report()).ShouldBe(new ReportStudy.Outcome.Closed(opens, MayOpen: true));
        (await room.Open()).ShouldBeOfType<OpenOutcomes.Outcome.Opened>();
    }

    [Fact]
    public async Task A_row_marked_as_opened_behind_the_programs_back_opens_nothing()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install, change: plan => (plan["conduct"]!["opens"], plan["conduct"]!["unmasks"]) = ("2199-01-01", "2199-01-01")); // verbs have no other clock than the system's
        await room.People(4);
        await using (var db = room.Db())
            await db.Database.ExecuteSqlRawAsync("UPDATE \"Studies\" SET \"OpenedAt\" = 1, \"UnmaskedAt\" = 1", Ct);

        (await room.Report()).ShouldBeOfType<ReportStudy.Outcome.Closed>();
        await using var context = room.Db();
        (await AllocationFiles.Handle(room.Programme, context, install.Installation.Master, install.Clock, Ct)).ShouldBeNull(); // nor is the seed told

        await ChangeState.Handle(new ChangeState.Request(room.Programme, ChangeState.Step.Close), context, install.Clock, Ct);
        await using (var db = room.Db())
            await db.Database.ExecuteSqlRawAsync("UPDATE \"Studies\" SET \"RunsHere\" = 0", Ct); // nor is it believed that no study is run here
        await NothingIsTold(room);
    }

    // The pages ask these use cases; the verbs are asked as they are typed.
    private static async Task NothingIsTold(StudyRoom room)
    {
        await using var db = room.Db();
        var (shelf, master, clock) = (room.Shelf, room.Install.Installation.Master, room.Install.Clock);
        (await MakeReport.Handle(room.Programme, db, shelf, master, clock, Ct)).ShouldBeOfType<MakeReport.Outcome.StudyIsClosed>();
        (await MeasureProgramme.Handle(room.Programme, db, shelf, master, clock, Ct)).ShouldBeOfType<MeasureProgramme.Outcome.StudyIsClosed>();
        (await OfferExport.Handle(room.Programme, new ExportReader.Operator(), db, shelf, master, clock, Ct)).ShouldBeOfType<OfferExport.Outcome.StudyIsClosed>();
        var data = room.Install.Installation.DataFolder;
        var rows = new ExportProgramme.Request(room.Programme, new ExportReader.Operator(), Path.Combine(data, "rows"), [ExportFormat.Csv]);
        (await ExportProgramme.Handle(rows, db, shelf, master, clock, null, Ct)).ShouldBeOfType<ExportProgramme.Outcome.StudyIsClosed>();
        foreach (var verb in new[] { ProgrammeReportVerb.Create(), ProgrammeMeasuresVerb.Create(), ExportProgrammeVerb.Create() })
        {
            var run = await VerbRun.InvokeAsync(verb, [room.Programme.ToString(), "--data", data, .. verb.Options.Any(option => option.Name == "--out") ? ["--out", Path.Combine(data, "rows")] : Array.Empty<string>()]);
            (run.Exit, run.Output).ShouldBe((1, ""));
            run.Error.ShouldContain("its outcomes are not opened yet");
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_plan_and_the_log_cannot_be_changed_in_the_database(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await StudyRoom.Running(install);
        await room.People(2);

        foreach (var change in new[] { "UPDATE \"StudyVersions\" SET \"Canonical\" = '{{}}'", "DELETE FROM \"StudyVersions\"", "UPDATE \"AllocationLines\" SET \"Line\" = ''", "DELETE FROM \"AllocationLines\"" })
        {
            await using var db = room.Db();
            (await Should.ThrowAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(change, Ct))).Message.ShouldContain("written once");
        }

        await using var context = room.Db();
        context.AllocationLines.Remove(await context.AllocationLines.FirstAsync(Ct));
        await Should.ThrowAsync<InvalidOperationException>(() => context.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task A_plan_that_was_altered_past_the_database_is_noticed_and_nothing_is_shown()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install);
        await using (var db = room.Db())
        {
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER \"StudyVersions_no_update\"", Ct);
            await db.Database.ExecuteSqlRawAsync("UPDATE \"StudyVersions\" SET \"Canonical\" = replace(\"Canonical\", '\"opens\":\"2026', '\"opens\":\"2016')", Ct);
        }

        await Should.ThrowAsync<InvalidDataException>(() => room.Read());
        await Should.ThrowAsync<InvalidDataException>(() => room.Open());
    }

    [Fact]
    public async Task The_report_the_measures_and_the_rows_of_a_closed_programme_wait_for_its_study()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install);
        await room.People(4);
        await using var db = room.Db();
        await ChangeState.Handle(new ChangeState.Request(room.Programme, ChangeState.Step.Close), db, install.Clock, Ct);

        await NothingIsTold(room);
    }

    [Fact]
    public void One_file_alone_opens_the_door()
    {
        var files = Directory.EnumerateFiles(RepositoryFiles.In("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(file), @"\bOpenedStudy\s*=[^=]"))
            .Select(file => Path.GetFileName(file));

        files.ShouldBe(["OutcomeDoor.cs"]);
    }
}
