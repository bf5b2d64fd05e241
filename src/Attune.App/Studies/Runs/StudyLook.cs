using Attune.App.Studies.Plans;
using Attune.Measurement.Trials;

namespace Attune.App.Studies.Runs;

/// <summary>Which of the planned looks this is, and what it may spend of the level.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Of">How many are planned.</param>
/// <param name="Boundary">What a primary outcome must cross at this look.</param>
public sealed record StudyLook(int Number, int Of, SpendingLook Boundary)
{
    public bool Last => Number == Of;

    /// <summary>Of the intervals of primary outcomes at this look.</summary>
    public double Confidence => 1 - Boundary.Level;

    /// <returns>Null where the plan has one look only, at the end.</returns>
    public static StudyLook? At(StudyPlan plan, int? number) => plan.Stopping.Looks == 1
        ? null
        : new StudyLook(number ?? plan.Stopping.Looks, plan.Stopping.Looks, AlphaSpending.OBrienFleming(plan.Stopping.Fractions, StudyResults.Level)[(number ?? plan.Stopping.Looks) - 1]);
}
