using Attune.App.Documents;
using Attune.App.Exports.Tables;
using Attune.App.Programmes;
using Attune.App.Storage;
using Attune.App.Studies.Conduct;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Exports;

/// <summary>What an export of a programme would hold now, before anything is written.</summary>
public static class OfferExport
{
    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Ready(Programme Programme, long People, IReadOnlyList<ExportTable> Tables, IReadOnlyList<string> Notes) : Outcome;

        public sealed record NoSuchProgramme : Outcome;

        public sealed record StillOpen(Programme Programme) : Outcome;

        public sealed record StudyIsClosed(Programme Programme) : Outcome;

        public sealed record NobodyWasAsked(Programme Programme) : Outcome;

        public sealed record TooFew(Programme Programme) : Outcome;
    }

    public static async Task<Outcome> Handle(
        Guid programmeId, ExportReader reader, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (!await reader.MayRead(db, ct) || await db.Programmes.AsNoTracking().SingleOrDefaultAsync(p => p.Id == programmeId, ct) is not { } programme)
            return new Outcome.NoSuchProgramme();
        if (programme.State != ProgrammeState.Closed)
            return new Outcome.StillOpen(programme);
        if (await OutcomeDoor.KeepsClosed(db, programme.Id, master, clock, ct))
            return new Outcome.StudyIsClosed(programme);
        if (!await db.ConsentVersions.AnyAsync(v => v.ProgrammeId == programme.Id && v.RowsText != null, ct))
            return new Outcome.NobodyWasAsked(programme);
        return await ExportProgramme.Source(programme, db, shelf, ct) is { } source
            ? new Outcome.Ready(programme, source.People, source.Tables, source.Notes)
            : new Outcome.TooFew(programme);
    }
}
