using System.Text.Json.Nodes;
using Attune.App.Studies.Allocations;
using Attune.App.Studies.Conduct;

namespace Attune.App.Studies.Drafting;

/// <summary>How people come to be compared, and what the groups are called.</summary>
/// <param name="Design">As study.json says it: wait-list, parallel, cluster, before-after, follow-up.</param>
/// <param name="Practice">The name of the group that goes through the practice at once.</param>
/// <param name="Other">The name of the group it is compared with.</param>
/// <param name="Site">A factor to balance, such as the place; empty for none.</param>
/// <param name="Levels">Its levels.</param>
/// <param name="Clusters">The whole groups that chance gives their turn; none where it gives it to single people.</param>
public sealed record DesignPart(string Design, string Practice, string Other, string Site, IReadOnlyList<string> Levels, IReadOnlyList<string> Clusters, bool AskGuess)
{
    /// <summary>The designs the pages offer. A file may say others, which are locked here and run from files.</summary>
    public static readonly IReadOnlyList<string> Offered = ["wait-list", "parallel", "cluster", "before-after", "follow-up"];

    private const string PracticeId = "practice";
    private const string OtherId = "comparison";

    public bool OfGroups => Design == "cluster";

    public bool OneGroup => Design is "before-after" or "follow-up";

    public static DesignPart Read(string draft)
    {
        var plan = PlanText.Parse(draft);
        var arms = plan.Objects("arms");
        var factor = plan.Object("allocation").Objects("factors").FirstOrDefault();
        return new DesignPart(
            plan.Text("design"), arms.FirstOrDefault(arm => !arm.Truth("comparison")).Text("label"), arms.FirstOrDefault(arm => arm.Truth("comparison")).Text("label"),
            factor.Text("name"), factor.Texts("levels"), plan.Object("conduct").Texts("clusters"), plan.Object("conduct").Truth("askGuess"));
    }

    /// <summary>The fields that still miss something; empty where it can go on.</summary>
    public IEnumerable<string> Wrong()
    {
        if (!Offered.Contains(Design))
            yield return "design";
        if (string.IsNullOrWhiteSpace(Practice))
            yield return "practice";
        if (!OneGroup && (string.IsNullOrWhiteSpace(Other) || Other.Trim() == Practice.Trim()))
            yield return "other";
        if (OfGroups && (Clusters.Count < ConductRules.FewestClusters || Clusters.Distinct(StringComparer.OrdinalIgnoreCase).Count() < Clusters.Count || !Clusters.All(AllocationText.IsName)))
            yield return "clusters";
        if (!OneGroup && !OfGroups && !string.IsNullOrWhiteSpace(Site) && (Levels.Count < 2 || Levels.Distinct().Count() < Levels.Count))
            yield return "levels";
    }

    public string Write(string draft)
    {
        var plan = PlanText.Parse(draft);
        plan["design"] = Design;
        var conduct = plan.Own("conduct");
        if (OneGroup)
        {
            plan["arms"] = new JsonArray(new JsonObject { ["id"] = PracticeId, ["label"] = Practice.Trim() });
            conduct["practice"] = new JsonObject { [PracticeId] = "now" };
            plan.Remove("allocation");
        }
        else
        {
            plan["arms"] = new JsonArray(
                new JsonObject { ["id"] = OtherId, ["label"] = Other.Trim(), ["comparison"] = true },
                new JsonObject { ["id"] = PracticeId, ["label"] = Practice.Trim() });
            conduct["practice"] = new JsonObject { [OtherId] = Design == "parallel" ? "never" : "afterwards", [PracticeId] = "now" };
            plan["allocation"] = Allocation();
        }

        if (OfGroups)
            conduct["clusters"] = PlanText.List(Clusters);
        else
            conduct.Remove("clusters");
        conduct["askGuess"] = AskGuess && !OneGroup;
        PlanColumns.Bind(plan);
        return PlanText.Write(plan);
    }

    private JsonObject Allocation()
    {
        var allocation = new JsonObject
        {
            ["method"] = "blocks",
            ["unit"] = OfGroups ? "cluster" : "person",
            ["arms"] = new JsonArray(new JsonObject { ["id"] = OtherId, ["ratio"] = 1 }, new JsonObject { ["id"] = PracticeId, ["ratio"] = 1 }),
            ["blockSizes"] = OfGroups ? new JsonArray(2, 4) : new JsonArray(4, 6), // all groups are there at the lock, and nobody foresees the next
        };
        if (Site.Trim().Length > 0 && !OfGroups)
            allocation["factors"] = new JsonArray(new JsonObject { ["name"] = Site.Trim(), ["levels"] = PlanText.List(Levels) });
        return allocation;
    }
}
