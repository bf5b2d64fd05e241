using System.CommandLine;
using Attune.App.Exports;
using Attune.App.Exports.Runs;

namespace Attune.Cli;

/// <summary>What every export is told: where to, as what, and whether it is to fit another.</summary>
internal sealed class ExportOptions
{
    public ExportOptions()
    {
        Format.AcceptOnlyFromAmong([.. ExportFormats.ByName.Keys]);
    }

    public Option<string> Out { get; } = new("--out")
    {
        Description = "The folder to write: a new or empty one, or one with an export that was interrupted, which is gone on with.",
        Required = true,
    };

    public Option<string[]> Format { get; } = new("--format")
    {
        Description = "csv, spss, stata, jsonl or psych-ds; several, each in a folder of its own.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["csv"],
    };

    public Option<string?> Link { get; } = new("--link")
    {
        Description = "A key file, made if it is not there: exports with the same one give a person the same code. Without it no two exports can be joined.",
    };

    public IReadOnlyList<ExportFormat> Formats(ParseResult parsed) => [.. parsed.GetRequiredValue(Format).Select(name => ExportFormats.ByName[name]).Distinct()];

    /// <returns>False where the file is no key; that has been said then.</returns>
    public bool TryKey(ParseResult parsed, out ExportKey? key)
    {
        key = null;
        if (parsed.GetValue(Link) is not { } file)
            return true;
        if (!File.Exists(file))
        {
            key = ExportKey.Make();
            key.KeepIn(file);
            return true;
        }

        key = ExportKey.Read(File.ReadAllText(file));
        if (key is null)
            parsed.InvocationConfiguration.Error.WriteLine($"{file} is no key of Attune's. Name another file with --link; one that is not there is made.");
        return key is not null;
    }

    public static void Tell(ExportManifest manifest, bool wentOn, string folder, TextWriter output)
    {
        output.WriteLine($"{(wentOn ? "Gone on with, and complete" : "Complete")}: {manifest.People} people in {folder}");
        foreach (var file in manifest.Files)
            output.WriteLine(file.Rows is { } rows ? $"  {file.Path}, {rows} {(rows == 1 ? "row" : "rows")}" : $"  {file.Path}");
        output.WriteLine($"  {ExportManifest.FileName}");
        foreach (var note in manifest.Notes)
            output.WriteLine(note);
    }
}
