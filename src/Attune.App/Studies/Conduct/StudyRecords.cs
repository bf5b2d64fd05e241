using System.Globalization;
using System.Text;
using Attune.App.Instruments;
using Attune.App.Programmes;
using Attune.App.Responses;
using Attune.App.Storage;
using Attune.App.Studies.Allocations;
using Attune.App.Studies.Plans;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>
/// The answers of a study as the file its plan describes: a row a person, so that a study run here and one run from files go
/// through the same reading. People are called what the allocation log calls them.
/// </summary>
internal static class StudyRecords
{
    public const string FileName = "people.csv";

    /// <param name="labels">Which arm a masked label stands for; null where there is one group.</param>
    public static async Task<string> Csv(
        AttuneDb db, Study study, StudyPlan plan, ArmLabels? labels, ProgrammeDocuments documents, TimeZoneInfo zone, CancellationToken ct)
    {
        if (db.OpenedStudy != study.Id)
            throw new InvalidOperationException("The outcomes of this study are closed.");
        var members = await db.StudyMembers.AsNoTracking().Where(m => m.StudyId == study.Id && m.EnteredAt != null).OrderBy(m => m.Subject).ToListAsync(ct);
        var all = await db.Responses.AsNoTracking().Where(r => r.OfStudy == study.Id).ToListAsync(ct);
        var responses = all.ToLookup(r => r.ParticipantId);
        var measured = await StudyMeasures.Of(db, study, plan, all, documents, ct);
        var factors = plan.Allocation?.Factors.Select(factor => factor.Name).ToList() ?? [];
        var clustered = plan.Design == StudyDesign.Cluster;
        string[] columns = [.. plan.Measures.SelectMany(measure => measure.Columns.Values).SelectMany(items => items).Distinct()];
        var byId = documents.All.Where(entry => entry.Wave.Length > 0).Select(entry => entry.Instrument).DistinctBy(pinned => pinned.VersionId).ToDictionary(pinned => pinned.VersionId, pinned => pinned.Document);

        var text = new StringBuilder();
        Row(text, ["person", .. plan.OneGroup ? Array.Empty<string>() : ["arm"], "consent", .. clustered ? ["cluster"] : Array.Empty<string>(), .. factors.Count > 0 ? ["stratum"] : Array.Empty<string>(), .. factors, .. plan.Conduct!.AskGuess ? ["guess"] : Array.Empty<string>(),
            .. plan.Waves.Select(wave => StudyWaves.DateColumn(wave.Id)), .. columns]);
        foreach (var member in members)
        {
            var cells = Cells(responses[member.ParticipantId], byId);
            List<string> levels = factors.Count == 0 ? [] : [.. member.Levels!.Split('|')];
            Row(text, [member.Subject, .. labels is null ? Array.Empty<string>() : [labels.Arm(member.Label!)], Day(member.ConsentedOn), .. clustered ? [member.Cluster ?? ""] : Array.Empty<string>(),
                .. factors.Count > 0 ? [string.Join(", ", levels)] : Array.Empty<string>(), .. levels, .. plan.Conduct.AskGuess ? [member.Guess ?? ""] : Array.Empty<string>(),
                .. plan.Waves.Select(wave => responses[member.ParticipantId].Where(r => r.Wave == StudyWaves.Key(wave)).Select(r => Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(r.SealedAt, zone).DateTime))).FirstOrDefault("")),
                .. columns.Select(column => measured.TryGetValue((member.ParticipantId, column), out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : cells.GetValueOrDefault(column, ""))]);
        }

        return text.ToString();
    }

    private static Dictionary<string, string> Cells(IEnumerable<Response> responses, Dictionary<int, InstrumentDocument> documents)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var response in responses)
        {
            if (Waves.WaveOfPicture(response.Wave) is not null)
                continue; // about the others, and measured above
            if (!documents.TryGetValue(response.InstrumentVersionId, out var document) || !PackedAnswers.TryRead(document, response.Answers, out var answers))
                continue; // damaged bytes are no answers
            foreach (var (item, answer) in document.Items.Zip(answers))
                if (answer.TryValue(out var value))
                    cells[StudyWaves.Column(response.Wave["study.".Length..], document.Id, item.Id)] = value.ToString(CultureInfo.InvariantCulture);
        }

        return cells;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Quoted)).Append('\n');

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
