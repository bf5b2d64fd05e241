using Attune.App.Helping;
using Attune.App.Instruments;
using Attune.App.Programmes;
using Attune.App.Responses;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Measures;

/// <summary>Whether somebody who was shown a request helped, and whether leaving had been made hard; not of those who asked to be left out.</summary>
internal static class HelpingMeasures
{
    public static async Task<IReadOnlyList<MeasuredValues>> Of(Guid programme, ProgrammeDocuments documents, AttuneDb db, CancellationToken ct)
    {
        if (!ApproveHelping.Offers(documents.Practice))
            return [];
        var offers = await db.HelpOffers.AsNoTracking()
            .Where(o => o.ProgrammeId == programme && o.AnsweredAt != null && !o.LeftOut)
            .Select(o => new { o.ParticipantId, Helped = o.Lines != null, o.LeavingHard }).ToListAsync(ct);
        return [.. Columns(Waves.After).Zip(
            [offers.ToDictionary(o => o.ParticipantId, o => o.Helped ? 1.0 : 0), offers.ToDictionary(o => o.ParticipantId, o => o.LeavingHard ? 1.0 : 0)],
            (column, values) => new MeasuredValues(column, values))];
    }

    /// <summary>Whether somebody helped, and whether leaving was hard, in this order.</summary>
    public static IEnumerable<MeasureColumn> Columns(string wave)
    {
        yield return new MeasureColumn(MeasureIds.Helped, wave, ScaleDirection.HigherIsBetter, 0, 1);
        yield return new MeasureColumn(MeasureIds.LeavingHard, wave, ScaleDirection.Neutral, 0, 1);
    }
}
