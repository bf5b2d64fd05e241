using System.Globalization;
using Attune.App.Studies.Plans;
using CsvHelper;

namespace Attune.App.Studies.Runs;

/// <summary>A CSV file row by row, its cells by column name as texts, numbers or dates. Holds one row.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly CsvReader csv;
    private readonly PlanData mapping;
    private readonly ProblemList problems;
    private readonly ReadFile file;
    private readonly bool digits;
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    private CsvTable(CsvReader csv, PlanData mapping, ProblemList problems, ReadFile file) =>
        (this.csv, this.mapping, this.problems, this.file, digits) = (csv, mapping, problems, file, mapping.Missing.All(text => text.Length != 1));

    public string Name => file.Name;

    /// <summary>Share of the file that was read, from 0 to 1.</summary>
    public double Share => file.Share;

    public long Rows { get; private set; }

    public long Line => csv.LineNumber;

    public static CsvTable Open(string path, PlanData mapping, ProblemList problems)
    {
        var file = new ReadFile(path);
        return new CsvTable(
            CsvReader.Create(file, CsvReaderOptions.Default with
            {
                Separator = mapping.Separator,
                TrimWhitespace = true,
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Throw,
            }, leaveOpen: true), mapping, problems, file);
    }

    public bool Begin()
    {
        try
        {
            csv.ReadHeader();
        }
        catch (CsvFormatException problem)
        {
            problems.Add(new DataProblem(Name, problem.LineNumber, "", "expected a line with column names; " + problem.Message));
            return false;
        }

        var header = csv.Headers.ToArray();
        if (header.Length == 0)
            problems.Add(new DataProblem(Name, 1, "", "expected a first line with column names; the file is empty"));
        for (var i = 0; i < header.Length; i++)
            if (!places.TryAdd(i == 0 ? header[i].TrimStart('\uFEFF') : header[i], i))
                problems.Add(new DataProblem(Name, 1, header[i], "expected each column name once; it comes again"));
        return header.Length > 0 && places.Count == header.Length;
    }

    /// <summary>The next row that has as many cells as the header. A row that has not ends the reading: what follows it may
    /// be anything.</summary>
    public bool Next()
    {
        try
        {
            if (!csv.Read())
                return false;
        }
        catch (CsvFormatException problem)
        {
            problems.Add(new DataProblem(Name, problem.LineNumber, "", "expected a CSV row; " + problem.Message));
            return false;
        }

        Rows++;
        if (csv.FieldCount == places.Count)
            return true;
        problems.Add(new DataProblem(Name, Line, "", $"expected {places.Count} cells, found {csv.FieldCount}; nothing after this line was read"));
        return false;
    }

    public bool Has(string column) => places.ContainsKey(column);

    /// <summary>Whether all columns are there; the plan named them, so each that is not is a problem.</summary>
    public bool Knows(IEnumerable<string?> columns)
    {
        var missing = columns.OfType<string>().Distinct().Where(column => !Has(column)).ToList();
        foreach (var column in missing)
            problems.Add(new DataProblem(Name, 1, column, $"expected this column, which the plan names; there are {string.Join(", ", places.Keys.Take(60))}"));
        return missing.Count == 0;
    }

    /// <summary>The cell as text; null where it is empty or stands for no answer.</summary>
    public string? Text(string? column)
    {
        if (column is null || csv.IsEmpty(places[column]))
            return null;
        var text = csv.GetString(places[column]);
        return mapping.Missing.Contains(text) ? null : text;
    }

    /// <summary>The cell as a number between two ends, through labels first.</summary>
    public double? Number(string column, IReadOnlyDictionary<string, double> labels, double lowest, double highest)
    {
        // Most answers are one digit.
        if (labels.Count == 0 && digits && csv.GetSpan(places[column]) is [>= (byte)'0' and <= (byte)'9' and var digit] && digit - '0' is var small && small >= lowest && small <= highest)
            return small;
        if (Text(column) is not { } text)
            return null;
        if (!labels.TryGetValue(text, out var number) && !IsNumber(text, out number))
        {
            Wrong(column, labels.Count == 0 ? $"expected a number, found '{text}'" : $"expected a number or one of {string.Join(", ", labels.Keys)}, found '{text}'");
            return null;
        }

        if (number >= lowest && number <= highest)
            return number;
        Wrong(column, FormattableString.Invariant($"expected a number from {lowest} to {highest}, found {text}"));
        return null;
    }

    public DateOnly? Date(string? column)
    {
        if (Text(column) is not { } text)
            return null;
        string[] forms = mapping.Dates switch
        {
            DateOrder.DayMonthYear => ["d.M.yyyy", "d/M/yyyy", "d-M-yyyy"],
            DateOrder.MonthDayYear => ["M/d/yyyy", "M-d-yyyy"],
            _ => ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd"],
        };
        if (DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        var name = PlanDataPart.Dates.First(entry => entry.Value == mapping.Dates).Key;
        Wrong(column!, $"expected a date as {name} ({forms[0]}), found '{text}'; a file has one form of dates");
        return null;
    }

    public void Wrong(string column, string expected) => problems.Add(new DataProblem(Name, Line, column, expected));

    /// <summary>Of the whole file; asks for the rest of it where reading ended early.</summary>
    public string Sha256() => file.Sha256();

    public void Dispose()
    {
        csv.Dispose();
        file.Dispose();
    }

    private bool IsNumber(string text, out double number) =>
        double.TryParse(mapping.DecimalComma ? text.Replace(',', '.') : text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
