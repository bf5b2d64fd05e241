using Attune.App.Instruments;
using Attune.App.Programmes;
using Attune.App.Sessions;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Measures;

/// <summary>For each scale of an instrument about a named other: the score, and the usual time of an answer to it.</summary>
internal static class MindsMeasures
{
    private const double LongestSeconds = 6553.4;

    public static async Task<IReadOnlyList<MeasuredValues>> Of(Guid programme, ProgrammeDocuments documents, AttuneDb db, CancellationToken ct)
    {
        var measured = new List<MeasuredValues>();
        foreach (var step in documents.Practice.Steps.Where(step => step.Kind == "minds"))
        {
            var asked = StepCatalogue.Of(step.Kind).Asks(step, documents).Single();
            var document = asked.Instrument.Document;
            var rows = await (
                from response in db.Responses.AsNoTracking()
                join times in db.AnswerTimes on response.Id equals times.ResponseId
                where response.ProgrammeId == programme && response.InstrumentVersionId == asked.Instrument.VersionId && response.Wave == asked.Wave
                select new { response.ParticipantId, response.Answers, times.Tenths }).ToListAsync(ct);
            rows.RemoveAll(row => !PackedAnswers.Fits(document, row.Answers));
            foreach (var scoring in document.Scales.Select(scale => new ScaleScoring(document, scale)))
            {
                var (scores, seconds) = (new Dictionary<Guid, double>(), new Dictionary<Guid, double>());
                var places = scoring.Scale.Items.Select(document.IndexOf).ToList();
                foreach (var row in rows)
                {
                    if (scoring.TryScore(row.Answers, out var score))
                        scores[row.ParticipantId] = score;
                    if (AnswerPace.Median(AnswerPace.Seconds(row.Tenths), places) is { } pace)
                        seconds[row.ParticipantId] = pace;
                }

                measured.Add(new(new MeasureColumn($"granted-{scoring.Scale.Id}", asked.Wave, scoring.Scale.Direction, scoring.Lowest, scoring.Highest), scores));
                measured.Add(new(new MeasureColumn($"seconds-{scoring.Scale.Id}", asked.Wave, ScaleDirection.Neutral, 0, LongestSeconds), seconds));
            }
        }

        return measured;
    }
}
