using Attune.App.Documents;
using Attune.App.Exports.Runs;
using Attune.App.Exports.Sources;
using Attune.App.Programmes;
using Attune.App.Sessions;
using Attune.App.Storage;
using Attune.App.Studies.Conduct;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Exports;

/// <summary>
/// Writes the answers of a closed programme row by row, of those who agreed to that. Like the report there is none while
/// people may still answer.
/// </summary>
public static class ExportProgramme
{
    /// <param name="Folder">New, empty, or with an export that was interrupted, which is gone on with.</param>
    /// <param name="Key">Of somebody who joins exports; null for codes that fit no other export.</param>
    public sealed record Request(Guid Programme, ExportReader Reader, string Folder, IReadOnlyList<ExportFormat> Formats, ExportKey? Key = null);

    public abstract record Outcome
    {
        private Outcome() { }

        /// <param name="WentOn">An interrupted export was completed.</param>
        public sealed record Written(ExportManifest Manifest, bool WentOn) : Outcome;

        public sealed record NoSuchProgramme : Outcome;

        /// <summary>People may still answer.</summary>
        public sealed record StillOpen : Outcome;

        /// <summary>A study is run in it whose outcomes are not opened yet.</summary>
        public sealed record StudyIsClosed : Outcome;

        /// <summary>Nobody was asked whether their answers may be given out row by row, so nobody said yes.</summary>
        public sealed record NobodyWasAsked : Outcome;

        /// <summary>Too few agreed, or so few did not that they could be worked out.</summary>
        public sealed record TooFew : Outcome;

        /// <summary>There is something else in the folder; nothing was written.</summary>
        public sealed record FolderInUse : Outcome;
    }

    public static async Task<Outcome> Handle(
        Request request, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, IProgress<long>? progress, CancellationToken ct)
    {
        if (!await request.Reader.MayRead(db, ct)
            || await db.Programmes.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Programme, ct) is not { } programme)
            return new Outcome.NoSuchProgramme();
        if (programme.State != ProgrammeState.Closed)
            return new Outcome.StillOpen();
        if (await OutcomeDoor.KeepsClosed(db, programme.Id, master, clock, ct))
            return new Outcome.StudyIsClosed();
        if (!await db.ConsentVersions.AnyAsync(v => v.ProgrammeId == programme.Id && v.RowsText != null, ct))
            return new Outcome.NobodyWasAsked();
        if (IsInUse(request.Folder))
            return new Outcome.FolderInUse();
        if (await Source(programme, db, shelf, ct) is not { } source)
            return new Outcome.TooFew();
        var run = new ExportRun(request.Folder, [.. request.Formats.Distinct().Order()], source, clock);
        var (manifest, wentOn) = await run.Write(request.Key, progress, ct);
        return new Outcome.Written(manifest, wentOn);
    }

    /// <summary>Of how many people rows could be given out now; null where there are too few.</summary>
    internal static async Task<IExportSource?> Source(Programme programme, AttuneDb db, DocumentShelf shelf, CancellationToken ct)
    {
        var documents = await ProgrammeDocuments.Load(db, shelf, programme, ct);
        var asked = Asked.In(documents);
        if (await HeldBack.Choose(db, programme.Id, asked, ExportManifest.SmallestCount, ct) is not { } held)
            return null;
        var people = new AgreedPeople(db, programme.Id, held);
        var count = await people.Count(ct);
        if (count < ExportManifest.SmallestCount)
            return null;
        var tables = new ProgrammeTables(asked, await AnsweredByFew(programme.Id, held, asked, db, ct));
        return new ProgrammeSource(db, programme.Id, documents.Practice.Title, programme.Simulated, tables, people, count, Notes(held.Count, asked, tables));
    }

    internal static bool IsInUse(string folder) =>
        File.Exists(folder)
        || Directory.Exists(folder) && !File.Exists(Path.Combine(folder, UnfinishedExport.FileName)) && Directory.EnumerateFileSystemEntries(folder).Any();

    private static async Task<IReadOnlySet<int>> AnsweredByFew(Guid programme, IReadOnlySet<Guid> held, IReadOnlyList<Asked> asked, AttuneDb db, CancellationToken ct)
    {
        var agreed = AgreedPeople.Of(db, programme).Select(p => p.Id);
        List<Guid> heldIds = [.. held];
        var people = await db.Responses.Where(r => r.ProgrammeId == programme && agreed.Contains(r.ParticipantId) && !heldIds.Contains(r.ParticipantId))
            .GroupBy(r => r.InstrumentVersionId).Select(g => new { g.Key, People = g.Select(r => r.ParticipantId).Distinct().Count() })
            .ToDictionaryAsync(g => g.Key, g => g.People, ct);
        return asked.Select(a => a.Instrument.VersionId).Where(version => people.GetValueOrDefault(version) < ExportManifest.SmallestCount).ToHashSet();
    }

    private static IReadOnlyList<string> Notes(int held, IReadOnlyList<Asked> asked, ProgrammeTables tables)
    {
        List<string> notes =
        [
            "Only people who agreed that their answers are used row by row are in it. Nothing that anybody wrote is in it, and no time of day or date.",
        ];
        if (held > 0)
            notes.Add("Some people who agreed are held back, by lot, so that those who did not agree cannot be worked out from the report and these rows together.");
        var few = asked.Where(a => !tables.Has(a.Instrument.VersionId)).Select(a => a.Instrument.Document.Title).Distinct().ToList();
        if (few.Count > 0)
            notes.Add($"Left out, since fewer than five of these people answered: {string.Join(", ", few)}.");
        return notes;
    }
}
