using System.Text.Json.Nodes;
using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Conduct;

/// <summary>What an amendment may not touch: what people were given and asked already, and how early outcomes are known.</summary>
internal static class AmendmentRules
{
    private static readonly string[] Fixed = ["design", "arms", "allocation", "data", "afterTheFact"];

    public static IEnumerable<(string Path, string Expected)> Broken(StudyPlan before, StudyPlan after)
    {
        var (was, now) = (JsonNode.Parse(before.Canonical)!, JsonNode.Parse(after.Canonical)!);
        foreach (var part in Fixed.Where(part => !JsonNode.DeepEquals(was[part], now[part])))
            yield return (part, "expected as it was locked: people have been given and asked by it");
        if (!JsonNode.DeepEquals(was["conduct"]?["practice"], now["conduct"]?["practice"]))
            yield return ("conduct.practice", "expected as it was locked: people were told when they begin");
        if (!JsonNode.DeepEquals(was["conduct"]?["told"], now["conduct"]?["told"]))
            yield return ("conduct.told", "expected as it was locked: people agreed to these words");
        if (!JsonNode.DeepEquals(was["conduct"]?["clusters"], now["conduct"]?["clusters"]))
            yield return ("conduct.clusters", "expected as it was locked: chance has given each its arm");
        if (!JsonNode.DeepEquals(was["conduct"]?["helping"], now["conduct"]?["helping"]))
            yield return ("conduct.helping", "expected as it was locked: it was approved before anyone was asked");
        foreach (var problem in Waves(before, after))
            yield return problem;
        if (before.Conduct is { } first && (after.Conduct is not { } second || second.Opens < first.Opens || second.Unmasks < first.Unmasks))
            yield return ("conduct.opens", $"expected no earlier than it was locked ({first.Opens:yyyy-MM-dd}, unmasked {first.Unmasks:yyyy-MM-dd}): outcomes may be opened later, never earlier");
        var asked = Columns(before);
        foreach (var column in Columns(after).Except(asked))
            yield return ("measures", $"expected only what is asked already; '{column}' is not");
        if (after.ReleaseRows && !before.ReleaseRows)
            yield return ("release", "expected \"summaries\", as it was locked: nobody agreed that their row is given out");
        if (after.MinimumCell < before.MinimumCell)
            yield return ("minimumCell", $"expected {before.MinimumCell} or more, as it was locked: people agreed to it");
    }

    // Days may be moved; what is asked when may not.
    private static IEnumerable<(string, string)> Waves(StudyPlan before, StudyPlan after)
    {
        static PlanWave WithoutDays(PlanWave wave) => wave with { OpensDay = null, ClosesDay = null };
        if (!before.Waves.Select(WithoutDays).SequenceEqual(after.Waves.Select(WithoutDays)))
            yield return ("waves", "expected the waves as they were locked; only \"opensDay\" and \"closesDay\" may be moved");
        else if (before.Waves[0] != after.Waves[0])
            yield return ("waves[0]", "expected as it was locked: the first questions are asked when someone joins");
    }

    private static HashSet<string> Columns(StudyPlan plan) =>
        [.. plan.Measures.SelectMany(measure => measure.Columns.Values).SelectMany(columns => columns)];
}
