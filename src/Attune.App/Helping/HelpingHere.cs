using Attune.App.Matching;
using Attune.App.Sessions;
using Attune.App.Storage;
using Attune.App.Stories;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Helping;

/// <summary>Who asks for a few lines in a programme, and who is shown whose request.</summary>
internal static class HelpingHere
{
    public static Task<bool> IsApproved(Walk walk, CancellationToken ct) =>
        walk.Db.HelpingApprovals.AnyAsync(a => a.ProgrammeId == walk.Programme.Id, ct);

    /// <summary>What this person was shown; null where they were not asked.</summary>
    public static Task<HelpOffer?> OfferTo(Walk walk, CancellationToken ct) =>
        walk.Db.HelpOffers.SingleOrDefaultAsync(o => o.ParticipantId == walk.Session.ParticipantId, ct);

    /// <summary>Lines that others wrote to this person.</summary>
    public static IQueryable<HelpOffer> LinesFor(Walk walk) =>
        from offer in walk.Db.HelpOffers.AsNoTracking()
        join request in walk.Db.HelpRequests on offer.HelpRequestId equals request.Id
        where request.ParticipantId == walk.Session.ParticipantId && offer.Lines != null
        orderby offer.AnsweredAt
        select offer;

    /// <summary>
    /// The request that waits: nobody has written yet, shown to the fewest, asked first; never one's own, and never between
    /// two who may not hear each other. Null where nobody waits, since a request that is made up would be a lie.
    /// </summary>
    public static async Task<HelpRequest?> Waiting(Walk walk, CancellationToken ct)
    {
        var (db, me) = (walk.Db, walk.Session.ParticipantId);
        var waiting = await (
            from request in db.HelpRequests.AsNoTracking()
            where request.ProgrammeId == walk.Programme.Id && request.ParticipantId != me
                && !db.HelpOffers.Any(o => o.HelpRequestId == request.Id && o.Lines != null)
            orderby db.HelpOffers.Count(o => o.HelpRequestId == request.Id), request.AskedAt, request.Id
            select new
            {
                Request = request,
                Harm = db.Stories.Where(s => s.TellerId == request.ParticipantId).Select(s => (HarmPart?)s.Harm).FirstOrDefault(),
            }).ToListAsync(ct);
        var mine = walk.OwnStory?.Harm ?? HarmPart.None;
        return waiting.FirstOrDefault(asked => Matchmaker.MayMeet(mine, asked.Harm ?? HarmPart.None))?.Request;
    }
}
