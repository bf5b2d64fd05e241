using System.Text.Json.Nodes;

namespace Attune.App.Studies.Drafting;

/// <summary>When people are asked, counted in days from when they agreed, and when the outcomes may be opened.</summary>
/// <param name="LaterOpens">First day of the last wave; null where there is none.</param>
public sealed record TimesPart(int? AfterOpens, int? AfterCloses, int? LaterOpens, int? LaterCloses, DateOnly? Opens, DateOnly? Unmasks, string HarmRule)
{
    public static readonly TimesPart Usual = new(28, 42, null, null, null, null, "");

    public static TimesPart Read(string draft)
    {
        var plan = PlanText.Parse(draft);
        var waves = plan.Objects("waves");
        JsonObject? Wave(string id) => waves.FirstOrDefault(wave => wave.Text("id") == id);
        if (waves.Count == 0)
            return plan.Text("design") == "follow-up" ? Usual with { LaterOpens = 90, LaterCloses = 120 } : Usual;
        return new TimesPart(
            Wave(PlanColumns.After).Whole("opensDay"), Wave(PlanColumns.After).Whole("closesDay"), Wave(PlanColumns.Later).Whole("opensDay"), Wave(PlanColumns.Later).Whole("closesDay"),
            plan.Object("conduct").Day("opens"), plan.Object("conduct").Day("unmasks"), plan.Object("stopping").Text("harm"));
    }

    /// <summary>The first day on which nobody can still answer, where the last person joins on this day.</summary>
    public DateOnly Earliest(DateOnly lastJoin) => lastJoin.AddDays(Math.Min(20_000, LaterCloses ?? AfterCloses ?? 0) + 1);

    /// <summary>The fields that still miss something; empty where it can go on.</summary>
    /// <param name="lastJoin">The last day on which people may join.</param>
    /// <param name="needsLater">The design asks for a second time afterwards.</param>
    public IEnumerable<string> Wrong(DateOnly lastJoin, bool needsLater)
    {
        if (AfterOpens is not > 0 || AfterCloses is null || AfterCloses < AfterOpens)
            yield return "after";
        var given = LaterOpens is not null || LaterCloses is not null;
        if ((needsLater || given) && (LaterOpens is null || LaterCloses is null || LaterOpens <= AfterCloses || LaterCloses < LaterOpens))
            yield return "later";
        if (Opens is null || Opens < Earliest(lastJoin))
            yield return "opens";
        if (Unmasks is not null && Unmasks < Opens)
            yield return "unmasks";
        if (string.IsNullOrWhiteSpace(HarmRule))
            yield return "harm";
    }

    public string Write(string draft)
    {
        var plan = PlanText.Parse(draft);
        var waves = new JsonArray(
            new JsonObject { ["id"] = PlanColumns.Before, ["label"] = "before" },
            Wave(PlanColumns.After, "after", AfterOpens, AfterCloses));
        if (LaterOpens is not null || LaterCloses is not null)
            waves.Add((JsonNode)Wave(PlanColumns.Later, "later", LaterOpens, LaterCloses));
        plan["waves"] = waves;
        var conduct = plan.Own("conduct");
        if (Opens is { } opens)
            conduct["opens"] = PlanText.Iso(opens);
        else
            conduct.Remove("opens");
        if (Unmasks is { } unmasks)
            conduct["unmasks"] = PlanText.Iso(unmasks);
        else
            conduct.Remove("unmasks");
        plan.Own("stopping")["harm"] = HarmRule.Trim();
        PlanColumns.Bind(plan);
        return PlanText.Write(plan);
    }

    private static JsonObject Wave(string id, string label, int? opens, int? closes)
    {
        var wave = new JsonObject { ["id"] = id, ["label"] = label };
        if (opens is { } from)
            wave["opensDay"] = from;
        if (closes is { } until)
            wave["closesDay"] = until;
        return wave;
    }
}
