using Attune.App.Consents;
using Attune.App.Matching;
using Attune.App.People;
using Attune.App.Sessions;
using Attune.App.Storage;
using Attune.App.Stories;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Withdrawals;

/// <summary>
/// Takes out what a person gave, what others wrote about their story, and the key of it all. What has to stay for the counts is
/// made to stand for nobody: that somebody came, agreed and was matched. A test finds every row that still names them.
/// </summary>
internal static class TakeOut
{
    public static async Task Everything(AttuneDb db, Guid person, Participant nobody, DateTimeOffset now, CancellationToken ct)
    {
        await LetOthersGoOn(db, person, now, ct);
        await Words(db, person, ct);
        await Answers(db, person, ct);
        await Traces(db, person, ct);
        await StandForNobody(db, person, nobody, ct);
    }

    // Whoever still needed them is found somebody else; what was complete between two stays complete for the other.
    private static async Task LetOthersGoOn(AttuneDb db, Guid person, DateTimeOffset now, CancellationToken ct) =>
        await db.Matches.Where(m => m.ReleasedAt == null
                && ((m.TellerId == person && !db.Reflections.Any(r => r.MatchId == m.Id)) || (m.ListenerId == person && !db.Corrections.Any(c => c.MatchId == m.Id))))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.ReleasedAt, now).SetProperty(m => m.ReleasedBecause, ReleaseReason.TakenBack), ct);

    private static async Task Words(AttuneDb db, Guid person, CancellationToken ct)
    {
        var matches = db.Matches.Where(m => m.TellerId == person || m.ListenerId == person).Select(m => m.Id);
        await db.Corrections.Where(c => matches.Contains(c.MatchId)).ExecuteDeleteAsync(ct);
        await db.Reflections.Where(r => matches.Contains(r.MatchId)).ExecuteDeleteAsync(ct);
        await db.HelpOffers.Where(o => o.ParticipantId == person || db.HelpRequests.Any(r => r.Id == o.HelpRequestId && r.ParticipantId == person)).ExecuteDeleteAsync(ct);
        await db.HelpRequests.Where(r => r.ParticipantId == person).ExecuteDeleteAsync(ct);
        await db.PersonKeys.Where(k => k.ParticipantId == person).ExecuteDeleteAsync(ct);
    }

    private static async Task Answers(AttuneDb db, Guid person, CancellationToken ct)
    {
        var stories = db.Stories.Where(s => s.TellerId == person).Select(s => s.Id);
        var responses = db.EveryResponse().Where(r => r.ParticipantId == person || stories.Contains(r.About));
        await db.AnswerTimes.Where(t => responses.Any(r => r.Id == t.ResponseId)).ExecuteDeleteAsync(ct);
        await responses.ExecuteDeleteAsync(ct);
        await db.ParagraphRatings.Where(r => r.RaterId == person || stories.Contains(r.StoryId)).ExecuteDeleteAsync(ct);
        await db.SidesTaken.Where(s => s.ParticipantId == person).ExecuteDeleteAsync(ct);
    }

    private static async Task Traces(AttuneDb db, Guid person, CancellationToken ct)
    {
        var sessions = db.Sessions.Where(s => s.ParticipantId == person).Select(s => s.Id);
        await db.Drafts.Where(d => sessions.Contains(d.SessionId)).ExecuteDeleteAsync(ct);
        await db.WriteKeys.Where(k => sessions.Contains(k.SessionId)).ExecuteDeleteAsync(ct);
        await db.StepVisits.Where(v => sessions.Contains(v.SessionId)).ExecuteDeleteAsync(ct);
        await db.Reminders.Where(r => r.ParticipantId == person).ExecuteDeleteAsync(ct);
        await db.ReminderAddresses.Where(a => a.ParticipantId == person).ExecuteDeleteAsync(ct);
        await db.PlannedWaves.Where(w => w.ParticipantId == person).ExecuteDeleteAsync(ct);
        await db.Devices.Where(d => d.ParticipantId == person).ExecuteDeleteAsync(ct);
    }

    // New rows with new ids, which hold a time as well; what they say of when is a day.
    private static async Task StandForNobody(AttuneDb db, Guid person, Participant nobody, CancellationToken ct)
    {
        await db.StudyMembers.Where(m => m.ParticipantId == person).ExecuteDeleteAsync(ct);
        foreach (var story in await db.Stories.AsNoTracking().Where(s => s.TellerId == person).ToListAsync(ct))
            await Empty(db, story, nobody, ct);
        await db.Matches.Where(m => m.TellerId == person).ExecuteUpdateAsync(set => set.SetProperty(m => m.TellerId, nobody.Id), ct);
        await db.Matches.Where(m => m.ListenerId == person).ExecuteUpdateAsync(set => set.SetProperty(m => m.ListenerId, nobody.Id), ct);
        await db.Stories.Where(s => s.TellerId == person).ExecuteDeleteAsync(ct);

        foreach (var session in await db.Sessions.AsNoTracking().Where(s => s.ParticipantId == person).ToListAsync(ct))
        {
            var day = Participant.DayOf(session.StartedAt);
            var left = new Session
            {
                Id = Guid.CreateVersion7(day),
                OrganisationId = session.OrganisationId,
                ProgrammeId = session.ProgrammeId,
                ParticipantId = nobody.Id,
                StartedAt = day,
            };
            if (session.FinishedAt is { } finished)
                left.Finish(Participant.DayOf(finished));
            db.Sessions.Add(left);
        }

        foreach (var record in await db.ConsentRecords.AsNoTracking().Where(r => r.ParticipantId == person).ToListAsync(ct))
        {
            var day = Participant.DayOf(record.AgreedAt);
            db.ConsentRecords.Add(new ConsentRecord
            {
                Id = Guid.CreateVersion7(day),
                OrganisationId = record.OrganisationId,
                ParticipantId = nobody.Id,
                ConsentVersionId = record.ConsentVersionId,
                TextHash = record.TextHash,
                Language = record.Language,
                AgreedAt = day,
                Tier = ConsentTier.Together,
            });
        }

        await db.SaveChangesAsync(ct);
        await db.Sessions.Where(s => s.ParticipantId == person).ExecuteDeleteAsync(ct);
        await db.ConsentRecords.Where(r => r.ParticipantId == person).ExecuteDeleteAsync(ct);
    }

    private static async Task Empty(AttuneDb db, Story story, Participant nobody, CancellationToken ct)
    {
        var day = Participant.DayOf(story.ToldAt);
        var empty = new Story
        {
            Id = Guid.CreateVersion7(day),
            OrganisationId = story.OrganisationId,
            ProgrammeId = story.ProgrammeId,
            TellerId = nobody.Id,
            Title = [],
            Text = [],
            ContentNotes = null,
            Harm = HarmPart.None,
            ToldAt = day,
        };
        db.Stories.Add(empty);
        await db.SaveChangesAsync(ct);
        await db.Matches.Where(m => m.StoryId == story.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.StoryId, empty.Id), ct);
    }
}
