using System.Globalization;
using System.Text;
using Attune.App.Exports.Sources;
using Attune.App.Exports.Tables;

namespace Attune.App.Exports.Runs;

/// <summary>What each column is, made of documents and plans alone: nothing in it was counted or listed from the data.</summary>
internal static class Codebook
{
    public const string FileName = "codebook.md";

    public static IEnumerable<(string Path, string Text)> Files(IExportSource source, IReadOnlyList<ExportFormat> formats)
    {
        yield return (FileName, Markdown(source));
        if (!formats.Contains(ExportFormat.PsychDs))
            yield break;
        yield return (ExportFormat.PsychDs.Name() + "/dataset_description.json", PsychDsDescription.Write(source));
        yield return (ExportFormat.PsychDs.Name() + "/README.md", Markdown(source));
    }

    private static string Markdown(IExportSource source)
    {
        var text = new StringBuilder($"# Codebook: {source.Title}\n");
        if (source.Simulated)
            text.Append("\nThese people are simulated.\n");
        foreach (var note in source.Notes)
            text.Append(CultureInfo.InvariantCulture, $"\n{note}\n");
        text.Append("\nWhy an answer is missing is a missing value with a label in SPSS and Stata files (.a to .e in Stata), and a row of the table `reasons` beside text files, where the cell is empty.\n");
        foreach (var table in source.Tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {table.Name}\n\n{table.Label}.\n\n| column | what it is | values |\n|---|---|---|\n");
            foreach (var column in table.Columns)
                text.Append(CultureInfo.InvariantCulture, $"| `{column.Name}` | {Cell(column.Label)} | {Cell(Values(column))} |\n");
        }

        return text.ToString();
    }

    internal static string Values(ExportColumn column)
    {
        if (column.Kind == ColumnKind.Person)
            return $"{PersonCode.Length} letters and digits";
        var range = column is { Lowest: { } lowest, Highest: { } highest } ? string.Create(CultureInfo.InvariantCulture, $"{lowest} to {highest}")
            : column.Lowest is { } least ? string.Create(CultureInfo.InvariantCulture, $"{least} or more") : "a number";
        if (column.Labels.Count == 0)
            return range;
        var labels = string.Join(", ", column.Labels.Select(label => column.WrittenInWords
            ? label.Text : string.Create(CultureInfo.InvariantCulture, $"{label.Value} {label.Text}")));
        return column.WrittenInWords ? labels : $"{range}: {labels}";
    }

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
