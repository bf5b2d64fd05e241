using Attune.App.Studies.Plans;
using Attune.App.Studies.Sentences;

namespace Attune.App.Studies.StudyReports;

/// <summary>What the rule for harm says, and what to do.</summary>
public static class HarmWords
{
    /// <param name="over">The study has ended, so that there is nothing left to pause.</param>
    public static string Of(StudyPlan plan, HarmVerdict harm, StudyWords words, bool over = false)
    {
        var because = string.Join(", ", harm.Because.Select(reason => StudyWords.OfArm(plan.Outcomes.First(outcome => outcome.Id == reason.Outcome).Label, plan, reason.Arm)));
        if (over)
            return harm.Advice == HarmAdvice.Pause ? Planned(words["Rule.Over.Pause", because]) : words[harm.Advice switch { HarmAdvice.Watch => "Rule.Over.Watch", HarmAdvice.CannotTell => "Rule.Over.CannotTell", _ => "Rule.Over.GoOn" }, because];
        return harm.Advice switch
        {
            HarmAdvice.Pause => Planned(words["Rule.Pause", because]),
            HarmAdvice.Watch => words["Rule.Watch", because],
            HarmAdvice.CannotTell => words["Rule.CannotTell"],
            _ => words["Rule.GoOn"],
        };

        string Planned(string said) => plan.Stopping.Harm == "" ? said : said + " " + words["Rule.Plan", plan.Stopping.Harm];
    }
}
