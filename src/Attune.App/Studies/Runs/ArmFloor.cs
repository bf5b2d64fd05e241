using Attune.App.Studies.Plans;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Runs;

/// <summary>
/// What an arm needs before anything is said of its effect. Of few people an effect would tell somebody's answer. With one
/// cluster in an arm, the arm and the cluster are the same thing: what the cluster is like cannot be told from what the arm did.
/// </summary>
internal static class ArmFloor
{
    public const int FewestClusters = 2;

    /// <summary>Why an arm cannot be held against the comparison; null where it can.</summary>
    /// <param name="groups">Moments by cluster of those with the outcome, arm columns among them.</param>
    public static string? Lacks(StudyPlan plan, GroupedSummary<MomentSummary> groups, string arm)
    {
        foreach (var one in plan.Arms.Where(one => one.Comparison || one.Id == arm))
        {
            var counts = groups.Groups.Values.Select(group => People(plan, group, one)).Where(count => count > 0).ToList();
            if (Lacks(plan, counts.Sum(), counts.Count, one.Label) is { } why)
                return why;
        }

        return null;
    }

    /// <summary>Why nothing can be said of these people; null where something can.</summary>
    /// <param name="people">People with the outcome.</param>
    /// <param name="clusters">Clusters they are in; not looked at where the plan names none.</param>
    public static string? Lacks(StudyPlan plan, long people, int clusters, string arm) =>
        people < plan.MinimumCell ? $"needs at least {plan.MinimumCell} people with the outcome in each arm; there are fewer in '{arm}'"
        : plan.Data?.Cluster is not null && clusters < FewestClusters
            ? $"needs at least {FewestClusters} groups with the outcome in each arm; there are fewer in '{arm}', so that what one group is like cannot be told from what was done there"
        : null;

    private static long People(StudyPlan plan, MomentSummary group, PlanArm arm)
    {
        long Of(PlanArm other) => (long)Math.Round(group.Count * group.Mean(group.IndexOf(OutcomeFrame.ArmColumn(other.Id))));
        return arm.Comparison ? group.Count - plan.Arms.Where(other => !other.Comparison).Sum(Of) : Of(arm);
    }
}
