using System.Security.Cryptography;
using Attune.App.Instruments;
using Attune.App.Sessions;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Exports.Sources;

/// <summary>
/// The report shows everyone together. Where one to four people did not agree to rows, the report less the rows would be
/// those few. So people who agreed are held back until, on each occasion on which any such person answered, five or more who
/// have every score are not in the rows. Always the same ones, so that two exports show no more than one.
/// </summary>
internal static class HeldBack
{
    /// <returns>Null where there are not enough people to hold back.</returns>
    public static async Task<IReadOnlySet<Guid>?> Choose(AttuneDb db, Guid programme, IReadOnlyList<Asked> asked, int smallest, CancellationToken ct)
    {
        var places = asked.Index().ToDictionary(entry => (entry.Item.Instrument.VersionId, entry.Item.Wave), entry => entry.Index);
        var agreed = AgreedPeople.Of(db, programme).Select(p => p.Id);
        ScaleScoring[][] scorings = [.. asked.Select(a => a.Instrument.Document.Scales.Select(scale => new ScaleScoring(a.Instrument.Document, scale)).ToArray())];
        var answered = new bool[asked.Count];
        var whole = new int[asked.Count];
        // Each person counts once on an occasion, however many stories they answered about.
        var seen = new HashSet<(Guid, int)>();
        var others = db.Responses.AsNoTracking().Where(r => r.ProgrammeId == programme && !agreed.Contains(r.ParticipantId))
            .OrderBy(r => r.ParticipantId).Select(r => new { r.ParticipantId, r.InstrumentVersionId, r.Wave, r.Answers }).AsAsyncEnumerable();
        Guid? last = null;
        await foreach (var row in others.WithCancellation(ct))
        {
            if (last != row.ParticipantId)
                seen.Clear();
            last = row.ParticipantId;
            if (!places.TryGetValue((row.InstrumentVersionId, row.Wave), out var place))
                continue;
            answered[place] = true;
            if (IsWhole(scorings[place], asked[place], row.Answers) && seen.Add((row.ParticipantId, place)))
                whole[place]++;
        }

        var held = new HashSet<Guid>();
        bool Missing(int place) => answered[place] && whole[place] < smallest;
        if (!Enumerable.Range(0, asked.Count).Any(Missing))
            return held;
        var order = (await agreed.ToListAsync(ct)).OrderBy(Lot, StringComparer.Ordinal);
        foreach (var person in order)
        {
            List<int> given = [.. (await db.Responses.AsNoTracking().Where(r => r.ParticipantId == person)
                .Select(r => new { r.InstrumentVersionId, r.Wave, r.Answers }).ToListAsync(ct))
                .Where(r => places.TryGetValue((r.InstrumentVersionId, r.Wave), out var place) && IsWhole(scorings[place], asked[place], r.Answers))
                .Select(r => places[(r.InstrumentVersionId, r.Wave)]).Distinct()];
            if (!given.Exists(Missing))
                continue;
            held.Add(person);
            foreach (var place in given)
                whole[place]++;
            if (!Enumerable.Range(0, asked.Count).Any(Missing))
                return held;
        }

        return null;
    }

    // With a score on every scale somebody is in every figure of the report.
    private static bool IsWhole(ScaleScoring[] scorings, Asked asked, byte[] answers) =>
        PackedAnswers.Fits(asked.Instrument.Document, answers) && Array.TrueForAll(scorings, scoring => scoring.TryScore(answers, out _));

    private static string Lot(Guid person) => Convert.ToHexStringLower(SHA256.HashData(person.ToByteArray()));
}
