using Attune.App.Studies.Plans;
using Attune.App.Studies.Sentences;

namespace Attune.App.Studies.StudyReports;

/// <summary>What the rule for harm says, and what to do.</summary>
public static class HarmWords
{
    /// <param name="over">The study has ended, so that there is nothing left to pause.</param>
    public static string Of(StudyPlan plan, HarmVerdict harm, StudyWords words, bool over = false)
    {
        var because = Because(plan, harm, words);
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

    /// <summary>Because of which outcomes, and whether on average or by the number of people who got reliably worse.</summary>
    public static string Because(StudyPlan plan, HarmVerdict harm, StudyWords words) => string.Join(", ", harm.Because.Select(reason =>
    {
        var outcome = StudyWords.OfArm(plan.Outcomes.First(outcome => outcome.Id == reason.Outcome).Label, plan, reason.Arm);
        return words[!reason.MorePeople ? "Rule.OnAverage" : reason.OnAverage ? "Rule.Both" : "Rule.MorePeople", outcome];
    }));
}
