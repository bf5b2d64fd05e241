namespace Attune.App.Studies.Runs;

/// <summary>
/// Both scores of people put together by the sum of both, so that no line falls or rises by the sorting alone
/// (docs/decisions/0009). Exact while scores take few values; of very many, people whose sums lie within a two-thousandth of
/// the range of one another are put together first.
/// </summary>
internal sealed class ChangeLines(double lowest, double highest)
{
    private const int MostCells = 50_000, Bins = 2000, MostLines = 8;

    private Dictionary<(double Sum, double Before), (long People, double Before, double After)> cells = [];
    private bool coarse;

    public void Add(double before, double after)
    {
        var key = Key(before, after);
        var cell = cells.GetValueOrDefault(key);
        cells[key] = (cell.People + 1, cell.Before + before, cell.After + after);
        if (coarse || cells.Count <= MostCells)
            return;
        coarse = true;
        cells = cells.Values.GroupBy(many => Key(many.Before / many.People, many.After / many.People))
            .ToDictionary(group => group.Key, group => (group.Sum(many => many.People), group.Sum(many => many.Before), group.Sum(many => many.After)));
    }

    /// <summary>Lines of an arm, each of the minimum cell or more.</summary>
    public IEnumerable<(string Arm, long People, double Before, double After)> Of(string arm, int smallest)
    {
        var all = cells.Values.Sum(cell => cell.People);
        var lines = Math.Min(all / smallest, MostLines);
        var sorted = cells.OrderBy(cell => cell.Key).Select(cell => cell.Value).GetEnumerator();
        var (left, before, after) = (0L, 0.0, 0.0);
        for (var line = 0; line < lines; line++)
        {
            var people = all * (line + 1) / lines - all * line / lines;
            var (sumBefore, sumAfter, wanted) = (0.0, 0.0, people);
            while (wanted > 0)
            {
                if (left == 0)
                {
                    sorted.MoveNext();
                    left = sorted.Current.People;
                    (before, after) = (sorted.Current.Before / left, sorted.Current.After / left);
                }

                var take = Math.Min(left, wanted);
                sumBefore += take * before;
                sumAfter += take * after;
                (left, wanted) = (left - take, wanted - take);
            }

            yield return (arm, people, sumBefore / people, sumAfter / people);
        }
    }

    private (double Sum, double Before) Key(double before, double after) => coarse
        ? (Math.Floor((before + after - 2 * lowest) / (2 * (highest - lowest)) * Bins), 0)
        : (before + after, before);
}
