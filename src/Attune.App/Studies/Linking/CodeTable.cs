using System.Text;
using CsvHelper;

namespace Attune.App.Studies.Linking;

/// <summary>A CSV file of one occasion, read whole or not at all.</summary>
public sealed record CodeTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows)
{
    /// <summary>More than this are compared pair by pair for minutes.</summary>
    public const int MostRows = 10_000;

    /// <summary>The table; or what is wrong with the file, by line.</summary>
    public static (CodeTable? Table, string? Problem) Read(string path, CancellationToken ct)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
            return (null, $"{name}: expected a CSV file; there is none at {path}");
        try
        {
            using var csv = CsvReader.FromFile(path, CsvReaderOptions.Default with
            {
                Separator = Separator(path),
                TrimWhitespace = true,
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Throw,
            });
            csv.ReadHeader();
            string[] columns = [.. csv.Headers.ToArray().Select((header, place) => place == 0 ? header.TrimStart('\uFEFF') : header)];
            if (columns.Length == 0)
                return (null, $"{name}:1: expected a first line with column names; the file is empty");
            if (columns.GroupBy(column => column).FirstOrDefault(group => group.Count() > 1) is { Key: var twice })
                return (null, $"{name}:1: {twice}: expected each column name once; it comes again");
            var rows = new List<IReadOnlyList<string?>>();
            while (csv.Read())
            {
                ct.ThrowIfCancellationRequested();
                if (csv.FieldCount != columns.Length)
                    return (null, $"{name}:{csv.LineNumber}: expected {columns.Length} cells, found {csv.FieldCount}");
                if (rows.Count == MostRows)
                    return (null, $"{name}: expected at most {MostRows} rows; link a place or a class at a time");
                rows.Add([.. Enumerable.Range(0, columns.Length).Select(place => csv.IsEmpty(place) ? null : csv.GetString(place))]);
            }

            return (new CodeTable(name, columns, rows), null);
        }
        catch (CsvFormatException broken)
        {
            return (null, $"{name}:{broken.LineNumber}: expected a CSV row; {broken.Message}");
        }
    }

    public int Place(string column)
    {
        for (var place = 0; place < Columns.Count; place++)
            if (Columns[place] == column)
                return place;
        return -1;
    }

    // A header holds no comma by accident: whichever of these stands more often in it separates.
    private static char Separator(string path)
    {
        using var file = new StreamReader(path, Encoding.UTF8);
        var header = file.ReadLine() ?? "";
        return new[] { ',', ';', '\t' }.MaxBy(separator => header.Count(letter => letter == separator));
    }
}
