using System.Text.Json.Nodes;
using Attune.App.Exports.Sources;
using Attune.App.Exports.Tables;

namespace Attune.App.Exports.Runs;

/// <summary>dataset_description.json of a Psych-DS folder: a schema.org dataset with each column once.</summary>
internal static class PsychDsDescription
{
    public static string Write(IExportSource source) => new JsonObject
    {
        ["@context"] = "https://schema.org/",
        ["@type"] = "Dataset",
        ["name"] = source.Title,
        ["description"] = string.Join(' ', ["Answers to closed questions, without names, of people who agreed to it.", .. source.Notes]),
        ["schemaVersion"] = "Psych-DS 1.5.1",
        ["variableMeasured"] = new JsonArray([.. source.Tables.SelectMany(table => table.Columns).GroupBy(column => column.Name).Select(group => Variable([.. group]))]),
    }.ToJsonString(ManifestJson.Readable) + "\n";

    // A name that means different things in two tables says both.
    private static JsonObject Variable(IReadOnlyList<ExportColumn> columns)
    {
        var first = columns[0];
        var json = new JsonObject
        {
            ["@type"] = "PropertyValue",
            ["name"] = first.Name,
            ["description"] = string.Join("; ", columns.Select(column => $"{column.Label}: {Codebook.Values(column)}").Distinct()),
        };
        if (first is { Lowest: { } lowest, Kind: not ColumnKind.Person, WrittenInWords: false })
            json["minValue"] = lowest;
        if (first is { Highest: { } highest, WrittenInWords: false })
            json["maxValue"] = highest;
        return json;
    }
}
