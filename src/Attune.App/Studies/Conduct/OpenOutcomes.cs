using Attune.App.People;
using Attune.App.Storage;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>
/// Opens the outcomes of a study whose end has come. That ends the study: nobody is given an arm or asked any more, and the
/// allocation log is closed, so that its head is known before the seed is.
/// </summary>
public static class OpenOutcomes
{
    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Opened : Outcome;

        public sealed record NoSuchStudy : Outcome;

        /// <param name="Opens">The planned end; null where the plan is not run in the programme, so that there is nothing to open.</param>
        public sealed record TooEarly(DateOnly? Opens) : Outcome;
    }

    public static async Task<Outcome> Handle(Guid programme, AttuneDb db, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Studies.SingleOrDefaultAsync(s => s.ProgrammeId == programme, ct) is not { LockedAt: not null } study)
            return new Outcome.NoSuchStudy();
        if (study.OpenedAt is not null)
            return new Outcome.Opened();
        var plan = await LockedPlan.Load(db, study, master, ct);
        if (plan.Latest.Conduct is null || !OutcomeDoor.MayOpen(study, plan.Latest, JoinProgramme.Today(clock)))
            return new Outcome.TooEarly(plan.Latest.Conduct?.Opens);
        if (plan.First.Allocation is not null)
            (await AllocationBook.Load(db, study, plan, master, ct)).Close(clock.GetUtcNow());
        study.Open(clock.GetUtcNow());
        if (await db.TrySave(ct))
            return new Outcome.Opened();
        db.ChangeTracker.Clear(); // somebody was given an arm, or another opened it, at this very moment
        return await Handle(programme, db, master, clock, ct);
    }
}
