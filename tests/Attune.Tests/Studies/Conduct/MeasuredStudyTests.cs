using System.Globalization;
using System.Text.Json.Nodes;
using Attune.App.Helping;
using Attune.App.Measures;
using Attune.App.People;
using Attune.App.Sessions;
using Attune.App.Sessions.Screens;
using Attune.App.Studies.Conduct;
using Attune.App.Studies.Drafting;
using Attune.App.Vault;
using Attune.Tests.Programmes;
using Attune.Tests.Storage;

namespace Attune.Tests.Studies.Conduct;

/// <summary>What is measured and not only said, as outcomes of a study that is run in a programme.</summary>
public sealed class MeasuredStudyTests
{
    private const string Practice = "two-sides";
    private const string Gap = "picture_of_them_gap_regard_size", Granted = "minds_granted_complex", Helped = "practice_helped";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Everyone_is_asked_for_pictures_and_minds_those_who_wait_as_well_and_the_report_has_the_measured_differences(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await StudyRoom.Running(install, change: plan => Measure(plan, install, Gap, Granted), practice: Practice);
        var people = new List<PersonHere>();
        for (var i = 0; i < 14; i++)
        {
            people.Add(await room.Join());
            (await room.Answer(people[i], "before", await Answers(room, people[i], i, later: 0))).ShouldBeOfType<AnswerWave.Outcome.GoOn>();
        }

        room.Wait(StudyRoom.AfterOpens);
        for (var i = 0; i < 14; i++)
            (await room.Answer(people[i], "after", await Answers(room, people[i], i, later: 1))).ShouldBeOfType<AnswerWave.Outcome.GoOn>();
        room.Wait(30);
        await room.Open();

        var made = (await room.Report()).ShouldBeOfType<ReportStudy.Outcome.Made>();

        made.Results.Flow.ShouldAllBe(arm => arm.Answered["after"] == arm.Randomised && arm.Randomised > 0);
        made.Results.Outcomes.Select(result => result.Outcome.Id).ShouldContain(Gap);
        foreach (var (wave, later) in new[] { ("before", 0), ("after", 1) })
        {
            // Three items as answered, the fourth turned round, on a scale from 1 to 7.
            double Own(int i) => (3 * OwnLevel(i, later) + 8 - OwnLevel(i, later)) / 4.0;
            double Pictured(int i) => (3 * PictureLevel(i, later) + 8 - PictureLevel(i, later)) / 4.0;
            double Mean(int side) => Enumerable.Range(0, 14).Where(i => Side(i) == side).Average(Own);
            Values(made, Gap, wave).ShouldBe([.. Enumerable.Range(0, 14).Select(i => Math.Abs(Pictured(i) - Mean(3 - Side(i)))).Order()], 1e-9);
            Values(made, Granted, wave).ShouldBe([.. Enumerable.Range(0, 14).Select(i => (double)MindsLevel(i, later)).Order()], 1e-9);
        }
    }

    [Fact]
    public async Task Whoever_waits_is_asked_for_help_after_the_questions_told_what_chance_did_and_counted_or_left_out()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Draft(install, "parallel", plan => Measure(plan, install, Helped), Practice);
        await Approve(room);
        await room.Start();
        var people = await room.People(8);
        await Ask(room, people[0]);
        PersonHere[] without = [.. await Held(room, people)];
        var (helps, leaves) = (without.First(person => person != people[0]), without.Last(person => person != people[0]));
        (await Visit(room, helps, "help")).ShouldBeOfType<OpenStep.Outcome.NotYet>();

        room.Wait(StudyRoom.AfterOpens);
        foreach (var person in people)
            await room.Answer(person);
        (await room.Place(leaves)).ShouldBeOfType<FindPlace.Outcome.GoesOn>();
        (await Visit(room, leaves, null)).ShouldBe(new OpenStep.Outcome.GoTo("help"));
        (await Visit(room, leaves, "arrive")).ShouldBe(new OpenStep.Outcome.GoTo("help")); // the practice stays closed
        (await Visit(room, leaves, "help")).ShouldBeOfType<OpenStep.Outcome.Shown>().Page.Screen.Parts.OfType<ScreenPart.Request>().Single().Words.ShouldBe("How did you get through it?");
        await Complete(room, leaves, "help", []);
        if (await Visit(room, leaves, null) == new OpenStep.Outcome.GoTo("stay"))
            await Complete(room, leaves, "stay", []);
        await Complete(room, leaves, "debrief", new() { ["use"] = "2" });
        await Visit(room, helps, "help");
        await Complete(room, helps, "help", new() { ["lines"] = "By walking." });
        await Complete(room, helps, "debrief", new() { ["use"] = "1" });
        (await Visit(room, helps, null)).ShouldBeOfType<OpenStep.Outcome.NotYet>();
        (await room.Place(helps)).ShouldBeOfType<FindPlace.Outcome.Waits>();

        room.Wait(30);
        await room.Open();
        var made = (await room.Report()).ShouldBeOfType<ReportStudy.Outcome.Made>();
        Values(made, Helped, "after").ShouldBe([1.0]);
        var view = await room.Read();
        Preregistration.Write(view.Plan!, view.Study!.Commitment).ShouldContain("One request, really made.");
    }

    [Fact]
    public async Task Nobody_is_asked_for_help_without_an_approval_in_the_plan_and_by_someone_who_is_signed_in()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Draft(install, "parallel", plan => Measure(plan, install, Helped), Practice);
        (await Refused(room)).ShouldContain(problem => problem.Contains("a steward who is signed in approves it"));
        await Approve(room);

        async Task<IReadOnlyList<string>> With(Action<JsonObject> change)
        {
            await room.Keep(room.Plan("parallel", plan =>
            {
                Measure(plan, install, Helped);
                change(plan);
            }));
            return await Refused(room);
        }

        (await With(plan => plan["conduct"]!.AsObject().Remove("helping"))).ShouldContain(problem => problem.Contains("nobody is asked without it"));
        (await With(plan => plan["conduct"]!["helping"]!["approvedOn"] = "2099-01-01")).ShouldContain(problem => problem.Contains("expected a day that has come"));
        (await With(plan => plan["conduct"]!["helping"]!["text"] = "")).ShouldContain(problem => problem.Contains("expected text"));
        await room.Keep(room.Plan("parallel", plan => Measure(plan, install, Helped)));
        (await Refused(room)).ShouldContain(problem => problem.Contains("a steward who is signed in approves it")); // taken back with the part that was taken out
        await Approve(room);
        (await room.Lock()).ShouldBeOfType<LockStudy.Outcome.Locked>();
    }

    [Theory]
    [InlineData("after.practice.nearer", 0, 6, "something that everyone can be asked")]
    [InlineData("after.picture-of-them.gap-regard-size", 0, 3, "expected \"range\" to hold 0 to 6")]
    [InlineData("after.minds.granted-nothing", 0, 7, "wave.source.outcome that this practice measures")]
    [InlineData("after.concern-distress-state.moved", 0, 5, "expected \"range\" to hold 1 to 7")]
    public async Task A_column_that_nobody_could_fill_or_that_would_not_fit_is_refused_at_the_lock(string column, double lowest, double highest, string said)
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Draft(install, practice: Practice, change: plan => plan["measures"]!.AsArray().Add((JsonNode)new JsonObject
        {
            ["id"] = "another",
            ["label"] = "Another",
            ["range"] = new JsonObject { ["lowest"] = lowest, ["highest"] = highest },
            ["columns"] = new JsonObject { ["after"] = new JsonArray(column) },
        }));

        (await Refused(room)).ShouldContain(problem => problem.Contains(said));
    }

    [Fact]
    public async Task What_listening_moved_is_an_outcome_where_everyone_goes_through_the_practice()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Draft(install, "before-after", plan => Measure(plan, install, "practice_picture_distance"), Practice);

        (await room.Lock()).ShouldBeOfType<LockStudy.Outcome.Locked>();
        (await room.Read()).Plan!.Latest.Measure("practice_picture_distance").Columns["before"].ShouldBe(["before.practice.picture-distance"]);
    }

    // As the page adds them.
    internal static void Measure(JsonObject plan, TestInstall install, params string[] ids)
    {
        var library = install.Installation.Library;
        var offered = MeasuresPart.Offered(library.Practices.Single(practice => practice.Id == Practice), library, plan.ToJsonString());
        var part = new MeasuresPart(
            [.. offered.Where(offer => ids.Contains($"{offer.Source}_{offer.Column.Id}".Replace('-', '_'))).Select(offer => new ChosenMeasure(offer, offer.Column.Id, ScaleUse.AsWell, 0.5))],
            "Amal Haddad", "One request, really made.");
        part.Measures.Count.ShouldBe(ids.Length);
        part.Add(plan, plan["measures"]!.AsArray(), plan["outcomes"]!.AsArray(), JoinProgramme.Today(install.Clock));
        PlanColumns.Bind(plan);
    }

    private static async Task<IReadOnlyList<string>> Refused(StudyRoom room) =>
        [.. (await room.Lock()).ShouldBeOfType<LockStudy.Outcome.Wrong>().Problems.Select(problem => problem.Expected)];

    private static async Task Approve(StudyRoom room)
    {
        await using var db = room.Db();
        (await ApproveHelping.Handle(new ApproveHelping.Request(room.Programme, db.Users.First().Id), db, room.Shelf, room.Install.Installation.Master, room.Install.Clock, Ct))
            .ShouldBeOfType<ApproveHelping.Outcome.Approved>();
    }

    private static int Side(int i) => i % 2 + 1;

    private static int OwnLevel(int i, int later) => 2 + (i + later) % 4;

    private static int PictureLevel(int i, int later) => 1 + (2 * i + later) % 6;

    private static int MindsLevel(int i, int later) => (3 * i + later) % 7;

    private static async Task<Dictionary<string, string>> Answers(StudyRoom room, PersonHere person, int i, int later)
    {
        var page = (await room.Place(person)).ShouldBeOfType<FindPlace.Outcome.Asked>().Page;
        page.Screen.Fields.Select(field => field.Name).ShouldBeUnique();
        page.Screen.Parts.OfType<ScreenPart.Named>().Single().Who.ShouldBe("The people on the other side");
        return page.Screen.Fields.OfType<NumberField>().ToDictionary(field => field.Name, field => (field.Name.Split('.')[0] switch
        {
            "side" => Side(i),
            "picture" => PictureLevel(i, later),
            "picture-of-them" => OwnLevel(i, later),
            "minds" => MindsLevel(i, later),
            _ => 1 + (i + later) % 7,
        }).ToString(CultureInfo.InvariantCulture));
    }

    private static double[] Values(ReportStudy.Outcome.Made made, string measure, string wave) =>
        [.. made.Data.People.Select(person => person.Scores[made.Data.Place(measure, wave)]).OfType<double>().Order()];

    private static async Task Ask(StudyRoom room, PersonHere person)
    {
        await using var db = room.Db();
        var id = Room.NewId();
        db.HelpRequests.Add(new HelpRequest
        {
            Id = id,
            OrganisationId = room.Organisation,
            ProgrammeId = room.Programme,
            ParticipantId = person.ParticipantId,
            Words = (await room.Install.Keys(db).Of(person.ParticipantId, Ct)).Seal("How did you get through it?", SealedWords.HelpWish, id),
            AskedAt = room.Install.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(Ct);
    }

    private static async Task<IReadOnlyList<PersonHere>> Held(StudyRoom room, IReadOnlyList<PersonHere> people)
    {
        var held = new List<PersonHere>();
        foreach (var person in people)
            if ((await room.Member(person)).PractisesFrom is null)
                held.Add(person);
        held.Count.ShouldBeGreaterThanOrEqualTo(3);
        return held;
    }

    private static async Task<OpenStep.Outcome> Visit(StudyRoom room, PersonHere person, string? step)
    {
        await using var db = room.Db();
        return await OpenStep.Handle(new OpenStep.Request(person, step), db, room.Shelf, room.Install.Keys(db), room.Install.Clock, Ct);
    }

    private static async Task Complete(StudyRoom room, PersonHere person, string step, Dictionary<string, string> answers)
    {
        await using var db = room.Db();
        (await CompleteStep.Handle(new CompleteStep.Request(person, step, Room.NewId(), answers, LeaveOpen: true, GoOnWithout: false), db, room.Shelf, room.Install.Keys(db), room.Install.Clock, Ct))
            .ShouldBeOfType<CompleteStep.Outcome.GoOn>(step);
    }
}
