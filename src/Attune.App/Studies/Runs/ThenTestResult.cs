using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Runs;

/// <summary>What people say afterwards of how it was before, beside what they said then. All figures rest on the people who gave
/// all three answers, in the points of the outcome, above 0 for higher; none is turned.</summary>
/// <param name="Outcome">Its <see cref="PlanOutcome.ThenTest"/> names the answers.</param>
/// <param name="Arms">Each arm by itself, in the order of the plan; those of fewer people than may be shown are left out.</param>
/// <param name="Apart">Each arm less the comparison, by arm; empty with one group, or where an arm may not be shown.</param>
/// <param name="NotEstimable">Why an estimate is missing; null where none is.</param>
public sealed record ThenTestResult(PlanOutcome Outcome, IReadOnlyList<ThenTestChange> Arms, IReadOnlyList<ThenTestChange> Apart, string? NotEstimable);
