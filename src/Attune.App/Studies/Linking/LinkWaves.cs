using System.Globalization;

namespace Attune.App.Studies.Linking;

/// <summary>Puts the answers of two anonymous occasions together by the codes people made themselves.</summary>
public static class LinkWaves
{
    /// <summary>Fewer elements than this do not tell people apart.</summary>
    public const int FewestElements = 4;

    /// <param name="Code">Columns of the code's elements, in both files.</param>
    /// <param name="Tolerance">Most that two codes of one person may differ by, in elements.</param>
    /// <param name="Compare">Columns of the first file with numbers, in which the unlinked are compared with the linked.</param>
    public sealed record Request(string Before, string After, IReadOnlyList<string> Code, double Tolerance, IReadOnlyList<string> Compare);

    public abstract record Outcome
    {
        private Outcome() { }

        /// <param name="Exact">What linking without tolerance finds.</param>
        /// <param name="AlikeByChance">Pairs of different people in the first file as alike as the tolerance allows, of all pairs.</param>
        public sealed record Linked(
            CodeTable Before, CodeTable After, CodeLinks Links, CodeLinks Exact, (long Alike, long Pairs) AlikeByChance,
            IReadOnlyList<BaselineDifference> Differences, IReadOnlyList<string> Code) : Outcome;

        public sealed record Refused(IReadOnlyList<string> Problems) : Outcome;
    }

    public static Outcome Handle(Request request, CancellationToken ct)
    {
        var (before, wrongBefore) = CodeTable.Read(request.Before, ct);
        var (after, wrongAfter) = CodeTable.Read(request.After, ct);
        List<string> problems = [.. new[] { wrongBefore, wrongAfter }.OfType<string>()];
        if (request.Code.Count < FewestElements || request.Code.Distinct().Count() != request.Code.Count)
            problems.Add($"--code: expected {FewestElements} or more different columns, one an element of the code; fewer do not tell people apart");
        if (!(request.Tolerance >= 0 && request.Tolerance <= request.Code.Count / 2.0))
            problems.Add($"--tolerance: expected 0 to {(request.Code.Count / 2.0).ToString(CultureInfo.InvariantCulture)}, half of the elements; more would link strangers");
        foreach (var table in new[] { before, after }.OfType<CodeTable>())
            problems.AddRange(request.Code.Concat(table == before ? request.Compare : []).Where(column => table.Place(column) < 0)
                .Select(column => $"{table.Name}:1: {column}: expected this column; there are {string.Join(", ", table.Columns.Take(60))}"));
        if (problems.Count > 0)
            return new Outcome.Refused(problems);

        var (mine, theirs) = (Codes(before!, request.Code), Codes(after!, request.Code));
        var links = CodeLinks.Find(mine, theirs, request.Tolerance, ct);
        var differences = new List<BaselineDifference>();
        foreach (var column in request.Compare)
            differences.Add(Compare(before!, column, links, problems));
        return problems.Count > 0
            ? new Outcome.Refused(problems)
            : new Outcome.Linked(
                before!, after!, links, CodeLinks.Find(mine, theirs, 0, ct), CodeLinks.AlikeByChance(mine, request.Tolerance, ct), differences, request.Code);
    }

    private static List<SelfCode> Codes(CodeTable table, IReadOnlyList<string> code)
    {
        var places = code.Select(table.Place).ToList();
        return [.. table.Rows.Select(row => SelfCode.Of(places.Select(place => row[place])))];
    }

    private static BaselineDifference Compare(CodeTable before, string column, CodeLinks links, List<string> problems)
    {
        var place = before.Place(column);
        var (linked, unlinked) = (new List<double>(), new List<double>());
        foreach (var (row, cells) in before.Rows.Index())
        {
            if (cells[place] is not { } text || text == "NA")
                continue;
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            {
                problems.Add($"{before.Name}: row {row + 1}: {column}: expected a number such as 3 or 4.5, found '{text}'");
                break;
            }

            (links.Partner[row] is null ? unlinked : linked).Add(number);
        }

        return BaselineDifference.Of(column, linked, unlinked);
    }
}
