using Attune.App.Content;
using Attune.App.Documents;
using Attune.App.People;
using Attune.App.Programmes;
using Attune.App.Storage;
using Attune.App.Studies.Plans;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>Whether a draft can be locked, and what is still wrong with it.</summary>
internal static class CheckPlan
{
    public const string File = "study.json";

    public static async Task<PlanReading> Of(
        string draft, Programme programme, AttuneDb db, DocumentShelf shelf, ContentLibrary library, TimeProvider clock, CancellationToken ct)
    {
        var reading = StudyPlanReader.Read(draft, File);
        // A plan without "conduct" is run from files; nothing more is asked of it.
        if (reading.Plan is not { Conduct: not null } plan)
            return reading;
        var practice = await shelf.Practice(db, programme.PracticeVersionId, ct);
        var broken = ConductRules.Broken(plan, programme, practice, library, JoinProgramme.Today(clock)).Select(problem => new PlanProblem(File, problem.Path, problem.Expected)).ToList();
        if (plan.Conduct.Helping is not null && !await db.HelpingApprovals.AnyAsync(a => a.ProgrammeId == programme.Id, ct))
            broken.Add(new PlanProblem(File, "conduct.helping", "expected that a steward who is signed in approves it on the programme's page as well: what the plan says about it has to be true"));
        return broken.Count == 0 ? reading : new PlanReading(null, broken);
    }
}
