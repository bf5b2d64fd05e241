using System.Globalization;
using System.Text.Json.Nodes;
using Attune.App.Documents;
using Attune.App.People;
using Attune.App.Programmes;
using Attune.App.Sessions.Screens;
using Attune.App.Storage;
using Attune.App.Studies.Conduct;
using Attune.App.Studies.Drafting;
using Attune.Tests.Programmes;
using Attune.Tests.Storage;

namespace Attune.Tests.Studies.Conduct;

/// <summary>A programme with a study, and people who are in it. Every request has a database context of its own.</summary>
internal sealed class StudyRoom
{
    /// <summary>Afterwards people are asked from this day to that, counted from the day they agreed.</summary>
    public const int AfterOpens = 7, AfterCloses = 14;

    private StudyRoom(TestInstall install, Guid organisation, Guid programme) => (Install, Organisation, Programme) = (install, organisation, programme);

    public TestInstall Install { get; }
    public Guid Organisation { get; }
    public Guid Programme { get; }
    public DocumentShelf Shelf { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public DateOnly Today => JoinProgramme.Today(Install.Clock);

    public static async Task<StudyRoom> Draft(TestInstall install, string design = "wait-list", Action<JsonObject>? change = null, string? practice = null, Guid? owner = null)
    {
        var organisation = owner ?? await Room.MakeOrganisation(install);
        var programme = await Room.Create(install, organisation, Room.Wanted(install, practice));
        var room = new StudyRoom(install, organisation, programme);
        (await room.Keep(room.Plan(design, change))).ShouldBeOfType<KeepDraft.Outcome.Kept>();
        return room;
    }

    public static async Task<StudyRoom> Running(TestInstall install, string design = "wait-list", Action<JsonObject>? change = null, string? practice = null, Guid? owner = null)
    {
        var room = await Draft(install, design, change, practice, owner);
        await room.Start();
        return room;
    }

    /// <summary>Locks the plan and opens the programme.</summary>
    public async Task Start()
    {
        var locked = await Lock();
        locked.ShouldBeOfType<LockStudy.Outcome.Locked>(string.Join('\n', (locked as LockStudy.Outcome.Wrong)?.Problems ?? []));
        await using var db = Db();
        await ChangeState.Handle(new ChangeState.Request(Programme, ChangeState.Step.Open), db, Install.Clock, Ct);
    }

    public AttuneDb Db() => Install.Db(Organisation);

    /// <summary>The plan as the pages write it.</summary>
    public string Plan(string design, Action<JsonObject>? change = null)
    {
        var lastJoin = Today.AddDays(7);
        var times = new TimesPart(AfterOpens, AfterCloses, design == "follow-up" ? 30 : null, design == "follow-up" ? 40 : null, null, null, "Two who ask for help end the evening.");
        var draft = new QuestionPart("Listening and waiting", "Does listening make people care, and does it upset them?", "Everyone").Write("{}");
        draft = new DesignPart(design, "Beginning now", "Beginning later", "", [], design == "cluster" ? ["Class 7a", "Class 7b", "Class 8a", "Class 8b", "Class 9a", "Class 9b"] : [], AskGuess: false).Write(draft);
        draft = new OutcomesPart(
        [
            new ChosenScale("concern-distress-state", "concern", ScaleUse.Main, 0.5),
            new ChosenScale("concern-distress-state", "distress", ScaleUse.Main, 0.5),
        ], MeasuresPart.None).Write(draft, Install.Installation.Library, Today);
        draft = (times with { Opens = times.Earliest(lastJoin), Unmasks = times.Earliest(lastJoin).AddDays(3) }).Write(draft);
        draft = new PeoplePart(40, 10, "## The study\n\nChance decides who begins now.", "").Write(draft);
        var plan = JsonNode.Parse(draft)!.AsObject();
        change?.Invoke(plan);
        return plan.ToJsonString();
    }

    public async Task<KeepDraft.Outcome> Keep(string draft)
    {
        await using var db = Db();
        return await KeepDraft.Handle(new KeepDraft.Request(Programme, draft), db, Install.Clock, Ct);
    }

    public async Task<LockStudy.Outcome> Lock(string by = "Amal Haddad")
    {
        await using var db = Db();
        return await LockStudy.Handle(new LockStudy.Request(Programme, by), db, Shelf, Install.Installation.Library, Install.Installation.Master, Install.Clock, Ct);
    }

    public async Task<AmendStudy.Outcome> Amend(string plan, string why = "The reason")
    {
        await using var db = Db();
        return await AmendStudy.Handle(new AmendStudy.Request(Programme, plan, "Amal Haddad", why), db, Shelf, Install.Installation.Library, Install.Installation.Master, Install.Clock, Ct);
    }

    public async Task<ReadStudy.View> Read()
    {
        await using var db = Db();
        return (await ReadStudy.Handle(Programme, db, Shelf, Install.Installation.Library, Install.Installation.Master, Install.Clock, Ct)).ShouldNotBeNull();
    }

    public async Task<PersonHere> Join()
    {
        Install.Clock.Advance(TimeSpan.FromSeconds(1));
        await using var before = Db();
        var programme = before.Programmes.Single();
        var consent = before.ConsentVersions.OrderByDescending(version => version.Number).First().Id;
        await using var db = Install.Db();
        var request = new JoinProgramme.Request(programme.JoinCode, consent, Room.NewId(), Agreed: true);
        var joined = (await JoinProgramme.Handle(request, db, Install.Keys(db), Install.Installation.Master, Install.Clock, Ct)).ShouldBeOfType<JoinProgramme.Outcome.Joined>();
        return new PersonHere(Organisation, Programme, joined.Participant.Id);
    }

    public async Task<FindPlace.Outcome> Place(PersonHere person)
    {
        await using var db = Db();
        return await FindPlace.Handle(new FindPlace.Request(person), db, Shelf, Install.Keys(db), Install.Installation.Master, Install.Clock, Ct);
    }

    /// <summary>Answers whatever is asked now, everything with the same level.</summary>
    public async Task<AnswerWave.Outcome> Answer(PersonHere person, int level = 3)
    {
        var page = (await Place(person)).ShouldBeOfType<FindPlace.Outcome.Asked>().Page;
        return await Answer(person, page.Wave.Id, page.Screen.Fields.OfType<NumberField>().ToDictionary(
            field => field.Name, field => field.Options[Math.Min(level, field.Options.Count - 1)].Value.ToString(CultureInfo.InvariantCulture)));
    }

    public async Task<AnswerWave.Outcome> Answer(PersonHere person, string wave, Dictionary<string, string> answers, bool leaveOpen = true)
    {
        await using var db = Db();
        return await AnswerWave.Handle(new AnswerWave.Request(person, wave, answers, leaveOpen), db, Shelf, Install.Keys(db), Install.Installation.Master, Install.Clock, Ct);
    }

    public async Task<OpenOutcomes.Outcome> Open()
    {
        await using var db = Db();
        return await OpenOutcomes.Handle(Programme, db, Install.Installation.Master, Install.Clock, Ct);
    }

    public async Task<UnmaskArms.Outcome> Unmask()
    {
        await using var db = Db();
        return await UnmaskArms.Handle(Programme, db, Install.Installation.Master, Install.Clock, Ct);
    }

    public async Task<ReportStudy.Outcome> Report()
    {
        await using var db = Db();
        return await ReportStudy.Handle(Programme, db, Shelf, Install.Installation.Master, Install.Clock, asFile: false, Ct);
    }

    public async Task<StudyMember> Member(PersonHere person)
    {
        await using var db = Db();
        return db.StudyMembers.Single(member => member.ParticipantId == person.ParticipantId);
    }

    /// <summary>People who join and answer the first questions, each with a level that depends on their place.</summary>
    public async Task<IReadOnlyList<PersonHere>> People(int count)
    {
        var people = new List<PersonHere>();
        for (var i = 0; i < count; i++)
        {
            people.Add(await Join());
            (await Answer(people[^1], 1 + i % 4)).ShouldBeOfType<AnswerWave.Outcome.GoOn>();
        }

        return people;
    }

    public void Wait(int days) => Install.Clock.Advance(TimeSpan.FromDays(days));
}
