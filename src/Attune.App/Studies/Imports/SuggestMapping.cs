using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Imports;

/// <summary>Looks at a file and writes a first mapping of it, to be read and corrected by somebody who knows the file.</summary>
public static class SuggestMapping
{
    private const int RowsLookedAt = 5_000;

    private static readonly HashSet<string> NoAnswer = new(StringComparer.OrdinalIgnoreCase) { "NA", "N/A", "#N/A", "NULL", "-", ".", "?" };

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="Plan">Its columns are looked for by name; null takes all columns as they are called.</param>
    public sealed record Request(string DataFile, StudyPlan? Plan);

    public abstract record Outcome
    {
        private Outcome() { }

        /// <param name="Remarks">What somebody has to decide.</param>
        public sealed record Suggested(string Json, IReadOnlyList<string> Remarks) : Outcome;

        public sealed record Unreadable(string Why) : Outcome;
    }

    public static Outcome Handle(Request request, CancellationToken ct)
    {
        if (!File.Exists(request.DataFile))
            return new Outcome.Unreadable($"There is no file {request.DataFile}.");
        var encoding = MappedText.Guess(request.DataFile);
        var separator = MappingReader.Separators.MaxBy(entry => Cells(request.DataFile, encoding, entry.Value));
        var columns = new List<SeenColumn>();
        using var text = MappedText.Open(request.DataFile, encoding);
        var rows = new MappedRows(text, separator.Value);
        try
        {
            if (!rows.Read())
                return new Outcome.Unreadable($"{request.DataFile} is empty.");
            columns.AddRange(rows.Cells.Select(name => new SeenColumn(name)));
            for (var row = 0; row < RowsLookedAt && rows.Read(); row++)
            {
                ct.ThrowIfCancellationRequested();
                for (var i = 0; i < Math.Min(columns.Count, rows.Cells.Count); i++)
                    columns[i].Add(rows.Cells[i], NoAnswer);
            }
        }
        catch (FormatException wrong)
        {
            return new Outcome.Unreadable($"{request.DataFile}, line {rows.Line}: {wrong.Message}.");
        }

        return Suggestion(request.Plan, encoding, separator.Key, columns);
    }

    private static Outcome.Suggested Suggestion(StudyPlan? plan, string encoding, string separator, List<SeenColumn> columns)
    {
        List<string> remarks = [];
        if (encoding == "windows-1252")
            remarks.Add("The file is not UTF-8. It is taken for windows-1252; look whether names with accents are right.");
        var json = new JsonObject { ["format"] = DataMapping.Format, ["encoding"] = encoding, ["separator"] = separator };
        var comma = columns.Exists(column => column.IsNumber(comma: true) && !column.IsNumber(comma: false));
        json["decimal"] = comma ? "," : ".";
        var missing = columns.SelectMany(column => column.Missing).Distinct().Order(StringComparer.Ordinal).ToList();
        json["missing"] = new JsonArray([.. missing.Select(code => (JsonNode)code)]);
        var wanted = plan is null ? null : PlanColumns.Of(plan);
        var (mapped, ignored) = (new JsonArray(), new JsonArray());
        foreach (var column in columns)
        {
            var to = wanted is null ? column.Name : wanted.FirstOrDefault(name => Plain(name) == Plain(column.Name));
            if (to is null)
            {
                ignored.Add(column.Name);
                remarks.Add($"'{column.Name}' is not in the plan by this name, and is left out. If it is one of its columns, move it to \"columns\" with \"to\".");
                continue;
            }

            mapped.Add(Column(column, to, comma, remarks));
        }

        foreach (var without in wanted?.Where(name => !columns.Exists(column => Plain(column.Name) == Plain(name))) ?? [])
            remarks.Add($"The plan reads '{without}', and no column here has that name.");
        json["columns"] = mapped;
        json["ignore"] = ignored;
        return new Outcome.Suggested(json.ToJsonString(Readable) + "\n", remarks);
    }

    private static JsonObject Column(SeenColumn column, string to, bool comma, List<string> remarks)
    {
        var kind = column.IsNumber(comma) ? "number" : column.IsDate ? "date" : "text";
        var json = new JsonObject { ["from"] = column.Name, ["to"] = to, ["as"] = kind };
        if (kind != "date" || column.Order is { Certain: true, Order: null })
            return json;
        if (column.Order.Order is { } order)
            json["dates"] = PlanDataPart.Dates.First(entry => entry.Value == order).Key;
        else
            remarks.Add($"The dates of '{column.Name}' can be read in two ways. Say which beside it: \"dates\": \"day-month-year\" or \"month-day-year\".");
        return json;
    }

    // The separator that gives the most cells in the first line is the one.
    private static int Cells(string path, string encoding, char separator)
    {
        using var text = MappedText.Open(path, encoding);
        var rows = new MappedRows(text, separator);
        try
        {
            return rows.Read() ? rows.Cells.Count : 0;
        }
        catch (FormatException)
        {
            return 0;
        }
    }

    private static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
