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
            measured.AddRange(Of(document, asked.Wave, rows.Select(row => (row.ParticipantId, row.Answers, row.Tenths))));
        }

        return measured;
    }

    /// <summary>The same from answers of one occasion that are at hand.</summary>
    public static IEnumerable<MeasuredValues> Of(InstrumentDocument document, string wave, IEnumerable<(Guid Person, byte[] Answers, byte[] Tenths)> answers)
    {
        var readable = answers.Where(row => PackedAnswers.Fits(document, row.Answers)).ToList();
        foreach (var scoring in document.Scales.Select(scale => new ScaleScoring(document, scale)))
        {
            var (scores, seconds) = (new Dictionary<Guid, double>(), new Dictionary<Guid, double>());
            var places = scoring.Scale.Items.Select(document.IndexOf).ToList();
            foreach (var row in readable)
            {
                if (scoring.TryScore(row.Answers, out var score))
                    scores[row.Person] = score;
                if (AnswerPace.Median(AnswerPace.Seconds(row.Tenths), places) is { } pace)
                    seconds[row.Person] = pace;
            }

            foreach (var (column, values) in Columns(scoring, wave).Zip([scores, seconds]))
                yield return new MeasuredValues(column, values);
        }
    }

    /// <summary>Feelings granted, and seconds an answer, in this order.</summary>
    public static IEnumerable<MeasureColumn> Columns(ScaleScoring scoring, string wave)
    {
        yield return new MeasureColumn(MeasureIds.Granted + scoring.Scale.Id, wave, scoring.Scale.Direction, scoring.Lowest, scoring.Highest);
        yield return new MeasureColumn(MeasureIds.Seconds + scoring.Scale.Id, wave, ScaleDirection.Neutral, 0, LongestSeconds);
    }
}
