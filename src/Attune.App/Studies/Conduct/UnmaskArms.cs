using Attune.App.People;
using Attune.App.Storage;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>Says which arm is A and which is B, on the day the plan names or later, and reveals the seed.</summary>
public static class UnmaskArms
{
    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Unmasked : Outcome;

        public sealed record NoSuchStudy : Outcome;

        public sealed record TooEarly(DateOnly Unmasks) : Outcome;

        /// <summary>The outcomes are opened first, with the arms masked.</summary>
        public sealed record NotOpened : Outcome;
    }

    public static async Task<Outcome> Handle(Guid programme, AttuneDb db, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Studies.SingleOrDefaultAsync(s => s.ProgrammeId == programme, ct) is not { LockedAt: not null } study)
            return new Outcome.NoSuchStudy();
        if (study.OpenedAt is null)
            return new Outcome.NotOpened();
        if (study.UnmaskedAt is not null)
            return new Outcome.Unmasked();
        var plan = await LockedPlan.Load(db, study, master, ct);
        if (!OutcomeDoor.MayUnmask(study, plan.Latest, JoinProgramme.Today(clock)))
            return new Outcome.TooEarly(plan.Latest.Conduct!.Unmasks);
        study.Unmask(clock.GetUtcNow());
        await db.TrySave(ct); // where another was first, it is as good
        return new Outcome.Unmasked();
    }
}
