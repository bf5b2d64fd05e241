using Attune.App.Documents;
using Attune.App.Programmes;
using Attune.App.Sessions;
using Attune.App.Storage;
using Attune.App.Studies.Conduct;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Reports;

/// <summary>
/// Makes the report of a programme that is closed. There is none before: whoever can look at outcomes while people still
/// answer can stop at a good moment, and can find one person's answers by comparing the report before and after them.
/// </summary>
public static class MakeReport
{
    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Made(Report Report) : Outcome;

        public sealed record NoSuchProgramme : Outcome;

        /// <summary>People may still answer.</summary>
        public sealed record StillOpen(Programme Programme) : Outcome;

        /// <summary>A study is run in it whose outcomes are not opened yet; what the practice asked would tell of them.</summary>
        public sealed record StudyIsClosed(Programme Programme) : Outcome;
    }

    public static async Task<Outcome> Handle(
        Guid programmeId, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Programmes.AsNoTracking().SingleOrDefaultAsync(p => p.Id == programmeId, ct) is not { } programme)
            return new Outcome.NoSuchProgramme();
        if (programme.ClosedAt is not { } closed)
            return new Outcome.StillOpen(programme);
        if (await OutcomeDoor.KeepsClosed(db, programmeId, master, clock, ct))
            return new Outcome.StudyIsClosed(programme);

        var documents = await ProgrammeDocuments.Load(db, shelf, programme, ct);
        var asked = Asked.In(documents);
        var answers = new ResponseFold(asked);
        await foreach (var person in PersonResponses.Stream(db, programmeId, asked, ct))
            answers.Add(person);
        var pictures = new List<PictureChange>();
        foreach (var second in asked.Where(a => a.Use == AskedFor.LastPicture))
            pictures.Add(await PictureFold.Make(second.Instrument, answers.MissingIn(second), db, programmeId, ct));

        return new Outcome.Made(new Report(
            programme.Id,
            await db.Organisations.Where(o => o.Id == programme.OrganisationId).Select(o => o.Name).SingleAsync(ct),
            programme.Title,
            programme.Language,
            programme.Simulated,
            programme.OpenedAt,
            closed,
            clock.GetUtcNow(),
            await FlowCounts.Count(db, programmeId, documents.Practice, answers, ct),
            answers.Changes,
            answers.Understood,
            pictures,
            answers.Levels,
            answers.Reliabilities,
            answers.Missing,
            answers.Unreadable,
            await Sources(db, programmeId, documents, answers, ct)));
    }

    private static async Task<ReportSources> Sources(
        AttuneDb db, Guid programme, ProgrammeDocuments documents, ResponseFold answers, CancellationToken ct)
    {
        var practice = documents.Practice;
        var consents = await db.ConsentVersions.AsNoTracking().Where(v => v.ProgrammeId == programme).OrderBy(v => v.Number).ToListAsync(ct);
        var agreed = await db.ConsentRecords.Join(db.ConsentVersions.Where(v => v.ProgrammeId == programme), r => r.ConsentVersionId, v => v.Id, (r, _) => r)
            .GroupBy(r => r.ConsentVersionId).Select(g => new { g.Key, People = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.People, ct);
        return new ReportSources(
            new SourceDocument(practice.Id, practice.Version, practice.Title, practice.Hash),
            [.. documents.All.Select(entry => entry.Instrument.Document).DistinctBy(document => document.Hash).OrderBy(document => document.Id, StringComparer.Ordinal)
                .Select(document => new SourceDocument(document.Id, document.Version, document.Title, document.Hash))],
            [.. consents.Select(consent => new SourceConsent(consent.Number, consent.Hash, agreed.GetValueOrDefault(consent.Id)))],
            answers.Responses);
    }
}
