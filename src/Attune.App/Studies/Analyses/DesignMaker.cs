using Attune.App.Studies.Tables;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Analyses;

/// <summary>Makes design blocks of the complete rows of data blocks, in room that is used again.</summary>
internal sealed class DesignMaker(IReadOnlyList<ModelBlocks.Product> products, int numbers, int keys)
{
    private readonly ColumnBlock block = new(products.Count + 1, RowBlock.Capacity);
    private readonly double[][] columns = [.. Enumerable.Range(0, numbers).Select(_ => new double[RowBlock.Capacity])];
    private readonly int[] used = new int[RowBlock.Capacity];
    private readonly int[] every = [.. Enumerable.Range(0, RowBlock.Capacity)];
    private readonly bool multiplies = products.Any(product => !IsNumber(product) && !IsLevel(product));
    private int[] codesUsed = [];

    /// <summary>Places of the rows in which every number and key is given.</summary>
    public ReadOnlySpan<int> Used(RowBlock rows)
    {
        ReadOnlySpan<int> left = every.AsSpan(0, rows.Count);
        for (var i = 0; i < numbers; i++)
        {
            var codes = rows.Numbers.Codes(i);
            if (!codes.ContainsAnyInRange((byte)(ColumnBlock.Wide + 1), byte.MaxValue))
                continue;
            var kept = 0;
            foreach (var row in left)
                if (codes[row] <= ColumnBlock.Wide)
                    used[kept++] = row;
            left = used.AsSpan(0, kept);
        }

        for (var i = 0; i < keys; i++)
        {
            var codes = rows.Codes(i);
            if (!codes.Contains(-1))
                continue;
            var kept = 0;
            foreach (var row in left)
                if (codes[row] >= 0)
                    used[kept++] = row;
            left = used.AsSpan(0, kept);
        }

        return left;
    }

    /// <summary>The design of the used rows, and the outcome. Good until the next.</summary>
    public ColumnBlock Make(RowBlock rows, ReadOnlySpan<int> chosen)
    {
        block.Clear();
        if (multiplies)
            for (var i = 0; i < numbers; i++)
                rows.Numbers.CopyTo(i, columns[i]);
        for (var p = 0; p < products.Count; p++)
            if (IsNumber(products[p]))
                block.SetRows(p, rows.Numbers, products[p].Factors[0], chosen);
            else if (IsLevel(products[p]))
                Stand(block.Room(p), rows.Codes(products[p].Categories[0]), products[p].Stands, chosen);
            else
                Multiply(p, rows, chosen);
        block.SetRows(products.Count, rows.Numbers, numbers - 1, chosen);
        block.Fill(chosen.Length);
        return block;
    }

    private static bool IsNumber(ModelBlocks.Product product) => product is { Factors.Length: 1, Categories.Length: 0 };

    private static bool IsLevel(ModelBlocks.Product product) => product is { Factors.Length: 0, Categories.Length: 1 };

    private static void Stand(Span<byte> room, ReadOnlySpan<int> codes, bool[] stands, ReadOnlySpan<int> chosen)
    {
        for (var k = 0; k < chosen.Length; k++)
            room[k] = stands[codes[chosen[k]]] ? (byte)1 : (byte)0;
    }

    private void Multiply(int place, RowBlock rows, ReadOnlySpan<int> chosen)
    {
        var product = products[place];
        for (var k = 0; k < chosen.Length; k++)
        {
            var at = 0;
            for (var c = 0; c < product.Categories.Length; c++)
                at = at * product.Sizes[c] + rows.Codes(product.Categories[c])[chosen[k]];
            var value = product.Stands[at] ? 1.0 : 0;
            foreach (var factor in product.Factors)
                value *= columns[factor][chosen[k]];
            block.Set(place, k, value);
        }
    }

    /// <summary>A key of the used rows. Good until the next.</summary>
    public int[] Codes(RowBlock rows, ReadOnlySpan<int> chosen, int key)
    {
        if (codesUsed.Length != chosen.Length)
            codesUsed = new int[chosen.Length];
        var all = rows.Codes(key);
        for (var k = 0; k < codesUsed.Length; k++)
            codesUsed[k] = all[chosen[k]];
        return codesUsed;
    }
}
