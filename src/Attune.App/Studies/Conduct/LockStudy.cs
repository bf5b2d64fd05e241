using System.Security.Cryptography;
using Attune.App.Consents;
using Attune.App.Content;
using Attune.App.Documents;
using Attune.App.Programmes;
using Attune.App.Storage;
using Attune.App.Studies.Allocations;
using Attune.App.Studies.Plans;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>
/// Fixes a plan before anyone has answered: its hash and signature, the seed of its allocation and what is published of it,
/// its instruments in their exact versions, and what people read about it before they agree.
/// </summary>
public static class LockStudy
{
    public sealed record Request(Guid Programme, string By);

    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Locked(PlanVersion Version) : Outcome;

        public sealed record NoSuchStudy : Outcome;

        public sealed record LockedAlready : Outcome;

        public sealed record ProgrammeHasBegun : Outcome;

        /// <summary>Nobody says who answers for it.</summary>
        public sealed record NoName(int Longest) : Outcome;

        public sealed record Wrong(IReadOnlyList<PlanProblem> Problems) : Outcome;
    }

    public static async Task<Outcome> Handle(
        Request request, AttuneDb db, DocumentShelf shelf, ContentLibrary library, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Studies.SingleOrDefaultAsync(s => s.ProgrammeId == request.Programme, ct) is not { } study)
            return new Outcome.NoSuchStudy();
        var programme = await db.Programmes.SingleAsync(p => p.Id == request.Programme, ct);
        if (study.State != StudyState.Draft)
            return new Outcome.LockedAlready();
        if (programme.State != ProgrammeState.Draft)
            return new Outcome.ProgrammeHasBegun();
        var by = request.By.Trim();
        if (by.Length is 0 or > StudyVersion.ByLength)
            return new Outcome.NoName(StudyVersion.ByLength);
        var reading = await CheckPlan.Of(study.Draft, programme, db, shelf, library, clock, ct);
        if (reading.Plan is not { } plan)
            return new Outcome.Wrong(reading.Problems);

        var now = clock.GetUtcNow();
        var version = PlanVersion.Of(now, by, "", plan, "");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var pinned = plan.Conduct is null ? [] : await Instruments(plan, programme, db, shelf, library, ct);
        Lock(study, plan, db, master, now);
        db.StudyVersions.Add(StudyVersion.Of(study, 1, version, master));
        db.ProgrammeInstruments.AddRange(pinned);
        if (plan.Conduct is { } conduct)
            await Tell(programme, conduct.Told, db, now, ct);
        if (!await db.TrySave(ct))
            return new Outcome.LockedAlready(); // another request was first
        await transaction.CommitAsync(ct);
        return new Outcome.Locked(version);
    }

    private static void Lock(Study study, StudyPlan plan, AttuneDb db, MasterKey master, DateTimeOffset now)
    {
        var helpAt = plan.Conduct is null ? null : StudyWaves.HelpedAt(plan).FirstOrDefault();
        if (plan is not { Allocation: not null, Conduct: not null })
        {
            study.Lock(now, plan.Conduct is not null, helpAt, null, null);
            return;
        }

        var seed = new AllocationSeed(RandomNumberGenerator.GetBytes(AllocationSeed.Bytes));
        study.Lock(now, true, helpAt, StudySecrets.Seal(master, study.Id, seed), seed.Commitment(plan.Hash));
        AllocationBook.Open(db, study, plan, seed, now);
    }

    private static async Task<IReadOnlyList<ProgrammeInstrument>> Instruments(
        StudyPlan plan, Programme programme, AttuneDb db, DocumentShelf shelf, ContentLibrary library, CancellationToken ct)
    {
        var rows = new List<ProgrammeInstrument>();
        foreach (var wave in plan.Waves)
        {
            foreach (var (place, id) in StudyWaves.Instruments(plan, wave).Index())
            {
                rows.Add(new ProgrammeInstrument
                {
                    OrganisationId = programme.OrganisationId,
                    ProgrammeId = programme.Id,
                    Wave = StudyWaves.Key(wave),
                    Position = place,
                    InstrumentVersionId = await shelf.Keep(db, library.Instrument(id)!, library, ct),
                });
            }
        }

        return rows;
    }

    // Nobody has agreed to the text before: the programme is not open yet.
    private static async Task Tell(Programme programme, string told, AttuneDb db, DateTimeOffset now, CancellationToken ct)
    {
        var before = await db.ConsentVersions.Where(v => v.ProgrammeId == programme.Id).OrderByDescending(v => v.Number).FirstAsync(ct);
        db.ConsentVersions.Add(new ConsentVersion
        {
            Id = Guid.CreateVersion7(now),
            OrganisationId = programme.OrganisationId,
            ProgrammeId = programme.Id,
            Number = before.Number + 1,
            Text = $"{before.Text}\n\n{told.ReplaceLineEndings("\n").Trim()}",
            CreatedAt = now,
        });
    }
}
