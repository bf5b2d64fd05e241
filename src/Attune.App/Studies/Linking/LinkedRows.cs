using System.Globalization;
using System.Text;

namespace Attune.App.Studies.Linking;

/// <summary>
/// The linked answers as a wide CSV file, a row a person of the first occasion, as <c>attune study run</c> reads them. The
/// codes are not in it: they have done what they were for.
/// </summary>
public static class LinkedRows
{
    public static string Write(LinkWaves.Outcome.Linked linked)
    {
        var (before, after) = (Answers(linked.Before, linked.Code), Answers(linked.After, linked.Code));
        var text = new StringBuilder("person")
            .Append(string.Concat(before.Select(place => "," + Quoted(linked.Before.Columns[place] + ".before"))))
            .Append(string.Concat(after.Select(place => "," + Quoted(linked.After.Columns[place] + ".after")))).Append('\n');
        foreach (var (row, cells) in linked.Before.Rows.Index())
        {
            var partner = linked.Links.Partner[row];
            text.Append((row + 1).ToString(CultureInfo.InvariantCulture))
                .Append(string.Concat(before.Select(place => "," + Quoted(cells[place] ?? ""))))
                .Append(string.Concat(after.Select(place => "," + Quoted(partner is { } found ? linked.After.Rows[found][place] ?? "" : "")))).Append('\n');
        }

        return text.ToString();
    }

    private static List<int> Answers(CodeTable table, IReadOnlyList<string> code) =>
        [.. Enumerable.Range(0, table.Columns.Count).Where(place => !code.Contains(table.Columns[place]))];

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
