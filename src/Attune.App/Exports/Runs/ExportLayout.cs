using Attune.App.Exports.Formats;
using Attune.App.Exports.Tables;

namespace Attune.App.Exports.Runs;

/// <summary>Which files an export is made of.</summary>
internal static class ExportLayout
{
    /// <summary>Each table's file in one format, by its path in the folder.</summary>
    public static IEnumerable<(string Path, int Table)> Files(ExportFormat format, IReadOnlyList<ExportTable> tables)
    {
        for (var place = 0; place < tables.Count; place++)
        {
            if (tables[place].ForTexts && format is ExportFormat.Spss or ExportFormat.Stata)
                continue;
            yield return (format.Name() + "/" + Name(format, tables[place]), place);
        }
    }

    public static TableWriter Writer(ExportFormat format, FileStream file, ExportTable table, DateTimeOffset made) => format switch
    {
        ExportFormat.Csv or ExportFormat.PsychDs => new CsvTableWriter(file, table),
        ExportFormat.JsonLines => new JsonLinesWriter(file, table),
        ExportFormat.Spss => new SpssWriter(file, table, made),
        ExportFormat.Stata => new StataWriter(file, table, made),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static string Name(ExportFormat format, ExportTable table) => format switch
    {
        ExportFormat.Csv => table.Name + ".csv",
        ExportFormat.JsonLines => table.Name + ".jsonl",
        ExportFormat.Spss => table.Name + ".sav",
        ExportFormat.Stata => table.Name + ".dta",
        // Keywords and values of letters and digits alone, as the standard wants them.
        ExportFormat.PsychDs => $"data/description-{table.Name.Replace("_", "", StringComparison.Ordinal)}_data.csv",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
