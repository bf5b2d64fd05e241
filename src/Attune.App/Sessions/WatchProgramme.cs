using Attune.App.Documents;
using Attune.App.Matching;
using Attune.App.People;
using Attune.App.Programmes;
using Attune.App.Sessions.Screens;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Sessions;

/// <summary>Where everyone in a programme is now. No word of what anybody wrote or answered.</summary>
public static class WatchProgramme
{
    /// <param name="Finished">How many have come to the end, those too of whom it is not said.</param>
    public sealed record View(Programme Programme, DateTimeOffset At, IReadOnlyList<Row> People, int Finished)
    {

        public int Waiting => People.Count(person => person.Waits is not null);

        /// <summary>How many have gone without a sign for a while.</summary>
        public int Quiet => People.Count(person => person.Quiet);
    }

    /// <param name="Number">The number in the room.</param>
    /// <param name="Step">Title of the step; null once finished.</param>
    /// <param name="Waits">What the person waits for; null where they can go on by themselves.</param>
    /// <param name="Since">When they came to this step, or finished.</param>
    /// <param name="Left">They said that they leave, and have not come back.</param>
    /// <param name="Quiet">Neither waiting nor finished, and no sign for ten minutes.</param>
    /// <param name="Compared">In a study whose arms are masked: where they are is not said, since it would tell their arm. What is left,
    /// that they wait or are stuck, is what helping them needs.</param>
    /// <param name="ListenerIsSlow">Someone has their story and has given nothing back yet, so that it could be given to another.</param>
    public sealed record Row(
        Guid Participant, int Number, string? Step, int Place, int Steps, WaitingFor? Waits,
        DateTimeOffset Since, DateTimeOffset? LastSeen, bool Finished, bool Left, bool Quiet, bool NeedsStory, bool NeedsListener, bool ListenerIsSlow, bool Compared = false)
    {
        internal Row WithoutPlace() => this with
        {
            Step = null,
            Place = 0,
            Since = Waits is null ? LastSeen ?? Since : Since,
            Finished = false,
            Compared = true,
        };
    }

    private static readonly TimeSpan LongSilence = TimeSpan.FromMinutes(10);

    /// <returns>Null where the organisation has no such programme.</returns>
    public static async Task<View?> Handle(Guid programmeId, AttuneDb db, DocumentShelf shelf, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Programmes.AsNoTracking().SingleOrDefaultAsync(p => p.Id == programmeId, ct) is not { } programme)
            return null;
        if (programme.State == ProgrammeState.Open)
            await Pairings.Make(db, programmeId, clock, ct);

        var people = await db.Participants.AsNoTracking().Where(p => p.ProgrammeId == programmeId && !p.Withdrawn).OrderBy(p => p.Number).ToListAsync(ct);
        var seen = await db.Devices.Where(d => d.ProgrammeId == programmeId)
            .GroupBy(d => d.ParticipantId).Select(g => new { g.Key, At = g.Max(d => d.SeenAt) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
        var reflected = await db.Reflections.Join(db.Matches.Where(m => m.ProgrammeId == programmeId), r => r.MatchId, m => m.Id, (_, m) => m.Id)
            .ToHashSetAsync(ct);
        var signs = new Signs(seen, await Devices.WhoLeft(db, programmeId, ct));
        var now = clock.GetUtcNow();
        var rows = new List<Row>(people.Count);
        foreach (var person in people)
        {
            var walk = await Walk.Load(db, shelf, new PersonHere(person.OrganisationId, programmeId, person.Id), ct);
            rows.Add(await Describe(walk, person, signs, reflected, clock, ct));
        }

        var compared = await Compared(db, programmeId, ct);
        return new View(programme, now, [.. rows.Select(row => compared.Contains(row.Participant) ? row.WithoutPlace() : row)], rows.Count(row => row.Finished));
    }

    private static Task<HashSet<Guid>> Compared(AttuneDb db, Guid programme, CancellationToken ct) => db.StudyMembers
        .Where(m => m.Label != null && db.Studies.Any(s => s.Id == m.StudyId && s.ProgrammeId == programme && s.UnmaskedAt == null))
        .Select(m => m.ParticipantId).ToHashSetAsync(ct);

    // Someone who reads slowly is not taken the story: only who has left, or has given no sign for long.
    private static bool HasGoneSilent(Match match, Signs signs, DateTimeOffset now) =>
        signs.Left.Contains(match.ListenerId) || now - signs.Seen.GetValueOrDefault(match.ListenerId, match.MadeAt) > LongSilence;

    private sealed record Signs(IReadOnlyDictionary<Guid, DateTimeOffset> Seen, IReadOnlySet<Guid> Left);

    private static async Task<Row> Describe(
        Walk walk, Participant person, Signs signs, HashSet<Guid> reflected, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var lastSeen = signs.Seen.GetValueOrDefault(person.Id, person.JoinedAt);
        var left = signs.Left.Contains(person.Id);
        var step = walk.Current;
        var finished = step is null;
        var waits = step is { Waits: true }
            ? step.Subject == StepSubject.EachStoryHeard ? WaitingFor.Story : WaitingFor.Reflection
            : (WaitingFor?)null;
        var heardBy = await walk.Db.Matches.AsNoTracking().Where(m => m.TellerId == person.Id && m.ReleasedAt == null).ToListAsync(ct);
        var ready = walk.OwnStory?.ReadyAt is not null;
        var since = step is not null
            ? walk.Visits.GetValueOrDefault(step.Key)?.OpenedAt ?? lastSeen
            : walk.Session.FinishedAt ?? lastSeen;
        // A step that is there only because of an answer would tell the answer: the one before it stands for it.
        var shown = step is null ? null : walk.Steps.TakeWhile(other => other != step).Append(step).LastOrDefault(other => other.ForEveryone);
        return new Row(
            person.Id, person.Number, finished ? null : shown?.Step.Title ?? "",
            shown is null ? walk.Places : walk.PlaceOf(shown)!.Value, walk.Places,
            waits, since, lastSeen, finished, left && !finished,
            Quiet: !finished && !left && !walk.IsHeldBack(JoinProgramme.Today(clock)) && waits is null && now - lastSeen > LongSilence && now - since > LongSilence,
            NeedsStory: waits == WaitingFor.Story,
            NeedsListener: ready && heardBy.Count == 0,
            ListenerIsSlow: heardBy.Exists(m => !reflected.Contains(m.Id) && HasGoneSilent(m, signs, now)));
    }
}
