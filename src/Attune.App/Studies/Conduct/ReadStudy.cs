using Attune.App.Content;
using Attune.App.Documents;
using Attune.App.People;
using Attune.App.Programmes;
using Attune.App.Storage;
using Attune.App.Studies.Plans;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>A programme's study as its steward sees it: the plan, and before the end nothing but counts of everyone together.</summary>
public static class ReadStudy
{
    /// <param name="Study">Null where the programme has none yet.</param>
    /// <param name="Draft">The plan being written, and what is wrong with it; null from the lock on.</param>
    /// <param name="Plan">The locked plan; null before.</param>
    /// <param name="MayOpen">The outcomes may be opened now.</param>
    /// <param name="MayUnmask">The arms may be unmasked now.</param>
    public sealed record View(
        Programme Programme, Study? Study, PlanReading? Draft, LockedPlan? Plan, StudyCounts Counts, bool MayOpen, bool MayUnmask, string? LogHead);

    /// <returns>Null where the organisation has no such programme.</returns>
    public static async Task<View?> Handle(
        Guid programmeId, AttuneDb db, DocumentShelf shelf, ContentLibrary library, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Programmes.AsNoTracking().SingleOrDefaultAsync(p => p.Id == programmeId, ct) is not { } programme)
            return null;
        var study = await db.Studies.AsNoTracking().SingleOrDefaultAsync(s => s.ProgrammeId == programmeId, ct);
        if (study is null)
            return new View(programme, null, null, null, StudyCounts.None, false, false, null);
        if (study.State == StudyState.Draft)
            return new View(programme, study, await CheckPlan.Of(study.Draft, programme, db, shelf, library, clock, ct), null, StudyCounts.None, false, false, null);

        var plan = await LockedPlan.Load(db, study, master, ct);
        var today = JoinProgramme.Today(clock);
        var mayOpen = plan.Latest.Conduct is not null && study.OpenedAt is null && OutcomeDoor.MayOpen(study, plan.Latest, today);
        var mayUnmask = study.State == StudyState.Opened && plan.First.Allocation is not null && OutcomeDoor.MayUnmask(study, plan.Latest, today);
        // The head is published once the log is closed, and before the seed.
        var head = study.OpenedAt is null ? null
            : await db.AllocationLines.AsNoTracking().Where(l => l.StudyId == study.Id).OrderByDescending(l => l.Number).Select(l => l.Line).FirstOrDefaultAsync(ct);
        return new View(programme, study, null, plan, await StudyCounts.Count(db, study, plan.Latest, ct), mayOpen, mayUnmask, head is null ? null : HeadOf(head));
    }

    private static string HeadOf(string line)
    {
        using var entry = System.Text.Json.JsonDocument.Parse(line);
        return entry.RootElement.GetProperty("hash").GetString()!;
    }
}
