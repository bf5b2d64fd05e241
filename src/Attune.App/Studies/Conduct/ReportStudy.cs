using Attune.App.Documents;
using Attune.App.People;
using Attune.App.Programmes;
using Attune.App.Storage;
using Attune.App.Studies.Allocations;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>What a study found: from the stored answers, through the same reading and analysis as a study from files.</summary>
public static class ReportStudy
{
    public abstract record Outcome
    {
        private Outcome() { }

        /// <param name="Masked">The arms are called A and B; nothing leaves as a file before they are unmasked.</param>
        public sealed record Made(StudyResults Results, StudyData Data, bool Masked) : Outcome;

        public sealed record NoSuchStudy : Outcome;

        /// <summary>The outcomes are closed.</summary>
        /// <param name="Opens">The planned end.</param>
        /// <param name="MayOpen">Its time has come, and nobody has opened them yet.</param>
        public sealed record Closed(DateOnly? Opens, bool MayOpen) : Outcome;

        /// <summary>There are too few people, or what is stored cannot be compared.</summary>
        public sealed record NotPossible(IReadOnlyList<DataProblem> Problems) : Outcome;
    }

    public static async Task<Outcome> Handle(
        Guid programmeId, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Studies.AsNoTracking().SingleOrDefaultAsync(s => s.ProgrammeId == programmeId, ct) is not { LockedAt: not null } study)
            return new Outcome.NoSuchStudy();
        var locked = await LockedPlan.Load(db, study, master, ct);
        var today = JoinProgramme.Today(clock);
        if (locked.Latest.Conduct is null || !await OutcomeDoor.Enter(db, study.Id, master, today, ct))
            return new Outcome.Closed(locked.Latest.Conduct?.Opens, locked.Latest.Conduct is not null && OutcomeDoor.MayOpen(study, locked.Latest, today));

        var programme = await db.Programmes.AsNoTracking().SingleAsync(p => p.Id == programmeId, ct);
        var labels = locked.First.Allocation is { } allocation ? ArmLabels.From(allocation, StudySecrets.Open(master, study)) : null;
        var csv = await StudyRecords.Csv(db, study, locked.Latest, labels, await ProgrammeDocuments.Load(db, shelf, programme, ct), clock.LocalTimeZone, ct);
        var imported = await Import(locked.Latest, csv, ct);
        if (imported is not StudyImport.Outcome.Read { Data: var data })
            return new Outcome.NotPossible(((StudyImport.Outcome.Refused)imported).Problems);
        var masked = labels is not null && (study.UnmaskedAt is null || !OutcomeDoor.MayUnmask(study, locked.Latest, today));
        if (masked)
            data = MaskedArms.Of(data, labels!);
        return new Outcome.Made(StudyAnalysis.Of(data, locked.Lock), data, masked);
    }

    // The reading takes a file; it is there for a moment, for the owner of this process alone.
    private static async Task<StudyImport.Outcome> Import(StudyPlan plan, string csv, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("attune-study-");
        try
        {
            var file = Path.Combine(folder.FullName, StudyRecords.FileName);
            await File.WriteAllTextAsync(file, csv, ct);
            return StudyImport.Handle(plan, file, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
