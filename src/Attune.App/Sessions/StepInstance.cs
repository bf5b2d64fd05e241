using Attune.App.Matching;
using Attune.App.Practices;

namespace Attune.App.Sessions;

/// <summary>A step as one person meets it: the step, and the match it deals with where it deals with one.</summary>
/// <param name="Key">Its address within the session: the step's id, with the match's number after a dot.</param>
/// <param name="Match">Null for a step gone through once, and for one that still waits for its match.</param>
public sealed record StepInstance(PracticeStep Step, StepSubject Subject, string Key, Match? Match)
{
    /// <summary>The address of a step about one of several stories or reflections.</summary>
    public static string KeyOf(PracticeStep step, int number) => $"{step.Id}.{number}";

    /// <summary>Whether everyone meets it, and it has a place among the steps.</summary>
    public bool ForEveryone => Step.When is null && StepCatalogue.Of(Step.Kind).ForEveryone;

    public bool Waits => Subject != StepSubject.Once && Match is null;
}
