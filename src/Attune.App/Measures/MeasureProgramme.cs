using Attune.App.Documents;
using Attune.App.Programmes;
using Attune.App.Storage;
using Attune.App.Studies.Conduct;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Measures;

/// <summary>
/// The outcomes of a programme that are more than what people say of themselves: gaps, feelings granted, help given, and what
/// listening moved. Only of a closed programme, like its report.
/// </summary>
public static class MeasureProgramme
{
    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Measured(Programme Programme, MeasuredPeople People) : Outcome;

        public sealed record NoSuchProgramme : Outcome;

        /// <summary>People may still answer.</summary>
        public sealed record StillOpen(Programme Programme) : Outcome;

        /// <summary>A study is run in it whose outcomes are not opened yet.</summary>
        public sealed record StudyIsClosed(Programme Programme) : Outcome;
    }

    public static async Task<Outcome> Handle(
        Guid programmeId, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Programmes.AsNoTracking().SingleOrDefaultAsync(p => p.Id == programmeId, ct) is not { } programme)
            return new Outcome.NoSuchProgramme();
        if (programme.ClosedAt is null)
            return new Outcome.StillOpen(programme);
        return await OutcomeDoor.KeepsClosed(db, programme.Id, master, clock, ct)
            ? new Outcome.StudyIsClosed(programme)
            : new Outcome.Measured(programme, await Gather(programme, db, shelf, ct));
    }

    /// <summary>The same, whether or not the programme is closed: for whoever has made sure that outcomes may be looked at.</summary>
    internal static async Task<MeasuredPeople> Gather(Programme programme, AttuneDb db, DocumentShelf shelf, CancellationToken ct)
    {
        var documents = await ProgrammeDocuments.Load(db, shelf, programme, ct);
        var people = await db.Participants.AsNoTracking().Where(p => p.ProgrammeId == programme.Id && !p.Withdrawn).OrderBy(p => p.Number)
            .Select(p => new { p.Id, p.Number }).ToListAsync(ct);
        List<MeasuredValues> measured =
        [
            .. await GapMeasures.Of(programme.Id, documents, db, ct),
            .. await MindsMeasures.Of(programme.Id, documents, db, ct),
            .. await HelpingMeasures.Of(programme.Id, documents, db, ct),
            .. await ExchangeMeasures.Of(programme.Id, documents, db, ct),
        ];
        return new MeasuredPeople(
            [.. measured.Select(one => one.Column)],
            [.. people.Select(person => new MeasuredPerson(
                person.Id, person.Number, [.. measured.Select(one => one.ByPerson.TryGetValue(person.Id, out var value) ? value : (double?)null)]))]);
    }
}
