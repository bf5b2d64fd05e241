using System.Runtime.CompilerServices;
using Attune.App.Exports.Tables;
using Attune.App.Instruments;
using Attune.App.Responses;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Exports.Sources;

/// <summary>The responses of a programme, five hundred people at a time.</summary>
internal sealed class ProgrammeSource(
    AttuneDb db, Guid programme, string title, bool simulated, ProgrammeTables tables, AgreedPeople people, long count, IReadOnlyList<string> notes) : IExportSource
{
    public string Title => title;

    public bool Simulated => simulated;

    public IReadOnlyList<ExportTable> Tables => tables.All;

    public long People => count;

    public IReadOnlyList<string> Notes => notes;

    public Task<string> Fingerprint(ExportKey key, CancellationToken ct) => people.Fingerprint(key, ct);

    public async IAsyncEnumerable<ExportChunk> Chunks(ExportKey key, int from, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var chunk in people.Chunks(key, from, ct))
        {
            List<Guid> ids = [.. chunk.Select(entry => entry.Person)];
            var joined = await db.Participants.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.JoinedAt, ct);
            var responses = (await db.Responses.AsNoTracking().Where(r => r.ProgrammeId == programme && ids.Contains(r.ParticipantId)).ToListAsync(ct))
                .OrderBy(r => r.SealedAt).ThenBy(r => r.Id).ToLookup(r => r.ParticipantId);
            var rows = new List<(int, ExportCell[])>();
            foreach (var (code, person) in chunk)
                new PersonRows(tables, code, joined[person], rows).Add(responses[person]);
            yield return new ExportChunk(chunk.Count, rows);
        }
    }

    /// <summary>The rows of one person.</summary>
    private sealed class PersonRows(ProgrammeTables tables, PersonCode code, DateTimeOffset joined, List<(int Table, ExportCell[] Cells)> rows)
    {
        public void Add(IEnumerable<Response> responses)
        {
            var wide = new ExportCell[tables.All[0].Columns.Count];
            wide[0] = ExportCell.Of(code);
            rows.Add((0, wide));
            var occasions = new Dictionary<(int, string), int>();
            foreach (var response in responses)
            {
                if (!tables.Has(response.InstrumentVersionId) || tables.Wave(response.Wave) == 0)
                    continue;
                var place = tables.Rows(response.InstrumentVersionId);
                // Bytes that are no response to what was asked would be answers nobody gave.
                if (!PackedAnswers.Fits(place.Document, response.Answers))
                    continue;
                var occasion = occasions[(response.InstrumentVersionId, response.Wave)] = occasions.GetValueOrDefault((response.InstrumentVersionId, response.Wave)) + 1;
                Long(place, response, occasion);
                if (occasion == 1 && tables.InPeople(response.InstrumentVersionId, response.Wave) is { } there)
                    Answers(place.Document, there.Scorings, response.Answers, wide.AsSpan(there.Items));
            }
        }

        private void Long(InstrumentRows place, Response response, int occasion)
        {
            var cells = new ExportCell[place.Columns.Count];
            cells[0] = ExportCell.Of(code);
            cells[1] = ExportCell.Of(tables.Wave(response.Wave));
            cells[2] = ExportCell.Of(occasion);
            cells[3] = ExportCell.Of(Math.Max(0, (response.SealedAt - joined).Days));
            Answers(place.Document, place.Scorings, response.Answers, cells.AsSpan(place.Items));
            if (place.Sureness is { } sure && response.Confidence is { } confidence && confidence.Length == place.Document.Items.Count)
                for (var i = 0; i < confidence.Length; i++)
                    cells[sure + i] = !PackedAnswers.IsValue(confidence[i]) ? Missing(confidence[i])
                        : confidence[i] >= place.Columns[sure + i].Lowest && confidence[i] <= place.Columns[sure + i].Highest ? ExportCell.Of(confidence[i]) : default;
            rows.Add((place.Table, cells));
            for (var i = place.Items; i < cells.Length; i++)
                if (cells[i].State == CellState.Missing)
                    Why(place, i, response.Wave, occasion, cells[i].Reason);
        }

        private void Why(InstrumentRows place, int column, string wave, int occasion, MissingReason reason) => rows.Add((tables.All.Count - 1,
        [
            ExportCell.Of(code), ExportCell.Of(tables.Wave(wave)), ExportCell.Of(occasion),
            ExportCell.Of(tables.QuestionPlace(tables.All[place.Table].Name, place.Columns[column].Name)), ExportCell.Of(MissingCodes.Place(reason) + 1),
        ]));

        private static void Answers(InstrumentDocument document, ScaleScoring[] scorings, byte[] packed, Span<ExportCell> to)
        {
            for (var i = 0; i < packed.Length; i++)
                to[i] = PackedAnswers.IsValue(packed[i]) ? ExportCell.Of(document.Items[i].Minimum + packed[i]) : Missing(packed[i]);
            for (var i = 0; i < scorings.Length; i++)
                to[packed.Length + i] = scorings[i].TryScore(packed, out var score) ? ExportCell.Of(score) : default;
        }

        private static ExportCell Missing(byte code) => Enum.IsDefined((MissingReason)code) ? ExportCell.Missing((MissingReason)code) : default;
    }
}
