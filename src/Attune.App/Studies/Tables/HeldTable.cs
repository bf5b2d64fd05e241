using System.Globalization;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Tables;

/// <summary>Columns that stay in memory as blocks: a byte a cell where a block's cells are small whole numbers.</summary>
/// <param name="places">Places of the columns in the table, ascending: the columns of each block.</param>
/// <param name="parts">The blocks, part by part in the order of the file.</param>
/// <param name="reports">What reading each column came upon.</param>
internal sealed class HeldTable(int[] places, IReadOnlyList<IReadOnlyList<ColumnBlock>> parts, IReadOnlyList<ColumnReport> reports)
{
    public IEnumerable<ColumnBlock> Blocks => parts.SelectMany(part => part);

    public bool Has(int place) => IndexOf(place) >= 0;

    public int IndexOf(int place) => Array.IndexOf(places, place);

    public ColumnReport Report(int place) => reports[IndexOf(place)];

    public IReadOnlyList<TFold> Fold<TFold>(int[] numbers, HeldKeys[] keys, Func<TFold> start, Action<TFold, RowBlock> add)
    {
        int[] chosen = [.. numbers.Select(IndexOf)];
        var folds = parts.Select(_ => start()).ToArray();
        var starts = new int[parts.Count];
        for (var i = 1; i < starts.Length; i++)
            starts[i] = starts[i - 1] + parts[i - 1].Sum(block => block.Count);
        void Run(int part)
        {
            var at = starts[part];
            int[][] codes = [.. keys.Select(key => key.Codes)];
            IReadOnlyList<string>[] texts = [.. keys.Select(key => key.Texts)];
            foreach (var block in parts[part])
            {
                add(folds[part], new RowBlock(block.Select(chosen), codes, texts, at));
                at += block.Count;
            }
        }

        if (parts.Count == 1)
            Run(0);
        else
            Parallel.For(0, parts.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, Run);
        return folds;
    }

    /// <summary>A column of whole numbers, written as such are, as keys.</summary>
    public HeldKeys Keys(int place)
    {
        int[] column = [IndexOf(place)];
        var codes = new int[Blocks.Sum(block => block.Count)];
        var known = new Dictionary<double, int>();
        var texts = new List<string>();
        var at = 0;
        foreach (var block in Blocks.Select(block => block.Select(column)))
        {
            var cells = block.Codes(0);
            var values = block.Values(0);
            for (var row = 0; row < cells.Length; row++, at++)
            {
                if (cells[row] > ColumnBlock.Wide)
                {
                    codes[at] = -1;
                    continue;
                }

                var number = cells[row] == ColumnBlock.Wide ? values[row] : cells[row];
                if (!known.TryGetValue(number, out codes[at]))
                {
                    known.Add(number, codes[at] = texts.Count);
                    texts.Add(((long)number).ToString(CultureInfo.InvariantCulture));
                }
            }
        }

        return new HeldKeys(codes, texts);
    }
}
