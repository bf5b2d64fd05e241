using Attune.App.Consents;
using Attune.App.Content;
using Attune.App.Documents;
using Attune.App.Instruments;
using Attune.App.Matching;
using Attune.App.Organisations;
using Attune.App.People;
using Attune.App.Programmes;
using Attune.App.Reflections;
using Attune.App.Reports;
using Attune.App.Responses;
using Attune.App.Sessions;
using Attune.App.Storage;
using Attune.App.Stories;
using Attune.Tests.Storage;

namespace Attune.Tests.Reports;

/// <summary>A programme of the shipped story exchange, put into a database row by row with ids that never change.</summary>
internal sealed class ReportRoom : IAsyncDisposable
{
    public const string State = "concern-distress-state";
    public const string Profile = "story-profile";
    public const string Understood = "felt-understood";

    private readonly Dictionary<string, int> _versions = [];
    private int _ids;

    private const string House = "House by the river";

    private readonly bool _ownsInstall;

    private ReportRoom(TestInstall install, bool ownsInstall) => (Install, Db, _ownsInstall) = (install, install.Db(), ownsInstall);

    public TestInstall Install { get; }
    public AttuneDb Db { get; }
    public DocumentShelf Shelf { get; } = new();
    public Programme Programme { get; private set; } = null!;
    public ContentLibrary Library => Install.Installation.Library;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => Install.Clock.GetUtcNow();

    public static async Task<ReportRoom> Create(string database, string title = "Evening circle", bool simulated = false) =>
        await Furnish(new ReportRoom(await TestInstall.Create(database), ownsInstall: true), title, simulated);

    /// <summary>A room in an install that someone else takes down.</summary>
    public static Task<ReportRoom> In(
        TestInstall install, string title = "Evening circle", bool simulated = false, string organisation = House) =>
        Furnish(new ReportRoom(install, ownsInstall: false), title, simulated, organisation);

    private static async Task<ReportRoom> Furnish(ReportRoom room, string title, bool simulated, string name = House)
    {
        var organisation = new Organisation { Id = room.NewId(), Name = name, Slug = "house", CreatedAt = room.Now, Simulated = simulated };
        room.Db.Enter(organisation.Id);
        room.Db.Organisations.Add(organisation);
        room.Programme = new Programme
        {
            Id = room.NewId(),
            OrganisationId = organisation.Id,
            Title = title,
            Language = "en",
            PracticeVersionId = await room.Shelf.Keep(room.Db, room.Library.Practice("story-exchange")!, Ct),
            StartsOn = new DateOnly(2026, 5, 1),
            EndsOn = new DateOnly(2026, 5, 30),
            JoinCode = "ABCD2345",
            PhraseSalt = new byte[16],
            PatienceMinutes = 10,
            CreatedAt = room.Now,
            Simulated = simulated,
        };
        room.Programme.Open(room.Now);
        room.Db.Programmes.Add(room.Programme);
        await room.Give(Waves.Before, State);
        await room.Give(Waves.After, State, "conditions");
        await room.Give(ProgrammeDocuments.NamedByStep, Profile, Understood, "lived-similar");
        room.Db.ConsentVersions.Add(new ConsentVersion
        {
            Id = room.NewId(),
            OrganisationId = organisation.Id,
            ProgrammeId = room.Programme.Id,
            Number = 1,
            Text = "Who hears what.",
            CreatedAt = room.Now,
        });
        await room.Db.SaveChangesAsync(Ct);
        return room;
    }

    public Guid NewId() => new(++_ids, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    public Guid Person()
    {
        var id = NewId();
        Db.Participants.Add(new Participant
        {
            Id = id,
            OrganisationId = Db.Organisation,
            ProgrammeId = Programme.Id,
            Number = _ids,
            PhraseHash = id.ToByteArray(),
            JoinKeyHash = id.ToByteArray(),
            JoinedAt = Now,
        });
        Db.Sessions.Add(new Session { Id = NewId(), OrganisationId = Db.Organisation, ProgrammeId = Programme.Id, ParticipantId = id, StartedAt = Now });
        return id;
    }

    public IReadOnlyList<Guid> People(int count) => [.. Enumerable.Range(0, count).Select(_ => Person())];

    /// <param name="answers">One for each item; null is left open.</param>
    public void Respond(Guid person, string instrument, string wave, IEnumerable<int?> answers, Guid about = default) =>
        Respond(person, instrument, wave, answers.Select(answer => answer is { } value ? Answer.Of(value) : default), about);

    public void Respond(Guid person, string instrument, string wave, IEnumerable<Answer> answers, Guid about = default) =>
        Store(person, instrument, wave, PackedAnswers.Pack(Library.Instrument(instrument)!, [.. answers]), about);

    /// <summary>Bytes as they lie in the database, whatever they are.</summary>
    public void Store(Guid person, string instrument, string wave, byte[] answers, Guid about = default) => Db.Responses.Add(new Response
    {
        Id = NewId(),
        OrganisationId = Db.Organisation,
        ProgrammeId = Programme.Id,
        ParticipantId = person,
        InstrumentVersionId = _versions[instrument],
        Wave = wave,
        About = about,
        Answers = answers,
        Confidence = null,
        SealedAt = Now,
    });

    /// <summary>The six concern items all one number and the six distress items all another, as the instrument orders them.</summary>
    public void Feel(Guid person, string wave, int concern, int distress) =>
        Respond(person, State, wave, Enumerable.Range(0, 12).Select(i => (int?)(i % 2 == 0 ? concern : distress)));

    public Story Tell(Guid teller)
    {
        var story = new Story
        {
            Id = NewId(),
            OrganisationId = Db.Organisation,
            ProgrammeId = Programme.Id,
            TellerId = teller,
            Title = [1],
            Text = [1],
            ContentNotes = null,
            Harm = HarmPart.None,
            ToldAt = Now,
        };
        Db.Stories.Add(story);
        return story;
    }

    public Match Give(Story story, Guid listener)
    {
        var match = new Match
        {
            Id = NewId(),
            OrganisationId = Db.Organisation,
            ProgrammeId = Programme.Id,
            StoryId = story.Id,
            TellerId = story.TellerId,
            ListenerId = listener,
            MadeAt = Now,
        };
        Db.Matches.Add(match);
        return match;
    }

    public void Hear(Match match) => Db.ParagraphRatings.Add(new ParagraphRating
    {
        Id = NewId(),
        OrganisationId = Db.Organisation,
        StoryId = match.StoryId,
        RaterId = match.ListenerId,
        Values = [5],
        RatedAt = Now,
    });

    public void GiveBack(Match match) => Db.Reflections.Add(new Reflection
    {
        Id = NewId(),
        OrganisationId = Db.Organisation,
        MatchId = match.Id,
        WriterId = match.ListenerId,
        Words = [1],
        StillToAnswerFor = null,
        GivenAt = Now,
    });

    public void Correct(Match match) => Db.Corrections.Add(new Correction
    {
        Id = NewId(),
        OrganisationId = Db.Organisation,
        MatchId = match.Id,
        WriterId = match.TellerId,
        Verdict = Verdict.ThisIsIt,
        Missed = null,
        GivenAt = Now,
    });

    public async Task Save() => await Db.SaveChangesAsync(Ct);

    public async Task<Report> Report()
    {
        Programme.Close(Now);
        await Save();
        return (await Handle()).ShouldBeOfType<MakeReport.Outcome.Made>().Report;
    }

    public async Task<MakeReport.Outcome> Handle()
    {
        await using var db = Install.Db(Programme.OrganisationId);
        return await MakeReport.Handle(Programme.Id, db, Shelf, Install.Installation.Master, Install.Clock, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        if (_ownsInstall)
            await Install.DisposeAsync();
    }

    private async Task Give(string wave, params string[] instruments)
    {
        foreach (var (id, place) in instruments.Select((id, place) => (id, place)))
        {
            _versions[id] = await Shelf.Keep(Db, Library.Instrument(id)!, Library, Ct);
            Db.ProgrammeInstruments.Add(new ProgrammeInstrument
            {
                OrganisationId = Db.Organisation,
                ProgrammeId = Programme.Id,
                Wave = wave,
                Position = place,
                InstrumentVersionId = _versions[id],
            });
        }
    }
}
