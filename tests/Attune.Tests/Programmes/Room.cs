using System.Globalization;
using Attune.App.Documents;
using Attune.App.Instruments;
using Attune.App.Organisations;
using Attune.App.People;
using Attune.App.Programmes;
using Attune.App.Sessions;
using Attune.App.Sessions.Screens;
using Attune.App.Staff;
using Attune.App.Storage;
using Attune.Tests.Storage;

namespace Attune.Tests.Programmes;

/// <summary>A running programme with an organisation of its own, and people who do what a test tells them to. Every
/// request has a database context of its own, as on the server.</summary>
internal sealed class Room
{
    private const int TypicalPlace = 2;

    private Room(TestInstall install, Guid organisation, Guid programme, string code) =>
        (Install, Organisation, Programme, Code) = (install, organisation, programme, code);

    public TestInstall Install { get; }
    public Guid Organisation { get; }
    public Guid Programme { get; }
    public string Code { get; }
    public DocumentShelf Shelf { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Room> Open(TestInstall install, string title = "Listening at the harbour", int patienceMinutes = 10)
    {
        var organisation = await MakeOrganisation(install);
        var programme = await Create(install, organisation, Wanted(install) with { Title = title, PatienceMinutes = patienceMinutes });
        await using var db = install.Db(organisation);
        await ChangeState.Handle(new ChangeState.Request(programme, ChangeState.Step.Open), db, install.Clock, Ct);
        var code = (await db.Programmes.FindAsync([programme], Ct))!.JoinCode;
        return new Room(install, organisation, programme, code);
    }

    public static async Task<Guid> MakeOrganisation(TestInstall install, string name = "Harbour Hospice")
    {
        await using var db = install.Db();
        var steward = new StaffUser { Id = NewId(), UserName = NewId().ToString("N") };
        db.Users.Add(steward);
        await db.SaveChangesAsync(Ct);
        var made = await CreateOrganisation.Handle(new CreateOrganisation.Request(name, steward.Id), db, install.Clock, Ct);
        return made.ShouldBeOfType<CreateOrganisation.Outcome.Created>().Organisation.Id;
    }

    /// <summary>A programme as a steward would usually want it.</summary>
    public static CreateProgramme.Request Wanted(TestInstall install, string? practiceId = null)
    {
        var practice = install.Installation.Library.Practices.First(practice => practiceId is null || practice.Id == practiceId);
        var today = JoinProgramme.Today(install.Clock);
        return new CreateProgramme.Request(
            "Listening at the harbour",
            practice.Id,
            practice.Waves.ToDictionary(wave => wave.Name, wave => wave.Instruments),
            "You take part of your own free will.",
            today,
            today.AddDays(7),
            PatienceMinutes: 10);
    }

    public static async Task<Guid> Create(TestInstall install, Guid organisation, CreateProgramme.Request request)
    {
        await using var db = install.Db(organisation);
        var made = await CreateProgramme.Handle(request, db, new DocumentShelf(), install.Installation.Library, install.Clock, Ct);
        return made.ShouldBeOfType<CreateProgramme.Outcome.Created>().Programme;
    }

    public static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public AttuneDb Db() => Install.Db(Organisation);

    public async Task<Guid> Consent()
    {
        await using var db = Db();
        return db.ConsentVersions.Single(version => version.ProgrammeId == Programme).Id;
    }

    public async Task<JoinProgramme.Outcome> TryJoin(Guid? key = null, Guid? consent = null, bool agreed = true, string? code = null)
    {
        var request = new JoinProgramme.Request(code ?? Code, consent ?? await Consent(), key ?? NewId(), agreed);
        await using var db = Install.Db();
        return await JoinProgramme.Handle(request, db, Install.Keys(db), Install.Installation.Master, Install.Clock, Ct);
    }

    public async Task<Person> Join(Guid? key = null)
    {
        Install.Clock.Advance(TimeSpan.FromSeconds(1));
        var joined = (await TryJoin(key)).ShouldBeOfType<JoinProgramme.Outcome.Joined>();
        return new Person(
            new PersonHere(Organisation, Programme, joined.Participant.Id), joined.Participant.Number, joined.Token, joined.Phrase);
    }

    public async Task<OpenStep.Outcome> Visit(Person person, string? step = null)
    {
        await using var db = Db();
        return await OpenStep.Handle(new OpenStep.Request(person.Here, step), db, Shelf, Install.Keys(db), Install.Clock, Ct);
    }

    /// <summary>The page of the step the person is at.</summary>
    public async Task<StepPage> PageOf(Person person)
    {
        var at = (await Visit(person)).ShouldBeOfType<OpenStep.Outcome.GoTo>();
        return (await Visit(person, at.Key)).ShouldBeOfType<OpenStep.Outcome.Shown>().Page;
    }

    public async Task<SaveAnswer.Outcome> Save(Person person, string step, string field, string? value, Guid? key = null)
    {
        Install.Clock.Advance(TimeSpan.FromSeconds(1));
        return await SaveNow(person, step, field, value, key);
    }

    /// <summary>As <see cref="Save"/>, at the very moment it is; for several at once.</summary>
    public async Task<SaveAnswer.Outcome> SaveNow(Person person, string step, string field, string? value, Guid? key = null)
    {
        await using var db = Db();
        var request = new SaveAnswer.Request(person.Here, step, key ?? NewId(), field, value);
        return await SaveAnswer.Handle(request, db, Shelf, Install.Keys(db), Install.Clock, Ct);
    }

    public async Task<CompleteStep.Outcome> Complete(
        Person person, string step, IReadOnlyDictionary<string, string> sent, bool leaveOpen = false, bool goOnWithout = false)
    {
        await using var db = Db();
        var request = new CompleteStep.Request(person.Here, step, NewId(), sent, leaveOpen, goOnWithout);
        return await CompleteStep.Handle(request, db, Shelf, Install.Keys(db), Install.Clock, Ct);
    }

    public async Task<PassStory.Outcome> Pass(Person person, string step)
    {
        Install.Clock.Advance(TimeSpan.FromSeconds(1));
        await using var db = Db();
        return await PassStory.Handle(new PassStory.Request(person.Here, step), db, Shelf, Install.Keys(db), Install.Clock, Ct);
    }

    public async Task<WatchProgramme.View> Watch()
    {
        await using var db = Db();
        return (await WatchProgramme.Handle(Programme, db, Shelf, Install.Clock, Ct)).ShouldNotBeNull();
    }

    public async Task Close()
    {
        await using var db = Db();
        (await ChangeState.Handle(new ChangeState.Request(Programme, ChangeState.Step.Close), db, Install.Clock, Ct))
            .ShouldBe(new ChangeState.Outcome.Done(ProgrammeState.Closed));
    }

    /// <summary>Finishes the step the person is at, with an answer to everything and these in particular.</summary>
    public async Task GoOn(Person person, params (string Field, string Value)[] particular)
    {
        Install.Clock.Advance(TimeSpan.FromSeconds(1));
        var page = await PageOf(person);
        page.Screen.Waits.ShouldBeNull($"person {person.Number} waits at {page.Step.Key}");
        (await Complete(person, page.Step.Key, Answers(page, particular))).ShouldBeOfType<CompleteStep.Outcome.GoOn>();
    }

    /// <summary>Goes on until the person is at this step of the practice.</summary>
    public async Task GoTo(Person person, string step, params (string Field, string Value)[] particular)
    {
        while ((await PageOf(person)).Step.Step.Id != step)
            await GoOn(person, particular);
    }

    /// <summary>Goes on as far as the person can without anybody else; to the very end if nothing is missing.</summary>
    public async Task GoOnWhilePossible(Person person, params (string Field, string Value)[] particular)
    {
        while (await Visit(person) is OpenStep.Outcome.GoTo { Key: var key }
            && await Visit(person, key) is OpenStep.Outcome.Shown { Page.Screen.Waits: null })
        {
            await GoOn(person, particular);
        }
    }

    /// <summary>Everything for everyone, as long as somebody can go on.</summary>
    public async Task Exchange(IReadOnlyList<Person> people, params (string Field, string Value)[] particular)
    {
        var before = -1;
        for (var done = 0; done != before;)
        {
            before = done;
            foreach (var person in people)
                await GoOnWhilePossible(person, particular);
            await using var db = Db();
            done = db.StepVisits.Count(visit => visit.DoneAt != null);
        }
    }

    /// <summary>An answer to every field of a page; those given win where the page asks for them.</summary>
    public static Dictionary<string, string> Answers(StepPage page, params (string Field, string Value)[] particular)
    {
        var answers = page.Screen.Fields.ToDictionary(field => field.Name, field => field switch
        {
            NumberField { Name: "harm" } => "0",
            NumberField number => Typical(number.Options).ToString(CultureInfo.InvariantCulture),
            _ => $"Words for {field.Name}.",
        });
        foreach (var (field, value) in particular)
        {
            if (answers.ContainsKey(field))
                answers[field] = value;
        }

        return answers;
    }

    private static int Typical(IReadOnlyList<ItemOption> options) => options[Math.Min(TypicalPlace, options.Count - 1)].Value;
}

/// <summary>Someone who has joined.</summary>
internal sealed record Person(PersonHere Here, int Number, string Token, string Phrase);
