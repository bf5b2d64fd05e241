using Attune.App.People;
using Attune.App.Storage;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>What anyone needs to work the allocation out again: the plan as it was locked, the log, and at the end the seed.</summary>
public static class AllocationFiles
{
    public sealed record View(string Plan, string Lock, string Log, string Seed);

    /// <returns>Null where there is no locked study, or its arms are masked: with the moments in the log, A and B could be told apart.</returns>
    public static async Task<View?> Handle(Guid programme, AttuneDb db, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Studies.AsNoTracking().SingleOrDefaultAsync(s => s.ProgrammeId == programme, ct) is not { OpenedAt: not null, UnmaskedAt: not null, SealedSeed: not null } study)
            return null;
        // By the plan and not by a row alone: whoever could write a row would know the next assignment.
        var today = JoinProgramme.Today(clock);
        if (!await OutcomeDoor.Enter(db, study.Id, master, today, ct))
            return null;
        var plan = await LockedPlan.Load(db, study, master, ct);
        return OutcomeDoor.MayUnmask(study, plan.Latest, today)
            ? new View(plan.First.Canonical + "\n", plan.Lock.ToJson(), await AllocationBook.Text(db, study.Id, ct), StudySecrets.Open(master, study).Reveal() + "\n")
            : null;
    }
}
