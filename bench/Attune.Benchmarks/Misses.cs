using System.Globalization;

namespace Attune.Benchmarks;

/// <summary>Which goals a comparison misses, and the reason as far as it is known.</summary>
internal static class Misses
{
    private const double Quickest = 20, Usual = 100, Memory = 0.1;

    private static readonly string[] NamedForUsual = ["alpha", "cfa-mlr", "fiml", "mixed", "ancova-cr2"];

    private const string Reading =
        "reading the file is nearly all of it on both sides (the row reliable-change is little else); R's quickest way reads with data.table's fread, which uses every processor";

    private const string Fit = "the fit of R's quickest way works on the same small matrix as ours, and reading the file weighs as much as it";

    private static readonly Dictionary<string, string> Speed = new()
    {
        ["alpha"] = Reading,
        ["reliable-change"] = Reading,
        ["cfa-ml"] = Fit,
        ["invariance"] = Fit,
        ["mixed"] = "reading six columns is most of what is left: the search itself works on one summary for each size of cluster",
        ["ancova-hc3"] = "reading is most of it, and HC3 goes over the rows a second time",
        ["ancova-cr2"] = "reading is most of it; the rest is a small matrix for each cluster",
        ["impute"] = "twenty imputations with their draws go over every row on both sides",
    };

    private const string Held = "columns that are gone over more than once stay, a byte an answer and eight a decimal number, so that it grows with the rows; the runtime alone holds some 45 MB";

    private static readonly Dictionary<string, string> Room = new()
    {
        ["invariance"] = Held,
        ["polychoric"] = Held,
        ["wlsmv"] = Held,
        ["mixed"] = Held,
        ["ancova-hc3"] = Held,
        ["ancova-cr2"] = Held,
        ["fiml"] = "with a tenth of the answers missing among 28 items nearly every person is a pattern of their own, so that the summary by pattern is as large as the rows; it grows with them",
        ["impute"] = "the columns of the model are held whole, twice",
        ["meta"] = "each study is an estimate of its own; nothing is folded",
    };

    public static IEnumerable<string> Of(IEnumerable<AgainstR.Line> lines)
    {
        foreach (var line in lines)
        {
            if (line.Size <= 10_000 || line.Ours is not { Median: { } own } ours)
                continue;
            var quick = AgainstRPage.Quickest(line);
            List<string> missed = [];
            if (quick is { Stopped: false, Median: { } seconds } && seconds / own < Quickest)
                missed.Add(Number("{0:0.#} times R's quickest", seconds / own));
            if (NamedForUsual.Contains(line.Row) && line.Usual is { Stopped: false, Median: { } usual } && usual / own < Usual)
                missed.Add(Number("{0:0} times R's usual", usual / own));
            if (missed.Count > 0)
                yield return $"{line.Row}, {line.Size:n0}: {string.Join(", ", missed)}: {Speed.GetValueOrDefault(line.Row, "not known")}.";
            if (new[] { line.Usual, line.Quick }.OfType<Measured>().Where(side => side is { Problem: null, Stopped: false }).ToList() is { Count: > 0 } sides
                && sides.Min(side => side.PeakBytes) is var least && ours.PeakBytes > Memory * least)
                yield return Number($"{line.Row}, {line.Size:n0}: {{0:0}} % of the memory of R's leaner way: ", 100.0 * ours.PeakBytes / least)
                    + Room.GetValueOrDefault(line.Row, "the runtime alone holds some 45 MB, as much as R's own start; the rows are not held") + ".";
        }
    }

    private static string Number(string format, double value) => string.Format(CultureInfo.InvariantCulture, format, value);
}
