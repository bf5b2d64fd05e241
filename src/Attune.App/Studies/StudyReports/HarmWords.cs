using Attune.App.Studies.Plans;
using Attune.App.Studies.Sentences;

namespace Attune.App.Studies.StudyReports;

/// <summary>What the rule for harm says, and what to do.</summary>
public static class HarmWords
{
    public static string Of(StudyPlan plan, HarmVerdict harm, StudyWords words)
    {
        var because = string.Join(", ", harm.Because.Select(reason => plan.Outcomes.First(outcome => outcome.Id == reason.Outcome).Label
            + (plan.Arms.Count > 2 ? $" ({plan.Arm(reason.Arm).Label})" : "")));
        return harm.Advice switch
        {
            HarmAdvice.Pause => words["Rule.Pause", because] + (plan.Stopping.Harm == "" ? "" : " " + words["Rule.Plan", plan.Stopping.Harm]),
            HarmAdvice.Watch => words["Rule.Watch", because],
            _ => words["Rule.GoOn"],
        };
    }
}
