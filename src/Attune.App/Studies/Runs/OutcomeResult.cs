using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Runs;

/// <summary>All about one outcome in one arm, against the comparison.</summary>
/// <param name="Arm">The arm; with one group, the group.</param>
/// <param name="Lead">What the plan lets lead: imputed or answered; null where it cannot be estimated.</param>
/// <param name="Answered">Those who gave the outcome only.</param>
/// <param name="Imputed">All who were randomised, the missing filled in several times.</param>
/// <param name="MissingInformation">Share of what could be known of the imputed effect that the missing took.</param>
/// <param name="Spread">Standard deviation of the outcome within arms, in points.</param>
/// <param name="Deltas">The effect had the missing fared worse.</param>
/// <param name="DropOutP">Fisher's exact test of drop-out between the arms; null with one group.</param>
/// <param name="Adjusted">Holm's probability over all primaries; null for others.</param>
/// <param name="Fragile">The reading would not hold had the missing of one arm fared worse by up to the planned delta, or up to
/// twice it where <see cref="Lopsided"/>.</param>
/// <param name="Lopsided">More dropped out of one arm than chance explains, or by ten points or more.</param>
/// <param name="NotEstimable">Why there is no effect.</param>
/// <param name="Model">What was fitted, in words of a formula.</param>
public sealed record OutcomeResult(
    PlanOutcome Outcome, string Arm, EffectEstimate? Lead, EffectEstimate? Answered, EffectEstimate? Imputed, double? MissingInformation,
    double? Spread, double? HedgesG, IReadOnlyList<ArmLevel> Levels, IReadOnlyList<DeltaPoint> Deltas, IReadOnlyList<ArmDropOut> DropOut,
    double? DropOutP, ChangeByArm? Change, double? Adjusted, OutcomeReading Reading, bool Fragile, bool Lopsided, string? NotEstimable, string Model)
{
    /// <summary>More dropped out of one arm than chance brings one time in a hundred. Less is no reason to call a study
    /// compromised, which is a claim as well.</summary>
    public bool LeftForAReason => DropOutP < 0.01;

    /// <summary>It would read <see cref="OutcomeReading.Worse"/>, and does not, had the missing of one arm fared worse as in
    /// <see cref="Fragile"/>.</summary>
    public bool HidesHarm { get; init; }

    /// <summary>The leading effect, above 0 for better.</summary>
    public EffectEstimate? Good => Lead?.Turned(Outcome.HigherIsBetter);
}
