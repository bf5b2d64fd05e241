using Attune.App.Documents;
using Attune.App.Instruments;
using Attune.App.Matching;
using Attune.App.People;
using Attune.App.Practices;
using Attune.App.Programmes;
using Attune.App.Responses;
using Attune.App.Storage;
using Attune.App.Stories;
using Attune.App.Studies.Conduct;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Sessions;

/// <summary>Where one person is in a practice: the steps before them, and which come first.</summary>
public sealed class Walk
{
    private string? _helpAfter;
    private bool _studyAsks;
    private IReadOnlyList<int> _storiesPassedOn = [];
    private IReadOnlySet<Guid> _takenBack = new HashSet<Guid>();
    private IReadOnlyDictionary<Guid, HarmPart> _harmHeard = new Dictionary<Guid, HarmPart>();

    private Walk(AttuneDb db, Programme programme, Session session, ProgrammeDocuments documents) =>
        (Db, Programme, Session, Documents) = (db, programme, session, documents);

    public AttuneDb Db { get; }
    public Programme Programme { get; }
    public Session Session { get; }
    public ProgrammeDocuments Documents { get; }

    /// <summary>The person's own story, once told.</summary>
    public Story? OwnStory { get; private set; }

    /// <summary>What the person is in the study of the programme; null where they are in none.</summary>
    public StudyMember? Member { get; private set; }

    /// <summary>The practice is not theirs on this day: their group begins later, or not here. What everybody in the study is asked is theirs.</summary>
    public bool IsHeldBack(DateOnly today) => Member is { } member && !member.MayPractise(today) && !(_helpAfter is not null && Current is { } current && IsOfStudies(current));

    /// <summary>
    /// Whether somebody may be shown a request for help now: before they are past the step; or, where their study asks everybody
    /// after one of its waves, once they have answered it and as long as the study runs.
    /// </summary>
    public bool MayBeShownARequest(PracticeStep step) => _helpAfter is { } wave ? _studyAsks && Visits.GetValueOrDefault(wave)?.DoneAt is not null : !IsPast(step);

    /// <summary>The steps this person meets, in order; those whose condition does not hold are left out.</summary>
    public IReadOnlyList<StepInstance> Steps { get; private set; } = [];

    public IReadOnlyDictionary<string, StepVisit> Visits { get; private set; } = new Dictionary<string, StepVisit>();

    /// <summary>The first step that is not done; null when nothing is left.</summary>
    public StepInstance? Current => Steps.FirstOrDefault(step => !Done(step));

    public bool Done(StepInstance step) => Visits.GetValueOrDefault(step.Key)?.DoneAt is not null;

    /// <summary>Whether this was the address of a step while the person waited; what it waited for is there now.</summary>
    public bool WaitedAt(string key) => Steps.Any(step => step.Step.Id == key && step.Key != key);

    /// <summary>Whether this was a step about a story that has since been passed on to someone else.</summary>
    public bool PassedOn(string key) => _storiesPassedOn.Any(number => Documents.Practice.Steps.Any(step =>
        StepCatalogue.Of(step.Kind).SubjectOf(step) == StepSubject.EachStoryHeard && key == StepInstance.KeyOf(step, number)));

    /// <summary>Whether the teller or the listener the step deals with has taken everything back.</summary>
    public bool IsTakenBack(StepInstance step) => step.Match is { } match && _takenBack.Contains(match.Id);

    /// <summary>How many steps there are, without those that are shown only because of what the person answered.</summary>
    public int Places => Steps.Count(step => step.ForEveryone);

    /// <summary>The place of a step among those, from 1; null for a step that is none of them.</summary>
    public int? PlaceOf(StepInstance step) =>
        step.ForEveryone ? Steps.TakeWhile(other => other != step).Count(other => other.ForEveryone) + 1 : null;

    /// <summary>Whether the person is done with a step that comes after this one in the practice.</summary>
    public bool IsPast(PracticeStep step) => Documents.Practice.Steps.SkipWhile(other => other.Id != step.Id).Skip(1)
        .Any(later => Visits.Values.Any(visit => visit.DoneAt is not null && (visit.StepKey == later.Id || visit.StepKey.StartsWith(later.Id + ".", StringComparison.Ordinal))));

    public StepInstance? Find(string key) => Steps.FirstOrDefault(step => step.Key == key);

    /// <summary>Loads the walk of the person; the context has to be in their organisation already.</summary>
    public static async Task<Walk> Load(AttuneDb db, DocumentShelf shelf, PersonHere person, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct); // one connection for all that follows; it closes with the context
        var start = await (
            from s in db.Sessions
            join p in db.Programmes on s.ProgrammeId equals p.Id
            join story in db.Stories on s.ParticipantId equals story.TellerId into told
            from own in told.DefaultIfEmpty()
            join m in db.StudyMembers on s.ParticipantId equals m.ParticipantId into members
            from member in members.DefaultIfEmpty()
            join t in db.Studies on member.StudyId equals t.Id into studies
            from study in studies.DefaultIfEmpty()
            where s.ParticipantId == person.ParticipantId
            select new { Session = s, Programme = p, Own = own, Member = member, HelpAt = study == null ? null : study.HelpAt, Ended = study != null && (study.StoppedAt != null || study.OpenedAt != null) }).SingleAsync(ct);
        var (session, programme) = (start.Session, start.Programme);
        var walk = new Walk(db, programme, session, await ProgrammeDocuments.Load(db, shelf, programme, ct))
        {
            OwnStory = start.Own,
            Member = start.Member,
            Visits = await db.StepVisits.Where(v => v.SessionId == session.Id).ToDictionaryAsync(v => v.StepKey, ct),
        };
        var matches = await db.Matches.Where(m => m.ListenerId == person.ParticipantId || m.TellerId == person.ParticipantId)
            .OrderBy(m => m.MadeAt).ThenBy(m => m.Id)
            .Select(m => new
            {
                Match = m,
                Harm = db.Stories.Where(s => s.Id == m.StoryId).Select(s => s.Harm).FirstOrDefault(),
                Reflected = db.Reflections.Any(r => r.MatchId == m.Id),
                // What was complete between two stays so when one of them takes everything back; it only cannot be seen any more.
                TakenBack = m.ReleasedAt == null && db.Participants.Any(p => (p.Id == m.TellerId || p.Id == m.ListenerId) && p.Withdrawn),
            }).ToListAsync(ct);
        var heard = Numbered(matches.Select(m => m.Match), match => match.ListenerId == person.ParticipantId).ToLookup(numbered => numbered.Match.Active);
        walk._storiesPassedOn = [.. heard[false].Select(numbered => numbered.Number)];
        walk._takenBack = matches.Where(m => m.TakenBack).Select(m => m.Match.Id).ToHashSet();
        walk._harmHeard = matches.Where(m => m.Match.ListenerId == person.ParticipantId && m.Match.Active).ToDictionary(m => m.Match.Id, m => m.Harm);
        var reflectedOn = matches.Where(m => m.Reflected || m.TakenBack).Select(m => m.Match.Id).ToHashSet();
        var reflected = Numbered(matches.Select(m => m.Match), match => match.TellerId == person.ParticipantId)
            .Where(numbered => reflectedOn.Contains(numbered.Match.Id)).ToList();
        var steps = Itinerary.Of(walk.Documents.Practice, step => StepCatalogue.Of(step.Kind).SubjectOf(step), [.. heard[true]], reflected);
        if (start.HelpAt is { } wave)
        {
            (walk._helpAfter, walk._studyAsks) = (StudyWaves.Key(wave), !start.Ended);
            steps = [.. steps.Where(IsOfStudies), .. steps.Where(step => !IsOfStudies(step))];
        }

        walk.Steps = await walk.WhoseConditionHolds(steps, ct);
        return walk;
    }

    private static bool IsOfStudies(StepInstance step) => StepCatalogue.Of(step.Step.Kind).StudiesMayAskIt;

    /// <summary>Notes that the person has come to a step; another tab may have been first, which is as good.</summary>
    public async Task Arrive(StepInstance step, DateTimeOffset now, CancellationToken ct)
    {
        if (Visits.ContainsKey(step.Key))
            return;
        var visit = Db.StepVisits.Add(StepVisit.Of(Session, step.Key, now));
        if (!await Db.TrySave(ct))
            visit.State = EntityState.Detached;
    }

    /// <summary>
    /// Within a transaction: holds a step the person has come to until the transaction ends, so that an answer being saved
    /// and the step being sealed come one after the other. False where the step was sealed already.
    /// </summary>
    public async Task<bool> TakeTurn(StepInstance step, CancellationToken ct) =>
        await Db.StepVisits.Where(visit => visit.SessionId == Session.Id && visit.StepKey == step.Key && visit.DoneAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(visit => visit.OpenedAt, visit => visit.OpenedAt), ct) == 1;

    /// <summary>
    /// Within a transaction: holds the match a step deals with, so that nothing is written about a story while it is taken back or
    /// given to someone else. False where that has happened.
    /// </summary>
    public async Task<bool> Holds(Match match, CancellationToken ct) =>
        await Db.Matches.Where(m => m.Id == match.Id && m.ReleasedAt == null && !Db.Participants.Any(p => (p.Id == m.TellerId || p.Id == m.ListenerId) && p.Withdrawn))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.MadeAt, m => m.MadeAt), ct) == 1;

    private static IEnumerable<NumberedMatch> Numbered(IEnumerable<Match> matches, Func<Match, bool> which) =>
        matches.Where(which).Select((match, index) => new NumberedMatch(match, index + 1));

    private async Task<IReadOnlyList<StepInstance>> WhoseConditionHolds(IReadOnlyList<StepInstance> steps, CancellationToken ct)
    {
        var holding = new List<StepInstance>();
        foreach (var step in steps)
        {
            if (Done(step) || (!IsTakenBack(step) && await Holds(step, ct) && await StepCatalogue.Of(step.Step.Kind).Applies(this, step, ct)))
                holding.Add(step);
        }

        return holding;
    }

    private async Task<bool> Holds(StepInstance step, CancellationToken ct) => step.Step.When switch
    {
        null => true,
        StepCondition.StoryHoldsHarm => StoryHoldsHarm(step),
        StepCondition.Rose rose => await Rose(rose, ct),
        var other => throw new InvalidOperationException($"No rule for the condition '{other}'."),
    };

    private bool StoryHoldsHarm(StepInstance step)
    {
        if (step.Subject == StepSubject.EachStoryHeard)
            return step.Match is { } match && HoldsHarm(_harmHeard[match.Id]);
        if (OwnStory is { } own && HoldsHarm(own.Harm))
            return true;
        return step.Step.Role != StepKinds.Teller && _harmHeard.Values.Any(HoldsHarm);
    }

    public static bool HoldsHarm(HarmPart harm) => harm is HarmPart.HappenedToMe or HarmPart.IDidIt or HarmPart.ISawIt;

    private async Task<bool> Rose(StepCondition.Rose rose, CancellationToken ct)
    {
        if (Documents.Find(rose.Instrument) is not { } instrument || !AnsweredAfter())
            return false;
        var answers = await Db.Responses
            .Where(r => r.ParticipantId == Session.ParticipantId && r.InstrumentVersionId == instrument.VersionId && r.About == Guid.Empty)
            .ToDictionaryAsync(r => (r.Wave, r.About), r => r.Answers, ct);
        var scoring = new ScaleScoring(instrument.Document, instrument.Document.Scale(rose.Scale));
        return answers.TryGetValue((Waves.Before, Guid.Empty), out var before)
            && answers.TryGetValue((Waves.After, Guid.Empty), out var after)
            && PackedAnswers.Fits(instrument.Document, before)
            && PackedAnswers.Fits(instrument.Document, after)
            && scoring.TryScore(before, out var first)
            && scoring.TryScore(after, out var second)
            && second > first;
    }

    // Before anything was answered a second time nothing can have risen, and nothing has to be looked up.
    private bool AnsweredAfter() => Documents.Practice.Steps.Any(
        step => step.Option("wave") == Waves.After && Visits.GetValueOrDefault(step.Id)?.DoneAt is not null);
}
