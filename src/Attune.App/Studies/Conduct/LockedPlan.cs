using Attune.App.Storage;
using Attune.App.Studies.Plans;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>A plan as it was locked, with its amendments, as the database holds them.</summary>
/// <param name="Plans">The plan of each version of the lock.</param>
public sealed record LockedPlan(PlanLock Lock, IReadOnlyList<StudyPlan> Plans)
{
    /// <summary>What was locked, and what the allocation is bound to.</summary>
    public StudyPlan First => Plans[0];

    /// <summary>With all amendments.</summary>
    public StudyPlan Latest => Plans[^1];

    /// <summary>On which days somebody who agreed on this day is asked, every wave after the first by id.</summary>
    internal IReadOnlyDictionary<string, (DateOnly Opens, DateOnly Closes)> Windows(DateOnly consentedOn, TimeZoneInfo zone) => MemberWindows.Of(
        Plans, [.. Lock.Versions.Select(version => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(version.At, zone).DateTime))], consentedOn);

    /// <exception cref="InvalidDataException">A version was altered: neither written by this program nor with this master key.</exception>
    public static async Task<LockedPlan> Load(AttuneDb db, Study study, MasterKey master, CancellationToken ct)
    {
        var rows = await db.StudyVersions.AsNoTracking().Where(v => v.StudyId == study.Id).OrderBy(v => v.Number).ToListAsync(ct);
        var versions = new PlanLock([.. rows.Select(row => row.Version)]);
        if (!versions.Holds || rows.Exists(row => !StudySecrets.Signed(master, row)))
            throw new InvalidDataException("The plan of a study was altered after it was locked. Nothing of the study is shown or asked any more.");
        return new LockedPlan(versions, [.. versions.Versions.Select(Read)]);
    }

    private static StudyPlan Read(PlanVersion version) =>
        StudyPlanReader.Read(version.Canonical, "study.json").Plan
        ?? throw new InvalidDataException("A locked plan can no longer be read by this program.");
}
