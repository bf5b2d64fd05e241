using Attune.App.People;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Matching;

/// <summary>Runs the matchmaker over one programme and keeps what it decides.</summary>
public static class Pairings
{
    private const int Tries = 5;

    /// <summary>Matches whoever can be matched now; answers what was matched.</summary>
    public static async Task<IReadOnlyList<Pairing>> Make(
        AttuneDb db, Guid programmeId, TimeProvider clock, CancellationToken ct, Guid? impatient = null)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var programme = await db.Programmes.SingleAsync(p => p.Id == programmeId, ct);
            var now = clock.GetUtcNow();
            var (seats, met) = await Seats(db, programmeId, ct);
            var pairings = Matchmaker.Pair(seats, met, now, TimeSpan.FromMinutes(programme.PatienceMinutes), impatient);
            if (pairings.Count == 0)
                return [];

            programme.BeginMatchingRound();
            db.Matches.AddRange(pairings.Select((pairing, place) => new Match
            {
                Id = Guid.CreateVersion7(now),
                OrganisationId = programme.OrganisationId,
                ProgrammeId = programmeId,
                StoryId = pairing.Story,
                TellerId = pairing.Teller,
                ListenerId = pairing.Listener,
                MadeAt = now.AddTicks(place), // an order among those of one round, so that two of one person are numbered for good
            }));
            if (await db.TrySave(ct))
                return pairings;
            db.ChangeTracker.Clear(); // another request matched at the same moment: look again at what is left
        }

        return []; // still busy; whoever waits asks again within seconds
    }

    private static async Task<(List<Seat> Seats, HashSet<(Guid, Guid)> Met)> Seats(
        AttuneDb db, Guid programmeId, CancellationToken ct)
    {
        // Whoever has asked for everything back meets nobody new.
        var stories = await db.Stories.AsNoTracking()
            .Where(s => s.ProgrammeId == programmeId && s.ReadyAt != null && !db.Withdrawals.Any(w => w.ParticipantId == s.TellerId))
            .Select(s => new { s.Id, s.TellerId, s.Harm, ReadyAt = s.ReadyAt!.Value })
            .ToListAsync(ct);
        var matches = await db.Matches.AsNoTracking().Where(m => m.ProgrammeId == programmeId).ToListAsync(ct);
        var away = await db.Sessions.Where(s => s.ProgrammeId == programmeId && s.FinishedAt != null)
            .Select(s => s.ParticipantId).ToHashSetAsync(ct);
        away.UnionWith(await Devices.WhoLeft(db, programmeId, ct));
        var hearing = matches.ToLookup(m => m.ListenerId);
        var heardBy = matches.ToLookup(m => m.TellerId);

        var seats = stories.Select(story => new Seat(
            story.TellerId,
            story.Id,
            story.Harm,
            away.Contains(story.TellerId) ? null : Since(hearing[story.TellerId], story.ReadyAt),
            Since(heardBy[story.TellerId], story.ReadyAt),
            hearing[story.TellerId].Count(m => m.Active),
            heardBy[story.TellerId].Count(m => m.ReleasedBecause != ReleaseReason.Passed),
            away.Contains(story.TellerId)));
        return (seats.ToList(), matches.Select(m => (m.TellerId, m.ListenerId)).ToHashSet());
    }

    private static DateTimeOffset? Since(IEnumerable<Match> matches, DateTimeOffset ready)
    {
        var all = matches.ToList();
        return all.Exists(m => m.Active) ? null : all.Max(m => m.ReleasedAt) ?? ready;
    }
}
