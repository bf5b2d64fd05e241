namespace Attune.App.Exports;

/// <summary>The formats by the name they have in a command and as a folder.</summary>
public static class ExportFormats
{
    public static readonly IReadOnlyDictionary<string, ExportFormat> ByName = new Dictionary<string, ExportFormat>
    {
        ["csv"] = ExportFormat.Csv,
        ["spss"] = ExportFormat.Spss,
        ["stata"] = ExportFormat.Stata,
        ["jsonl"] = ExportFormat.JsonLines,
        ["psych-ds"] = ExportFormat.PsychDs,
    };

    public static string Name(this ExportFormat format) => ByName.First(entry => entry.Value == format).Key;
}
