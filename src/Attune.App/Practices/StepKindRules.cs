namespace Attune.App.Practices;

/// <summary>What the heading of a step of one kind may say. What the kind does is the engine's.</summary>
/// <param name="Name">As written after <c>kind=</c>.</param>
/// <param name="Shows">One plain sentence for an author.</param>
public sealed record StepKindRules(string Name, string Shows, RoleRule Role, params IReadOnlyList<OptionRule> Options)
{
    /// <summary>
    /// What a person gives in such a step is kept once for these options: two steps alike in them are refused, since the
    /// second could never be sealed. Empty where a practice can have one such step; null where it can have any number.
    /// </summary>
    public IReadOnlyList<string>? Once { get; init; }

    /// <summary>The kind whose answers are kept in the same place, so that the same options of both are refused as well; null for its own.</summary>
    public string? KeptLike { get; init; }
}
