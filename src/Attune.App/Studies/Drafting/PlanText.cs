using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Encodings.Web;

namespace Attune.App.Studies.Drafting;

/// <summary>Reads and writes members of a plan that may not be whole, or not what was expected, without falling over it.</summary>
internal static class PlanText
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static JsonObject Parse(string draft) => JsonNode.Parse(draft, documentOptions: Lenient) as JsonObject ?? [];

    public static string Write(JsonObject plan) => plan.ToJsonString(Readable) + "\n";

    public static string Text(this JsonObject? node, string name) =>
        node?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    public static double? Number(this JsonObject? node, string name) =>
        node?[name] is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    public static int? Whole(this JsonObject? node, string name) => node.Number(name) is { } number and >= 0 and < 1e9 ? (int)number : null;

    public static bool Truth(this JsonObject? node, string name) => node?[name] is JsonValue value && value.TryGetValue<bool>(out var truth) && truth;

    public static DateOnly? Day(this JsonObject? node, string name) =>
        DateOnly.TryParseExact(node.Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static JsonObject? Object(this JsonObject? node, string name) => node?[name] as JsonObject;

    public static IReadOnlyList<JsonObject> Objects(this JsonObject? node, string name) =>
        node?[name] is JsonArray list ? [.. list.OfType<JsonObject>()] : [];

    public static IReadOnlyList<string> Texts(this JsonObject? node, string name) =>
        node?[name] is JsonArray list ? [.. list.OfType<JsonValue>().Select(item => item.TryGetValue<string>(out var text) ? text : "")] : [];

    /// <summary>The object of this name, made where there is none.</summary>
    public static JsonObject Own(this JsonObject node, string name)
    {
        if (node[name] is not JsonObject own)
            node[name] = own = [];
        return own;
    }

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
