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
            measured.AddRange(Of(asked.Instrument.Document, wave, asked.Wave, answers.Select(row => (row.ParticipantId, row.Wave, row.Answers)), sides));
        }

        return measured;
    }

    /// <summary>The same from answers that are at hand.</summary>
    /// <param name="wave">The occasion of the own answers.</param>
    /// <param name="pictured">The occasion of the pictures.</param>
    public static IEnumerable<MeasuredValues> Of(
        InstrumentDocument document, string wave, string pictured, IEnumerable<(Guid Person, string Wave, byte[] Answers)> answers, IReadOnlyDictionary<Guid, int?> sides)
    {
        var readable = answers.Where(row => (row.Wave == wave || row.Wave == pictured) && PackedAnswers.Fits(document, row.Answers)).ToList();
        foreach (var scoring in document.Scales.Select(scale => new ScaleScoring(document, scale)))
        {
            var scores = new Dictionary<(Guid Person, string Wave), double>();
            foreach (var row in readable)
                if (scoring.TryScore(row.Answers, out var score))
                    scores[(row.Person, row.Wave)] = score;
            foreach (var values in Of(wave, pictured, scoring, scores, sides))
                yield return values;
        }
    }

    private static IEnumerable<MeasuredValues> Of(
        string wave, string pictured, ScaleScoring scoring, Dictionary<(Guid Person, string Wave), double> scores, IReadOnlyDictionary<Guid, int?> sides)
    {
        var people = scores.Keys.Select(key => key.Person).Distinct().ToList();
        double? Score(Guid person, string at) => scores.TryGetValue((person, at), out var score) ? score : null;
        var gaps = PerceptionGap.Of([.. people.Select(person => new PerceptionGap.Person(
            sides.GetValueOrDefault(person), Score(person, wave), Score(person, pictured)))]);
        var known = people.Zip(gaps).Where(entry => entry.Second is not null).ToList();
        Dictionary<Guid, double>[] values =
        [
            scores.Where(entry => entry.Key.Wave == wave).ToDictionary(entry => entry.Key.Person, entry => entry.Value),
            scores.Where(entry => entry.Key.Wave == pictured).ToDictionary(entry => entry.Key.Person, entry => entry.Value),
            known.ToDictionary(entry => entry.First, entry => entry.Second!.Value),
            known.ToDictionary(entry => entry.First, entry => Math.Abs(entry.Second!.Value)),
        ];
        return Columns(scoring, wave).Zip(values, (column, byPerson) => new MeasuredValues(column, byPerson));
    }

    /// <summary>Own answer, picture, gap and its size, in this order.</summary>
    public static IEnumerable<MeasureColumn> Columns(ScaleScoring scoring, string wave)
    {
        var (scale, width) = (scoring.Scale, scoring.Highest - scoring.Lowest);
        yield return new MeasureColumn(MeasureIds.Own + scale.Id, wave, scale.Direction, scoring.Lowest, scoring.Highest);
        yield return new MeasureColumn(MeasureIds.Picture + scale.Id, wave, ScaleDirection.Neutral, scoring.Lowest, scoring.Highest);
        yield return new MeasureColumn(MeasureIds.Gap + scale.Id, wave, ScaleDirection.Neutral, -width, width);
        yield return new MeasureColumn(MeasureIds.Gap + scale.Id + MeasureIds.Size, wave, ScaleDirection.HigherIsWorse, 0, width);
    }
}
