namespace Attune.App.Studies.Plans;

/// <summary>When the study stops for harm, and whether it looks in between for benefit.</summary>
/// <param name="Fractions">Share of the answers that is in at each planned look, rising to 1; one of 1 for none in between.</param>
/// <param name="Harm">What will be done about harm, in words. The rule itself is always on (docs/methods/looks.md).</param>
public sealed record StoppingPlan(IReadOnlyList<double> Fractions, string Harm)
{
    /// <summary>Planned looks, the last included.</summary>
    public int Looks => Fractions.Count;
}
