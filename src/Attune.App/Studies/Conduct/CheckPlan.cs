using Attune.App.Content;
using Attune.App.Programmes;
using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Conduct;

/// <summary>Whether a draft can be locked, and what is still wrong with it.</summary>
internal static class CheckPlan
{
    public const string File = "study.json";

    public static PlanReading Of(string draft, Programme programme, ContentLibrary library)
    {
        var reading = StudyPlanReader.Read(draft, File);
        // A plan without "conduct" is run from files; nothing more is asked of it.
        if (reading.Plan is not { Conduct: not null } plan)
            return reading;
        var broken = ConductRules.Broken(plan, programme, library).Select(problem => new PlanProblem(File, problem.Path, problem.Expected)).ToList();
        return broken.Count == 0 ? reading : new PlanReading(null, broken);
    }
}
