using Attune.App.Content;
using Attune.App.Documents;
using Attune.App.Programmes;
using Attune.App.Storage;
using Attune.App.Studies.Plans;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>Changes a locked plan, with a date and a reason. Both versions are kept, and the report shows them side by side.</summary>
public static class AmendStudy
{
    public sealed record Request(Guid Programme, string Plan, string By, string Why);

    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Amended(PlanVersion Version) : Outcome;

        public sealed record Unchanged : Outcome;

        public sealed record NoSuchStudy : Outcome;

        /// <summary>It is not locked, or its outcomes are known already.</summary>
        public sealed record NotNow : Outcome;

        public sealed record NeedsNameAndReason : Outcome;

        public sealed record Wrong(IReadOnlyList<PlanProblem> Problems) : Outcome;
    }

    public static async Task<Outcome> Handle(
        Request request, AttuneDb db, DocumentShelf shelf, ContentLibrary library, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Studies.SingleOrDefaultAsync(s => s.ProgrammeId == request.Programme, ct) is not { } study)
            return new Outcome.NoSuchStudy();
        if (study.State is not (StudyState.Running or StudyState.Stopped))
            return new Outcome.NotNow();
        var locked = await LockedPlan.Load(db, study, master, ct);
        var programme = await db.Programmes.AsNoTracking().SingleAsync(p => p.Id == request.Programme, ct);
        var reading = await CheckPlan.Of(request.Plan, programme, db, shelf, library, clock, ct);
        if (reading.Plan is not { } plan)
            return new Outcome.Wrong(reading.Problems);
        if (plan.Hash == locked.Latest.Hash)
            return new Outcome.Unchanged();
        var (by, why) = (request.By.Trim(), request.Why.Trim());
        if (by.Length is 0 or > StudyVersion.ByLength || why.Length is 0 or > StudyVersion.WhyLength)
            return new Outcome.NeedsNameAndReason();
        var fixedParts = AmendmentRules.Broken(locked.Latest, plan).Select(problem => new PlanProblem(CheckPlan.File, problem.Path, problem.Expected)).ToList();
        if (fixedParts.Count > 0)
            return new Outcome.Wrong(fixedParts);

        var version = PlanVersion.Of(clock.GetUtcNow(), by, why, plan, locked.Lock.Latest.Entry);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.StudyVersions.Add(StudyVersion.Of(study, locked.Lock.Versions.Count + 1, version, master));
        if (plan.Conduct is not null)
            await MoveWaves.Handle(db, study, locked, new LockedPlan(new PlanLock([.. locked.Lock.Versions, version]), [.. locked.Plans, plan]), clock, ct);
        if (!await db.TrySave(ct))
            return new Outcome.NotNow(); // another amendment was first
        await transaction.CommitAsync(ct);
        return new Outcome.Amended(version);
    }
}
