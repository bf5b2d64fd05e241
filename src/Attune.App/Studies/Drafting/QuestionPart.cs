using System.Text.Json.Nodes;

namespace Attune.App.Studies.Drafting;

/// <summary>What the study asks, in plain words, and of whom.</summary>
public sealed record QuestionPart(string Title, string Question, string Eligible)
{
    public static QuestionPart Read(string draft)
    {
        var plan = PlanText.Parse(draft);
        return new QuestionPart(plan.Text("title"), plan.Text("question"), plan.Text("eligible"));
    }

    /// <summary>The fields that still miss something; empty where it can go on.</summary>
    public IEnumerable<string> Wrong()
    {
        if (string.IsNullOrWhiteSpace(Title))
            yield return "title";
        if (string.IsNullOrWhiteSpace(Question))
            yield return "question";
    }

    public string Write(string draft)
    {
        var plan = PlanText.Parse(draft);
        (plan["format"], plan["title"], plan["question"], plan["eligible"]) = (Plans.StudyPlanReader.Format, Title.Trim(), Question.Trim(), Eligible.Trim());
        return PlanText.Write(plan);
    }
}
