using Attune.App.Documents;
using Attune.App.People;
using Attune.App.Programmes;
using Attune.App.Storage;
using Attune.App.Studies.Allocations;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.App.Studies.Sentences;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>What a study found: from the stored answers, through the same reading and analysis as a study from files.</summary>
public static class ReportStudy
{
    public abstract record Outcome
    {
        private Outcome() { }

        /// <param name="Masked">The arms are called A and B.</param>
        public sealed record Made(StudyResults Results, StudyData Data, bool Masked) : Outcome;

        /// <summary>Asked for as a file while the arms are masked. Files go on to others, who would have A and B for good.</summary>
        public sealed record NoFileYet(DateOnly Unmasks) : Outcome;

        public sealed record NoSuchStudy : Outcome;

        /// <summary>The outcomes are closed.</summary>
        /// <param name="Opens">The planned end.</param>
        /// <param name="MayOpen">Its time has come, and nobody has opened them yet.</param>
        public sealed record Closed(DateOnly? Opens, bool MayOpen) : Outcome;

        /// <summary>There are too few people, or what is stored cannot be compared.</summary>
        public sealed record NotPossible(IReadOnlyList<DataProblem> Problems) : Outcome;
    }

    /// <param name="asFile">It is to leave as a file, which nothing does before the arms are unmasked.</param>
    public static async Task<Outcome> Handle(
        Guid programmeId, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, bool asFile, CancellationToken ct)
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
        // Whatever the plan says: people agreed to a report, and rows are those of the programme's export.
        data = data with { Plan = data.Plan with { ReleaseRows = false } };
        var masked = labels is not null && (study.UnmaskedAt is null || !OutcomeDoor.MayUnmask(study, locked.Latest, today));
        if (masked && asFile)
            return new Outcome.NoFileYet(locked.Latest.Conduct.Unmasks);
        if (masked)
            data = MaskedArms.Of(data, labels!);
        return new Outcome.Made(Stopped(StudyAnalysis.Of(data, locked.Lock), study, locked.Latest.Conduct.Opens, clock), data, masked);
    }

    private static StudyResults Stopped(StudyResults results, Study study, DateOnly planned, TimeProvider clock)
    {
        if (study.StoppedAt is not { } at)
            return results;
        var early = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone).DateTime) < planned;
        return results with
        {
            Stopped = new StudyStop(at, study.StoppedBecause ?? "", planned),
            Verdict = early ? results.Verdict with { Caveats = [.. results.Verdict.Caveats, Caveat.StoppedEarly] } : results.Verdict,
        };
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
