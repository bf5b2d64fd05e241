using Attune.Measurement.Summaries;

namespace Attune.Measurement.Effects;

/// <summary>Finds out from the cells how the factors lie: one alone, each within the next, or crossed.</summary>
internal static class GroupLayout
{
    public static (IMixedStructure Structure, IReadOnlyDictionary<string, int> Groups) Of(MixedDesign design, GroupedSummary<MomentSummary> cells, long rows)
    {
        var factors = design.Blocks.Count;
        var ids = design.Blocks.Select(_ => new Dictionary<string, int>(StringComparer.Ordinal)).ToArray();
        List<(int[] Levels, double[] Cross)> found = [];
        foreach (var (key, part) in cells.Groups)
        {
            if (part.Count == 0)
                continue;
            var names = key.Split('\u001f');
            if (names.Length != factors)
                throw new ArgumentException($"A cell is told by {factors} levels; this one has {names.Length}.", nameof(cells));
            var levels = new int[factors];
            for (var k = 0; k < factors; k++)
                if (!ids[k].TryGetValue(names[k], out levels[k]))
                    ids[k].Add(names[k], levels[k] = ids[k].Count);
            found.Add((levels, design.Cross(part)));
        }

        for (var k = 0; k < factors; k++)
            Check(design.Blocks[k], ids[k].Count, rows);
        var groups = design.Blocks.Select((block, k) => (block.Group, ids[k].Count)).ToDictionary(pair => pair.Group, pair => pair.Count);
        // Finest first.
        int[] order = [.. Enumerable.Range(0, factors).OrderByDescending(k => ids[k].Count)];
        int[] counts = [.. order.Select(k => ids[k].Count)];
        found = [.. found.Select(cell => (order.Select(k => cell.Levels[k]).ToArray(), cell.Cross))];
        FactorBlock[] blocks = [.. order.Select(k => design.Blocks[k].Block)];
        for (var k = 1; k < factors; k++)
            for (var l = 0; l < k; l++)
                if (counts[l] == counts[k] && Parents(found, l, k, counts[l]) is not null)
                    throw new AssumptionException("grouping factors that differ", $"{design.Blocks[order[l]].Group} and {design.Blocks[order[k]].Group} make the same groups");

        var chain = new int[factors][][];
        for (var k = 1; k < factors; k++)
        {
            if (Parents(found, k - 1, k, counts[k - 1]) is not { } parents)
                return (new CrossedGroups(design, found, blocks, counts), groups);
            var children = new List<int>[counts[k]];
            for (var child = 0; child < parents.Length; child++)
                (children[parents[child]] ??= []).Add(child);
            chain[k - 1] = [.. children.Select(list => list.ToArray())];
        }

        var leaves = new double[counts[0]][];
        foreach (var (levels, cross) in found)
            leaves[levels[0]] = cross;
        if (blocks is [{ Columns: [var only] }])
            return (new AlikeGroups(design, leaves, only), groups);
        return (new NestedGroups(design, leaves, chain[..(factors - 1)], blocks), groups);
    }

    private static void Check((string Group, FactorBlock Block) block, int levels, long rows)
    {
        if (levels < 2)
            throw new AssumptionException("at least two groups", $"{block.Group} has {levels}");
        if (levels >= rows)
            throw new AssumptionException("groups with more than one row", $"{block.Group}: {levels} groups of {rows} rows");
        if ((long)levels * block.Block.Columns.Length >= rows)
            throw new AssumptionException("more rows than random effects", $"{block.Group}: {levels * block.Block.Columns.Length} effects, {rows} rows");
    }

    /// <summary>The level of the coarser factor that each level of the finer lies in; null where one lies in two.</summary>
    private static int[]? Parents(List<(int[] Levels, double[] Cross)> cells, int finer, int coarser, int count)
    {
        var parents = new int[count];
        Array.Fill(parents, -1);
        foreach (var (levels, _) in cells)
        {
            ref var parent = ref parents[levels[finer]];
            if (parent >= 0 && parent != levels[coarser])
                return null;
            parent = levels[coarser];
        }

        return parents;
    }
}
