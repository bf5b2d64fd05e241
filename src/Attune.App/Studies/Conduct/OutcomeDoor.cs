using Attune.App.People;
using Attune.App.Storage;
using Attune.App.Studies.Plans;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>
/// The only way to the answers of a study. Until it has been opened no query of any feature finds one of them: the
/// database context leaves them out (<see cref="AttuneDb.OpenedStudy"/>).
/// </summary>
internal static class OutcomeDoor
{
    /// <summary>Whether the plan, as it was locked and signed, lets the outcomes be opened on this day.</summary>
    public static bool MayOpen(Study study, StudyPlan plan, DateOnly today) =>
        study.LockedAt is not null && (study.StoppedAt is not null || (plan.Conduct is { } conduct && conduct.Opens <= today));

    /// <summary>Whether the plan lets it be known on this day which arm is which.</summary>
    public static bool MayUnmask(Study study, StudyPlan plan, DateOnly today) =>
        study.OpenedAt is not null && MayOpen(study, plan, today) && (study.StoppedAt is not null || plan.Conduct!.Unmasks <= today);

    /// <summary>
    /// Whether a study is run in a programme whose outcomes are not opened: what its practice asked would tell of them. That it
    /// is run here, and until when, is asked of the plan as it was signed: a row alone opens nothing.
    /// </summary>
    public static async Task<bool> KeepsClosed(AttuneDb db, Guid programme, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Studies.AsNoTracking().SingleOrDefaultAsync(s => s.ProgrammeId == programme && db.StudyVersions.Any(v => v.StudyId == s.Id), ct) is not { } study)
            return false;
        var plan = (await LockedPlan.Load(db, study, master, ct)).Latest;
        return plan.Conduct is not null && (study.OpenedAt is null || !MayOpen(study, plan, JoinProgramme.Today(clock)));
    }

    /// <summary>Lets this context read the answers of a study; false where it is too early, or nobody has opened it yet.</summary>
    public static async Task<bool> Enter(AttuneDb db, Guid studyId, MasterKey master, DateOnly today, CancellationToken ct)
    {
        // As the database has it: whatever a caller holds in its hands does not count.
        if (await db.Studies.AsNoTracking().SingleOrDefaultAsync(s => s.Id == studyId, ct) is not { OpenedAt: not null } study)
            return false;
        var plan = await LockedPlan.Load(db, study, master, ct);
        if (!MayOpen(study, plan.Latest, today))
            return false;
        db.OpenedStudy = study.Id;
        return true;
    }
}
