namespace Attune.Measurement.Trials;

/// <summary>One planned look at a trial's data.</summary>
/// <param name="Fraction">Share of the trial's information that is in; above 0, at most 1.</param>
/// <param name="Spent">Probability, if there were no effect, of having crossed a boundary at this look or an earlier one, both sides
/// together; from 0 to the level of the trial.</param>
/// <param name="Critical">How far from 0 a z must lie to cross the boundary, either side; above 0.</param>
/// <param name="Level">Probability of so large a z at this look alone, both sides together, if there were no effect: what a p is
/// compared with; from 0 to 1.</param>
public sealed record SpendingLook(double Fraction, double Spent, double Critical, double Level);
