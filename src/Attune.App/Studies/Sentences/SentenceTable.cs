using System.Text;

namespace Attune.App.Studies.Sentences;

/// <summary>The cases of the honest sentence in the order in which they are asked; the first that holds is said.</summary>
public static class SentenceTable
{
    public static readonly IReadOnlyList<SentenceRow> Rows =
    [
        new(StudyCase.Compromised,
            "the plan is not the one that was locked; or a primary measure did not mean the same at both times; or drop-out differs between arms by more than chance explains (p < .01) and what one of the next cases rests on would read otherwise had the missing of one arm fared worse by up to twice the planned delta",
            "This study cannot answer its question",
            "An interval counts chance. It does not count a plan that moved, people who left because of how they fared, or a question that changed its meaning."),
        new(StudyCase.OneGroup,
            "there is one group",
            "With one group nobody can say what caused a change",
            "People change by themselves, and those who come at their worst get better on average."),
        new(StudyCase.ClearHarm,
            "the interval of a primary harm lies wholly on the side that is worse; or that of a primary benefit does, and Holm's p over all primaries is at most .05",
            "People in … fared worse",
            "Harm comes first, whatever else was found and however much else was asked: a harm need not survive the company of benefits. A benefit that came out worse, where several outcomes make that too easily chance, is not called clear, and is said all the same, first, as something to watch."),
        new(StudyCase.ClearBenefit,
            "the interval of a primary benefit lies wholly at or above the smallest effect worth having, and Holm's p over all primaries is at most .05",
            "… did good, and by enough to be worth having",
            "Only the lower end of the interval promises anything."),
        new(StudyCase.BenefitOfUnknownSize,
            "the interval of a primary benefit lies above 0 and holds the smallest effect worth having, and Holm's p is at most .05",
            "… did good; whether by enough to be worth having cannot be told",
            "That it is better is known; that it is worth its cost is not."),
        new(StudyCase.NoDifferenceWorthHaving,
            "the interval of every primary benefit lies wholly inside the smallest effect worth having, both ways, or above 0 but wholly below it",
            "… made no difference worth having",
            "No effect can be shown only by an interval that leaves no room for one worth having, never by a p above .05."),
        new(StudyCase.CannotTell,
            "none of these; or a benefit, or no difference, rests on outcomes that would read otherwise had the missing of one arm fared worse by up to twice the planned delta, and drop-out differs between arms (p < .05, or by 10 points or more)",
            "We cannot tell whether …",
            "The interval holds both nothing and something worth having. More people, not more analyses, would tell."),
    ];

    /// <summary>The table as Markdown, which docs/methods/honest-sentence.md holds.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("| case | when | the sentence begins | why |\n|---|---|---|---|\n");
        foreach (var row in Rows)
            text.Append($"| `{row.Case}` | {row.When} | {row.Says} | {row.Why} |\n");
        return text.ToString();
    }
}
