using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attune.App.Exports.Runs;

/// <summary>The manifest as it lies in the folder.</summary>
internal static class ManifestJson
{
    public static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ExportManifest manifest) => new JsonObject
    {
        ["format"] = "attune-export/1",
        ["title"] = manifest.Title,
        ["simulated"] = manifest.Simulated,
        ["made"] = manifest.Made.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["people"] = manifest.People,
        ["notes"] = new JsonArray([.. manifest.Notes.Select(note => (JsonNode)note)]),
        ["files"] = new JsonArray([.. manifest.Files.Select(File)]),
    }.ToJsonString(Readable) + "\n";

    private static JsonObject File(ExportedFile file)
    {
        var json = new JsonObject { ["path"] = file.Path };
        if (file.Rows is { } rows)
            json["rows"] = rows is 0 or >= ExportManifest.SmallestCount ? rows : "1 to 4";
        json["bytes"] = file.Bytes;
        json["sha256"] = file.Sha256;
        return json;
    }
}
