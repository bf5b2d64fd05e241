using Attune.App.Instruments;
using Attune.App.Measures;
using Attune.App.Programmes;
using Attune.App.Responses;
using Attune.App.Storage;
using Attune.App.Studies.Plans;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>What a study measured beside people's answers, by person and column: worked out from what is stored, as in the programme.</summary>
internal static class StudyMeasures
{
    /// <param name="responses">The study's own answers; reading them went through the door.</param>
    public static async Task<IReadOnlyDictionary<(Guid Person, string Column), double>> Of(
        AttuneDb db, Study study, StudyPlan plan, IReadOnlyList<Response> responses, ProgrammeDocuments documents, CancellationToken ct)
    {
        var found = new Dictionary<(Guid, string), double>();
        void Keep(string source, string wave, IEnumerable<MeasuredValues> measured)
        {
            foreach (var values in measured)
                foreach (var (person, value) in values.ByPerson)
                    found[(person, StudyWaves.Column(wave, source, values.Column.Id))] = value;
        }

        var sides = await db.SidesTaken.AsNoTracking().Where(s => s.ProgrammeId == study.ProgrammeId).ToDictionaryAsync(s => s.ParticipantId, s => s.Side, ct);
        foreach (var wave in plan.Waves)
        {
            var key = StudyWaves.Key(wave);
            foreach (var block in WaveBlock.Of(plan, wave).Where(block => block.Kind != WaveBlockKind.Own))
            {
                var pinned = StudyWaves.Pinned(documents, wave).First(pinned => pinned.Document.Id == block.Instrument);
                var given = responses.Where(r => r.InstrumentVersionId == pinned.VersionId).ToList();
                Keep(block.Instrument, wave.Id, block.Kind == WaveBlockKind.Picture
                    ? GapMeasures.Of(pinned.Document, key, Waves.PictureIn(key), given.Select(r => (r.ParticipantId, r.Wave, r.Answers)), sides)
                    : MindsMeasures.Of(pinned.Document, key, await Timed(db, [.. given.Where(r => r.Wave == key)], ct)));
            }

            // An own score alone needs no picture.
            foreach (var block in WaveBlock.Of(plan, wave).Where(block => block.Kind == WaveBlockKind.Own))
            {
                var pinned = StudyWaves.Pinned(documents, wave).First(pinned => pinned.Document.Id == block.Instrument);
                Keep(block.Instrument, wave.Id, GapMeasures.Of(pinned.Document, key, Waves.PictureIn(key), responses.Where(r => r.InstrumentVersionId == pinned.VersionId && r.Wave == key)
                    .Select(r => (r.ParticipantId, r.Wave, r.Answers)), sides).Where(values => values.Column.Id.StartsWith(MeasureIds.Own, StringComparison.Ordinal)));
            }
        }

        if (plan.Measures.SelectMany(measure => measure.Columns.Values).SelectMany(columns => columns).Any(column => StudyWaves.Read(column)?.Instrument == MeasureOffer.OfPractice))
            await OfPractice(db, study, plan, documents, Keep, ct);
        return found;
    }

    // What the practice calls before and after are the study's first wave and the one after it; helping is met after its wave.
    private static async Task OfPractice(
        AttuneDb db, Study study, StudyPlan plan, ProgrammeDocuments documents, Action<string, string, IEnumerable<MeasuredValues>> keep, CancellationToken ct)
    {
        var listening = await ExchangeMeasures.Of(study.ProgrammeId, documents, db, ct);
        keep(MeasureOffer.OfPractice, plan.Waves[0].Id, listening.Where(values => values.Column.Wave == Waves.Before));
        keep(MeasureOffer.OfPractice, plan.Waves[1].Id, listening.Where(values => values.Column.Wave == Waves.After));
        if (study.HelpAt is { } wave)
            keep(MeasureOffer.OfPractice, wave, await HelpingMeasures.Of(study.ProgrammeId, documents, db, ct));
    }

    private static async Task<IReadOnlyList<(Guid, byte[], byte[])>> Timed(AttuneDb db, IReadOnlyList<Response> given, CancellationToken ct)
    {
        var times = await db.AnswerTimes.AsNoTracking().Where(t => db.Responses.Any(r => r.Id == t.ResponseId && r.OfStudy == db.OpenedStudy)).ToDictionaryAsync(t => t.ResponseId, t => t.Tenths, ct);
        return [.. given.Where(r => times.ContainsKey(r.Id)).Select(r => (r.ParticipantId, r.Answers, times[r.Id]))];
    }
}
