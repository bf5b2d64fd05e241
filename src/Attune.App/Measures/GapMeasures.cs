using Attune.App.Instruments;
using Attune.App.Programmes;
using Attune.App.Responses;
using Attune.App.Sessions;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Measures;

/// <summary>For each scale and wave with a picture of the other side: the own answer, the picture, and the gap.</summary>
internal static class GapMeasures
{
    public static async Task<IReadOnlyList<MeasuredValues>> Of(Guid programme, ProgrammeDocuments documents, AttuneDb db, CancellationToken ct)
    {
        var measured = new List<MeasuredValues>();
        var sides = await db.SidesTaken.AsNoTracking().Where(s => s.ProgrammeId == programme).ToDictionaryAsync(s => s.ParticipantId, s => s.Side, ct);
        foreach (var asked in Asked.In(documents))
        {
            if (Waves.WaveOfPicture(asked.Wave) is not { } wave)
                continue;
            var answers = await db.Responses.AsNoTracking()
                .Where(r => r.ProgrammeId == programme && r.InstrumentVersionId == asked.Instrument.VersionId && (r.Wave == wave || r.Wave == asked.Wave) && r.About == Guid.Empty)
                .Select(r => new { r.ParticipantId, r.Wave, r.Answers }).ToListAsync(ct);
            var document = asked.Instrument.Document;
            foreach (var scoring in document.Scales.Select(scale => new ScaleScoring(document, scale)))
            {
                var scores = answers.Where(row => PackedAnswers.Fits(document, row.Answers) && scoring.TryScore(row.Answers, out _))
                    .ToDictionary(row => (row.ParticipantId, row.Wave), row => scoring.TryScore(row.Answers, out var score) ? score : 0);
                measured.AddRange(Of(wave, asked.Wave, scoring, scores, sides));
            }
        }

        return measured;
    }

    private static IEnumerable<MeasuredValues> Of(
        string wave, string pictured, ScaleScoring scoring, Dictionary<(Guid Person, string Wave), double> scores, Dictionary<Guid, int?> sides)
    {
        var people = scores.Keys.Select(key => key.Person).Distinct().ToList();
        double? Score(Guid person, string at) => scores.TryGetValue((person, at), out var score) ? score : null;
        var gaps = PerceptionGap.Of([.. people.Select(person => new PerceptionGap.Person(
            sides.GetValueOrDefault(person), Score(person, wave), Score(person, pictured)))]);
        var (scale, width) = (scoring.Scale, scoring.Highest - scoring.Lowest);
        yield return new(
            new MeasureColumn($"own-{scale.Id}", wave, scale.Direction, scoring.Lowest, scoring.Highest),
            scores.Where(entry => entry.Key.Wave == wave).ToDictionary(entry => entry.Key.Person, entry => entry.Value));
        yield return new(
            new MeasureColumn($"picture-{scale.Id}", wave, ScaleDirection.Neutral, scoring.Lowest, scoring.Highest),
            scores.Where(entry => entry.Key.Wave == pictured).ToDictionary(entry => entry.Key.Person, entry => entry.Value));
        var known = people.Zip(gaps).Where(entry => entry.Second is not null).ToList();
        yield return new(
            new MeasureColumn($"gap-{scale.Id}", wave, ScaleDirection.Neutral, -width, width),
            known.ToDictionary(entry => entry.First, entry => entry.Second!.Value));
        yield return new(
            new MeasureColumn($"gap-{scale.Id}-size", wave, ScaleDirection.HigherIsWorse, 0, width),
            known.ToDictionary(entry => entry.First, entry => Math.Abs(entry.Second!.Value)));
    }
}
