namespace Attune.App.Studies.Plans;

/// <summary>A difference between arms that the study asks for.</summary>
/// <param name="Measure">Its measure; null where <see cref="Model"/> says it.</param>
/// <param name="At">The wave at which arms are compared.</param>
/// <param name="From">The wave whose score is adjusted for; null for none.</param>
/// <param name="HigherIsBetter">Which way is good for people.</param>
/// <param name="WorthHaving">Smallest effect worth having (for a harm: worth minding), in points; above 0. Said before the data.</param>
/// <param name="Unit">What a point is.</param>
public sealed record PlanOutcome(
    string Id, string Label, OutcomeRole Role, bool Primary, string? Measure, string At, string? From, bool HigherIsBetter,
    double WorthHaving, string Unit, PlanModel? Model)
{
    /// <summary>The measure with the answers, given at <see cref="At"/>, about how it was at <see cref="From"/>; null where nobody
    /// was asked to look back.</summary>
    public string? ThenTest { get; init; }
}
