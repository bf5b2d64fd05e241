using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attune.Measurement.Summaries;

/// <summary>
/// The documented JSON form of moments, the form in which they travel:
/// <code>{"summary": "moments/1", "variables": ["before", "after"], "count": 3, "means": [2, 3], "cross": [[2], [1, 2]]}</code>
/// <c>cross</c> is the lower triangle by rows of the centred cross-products. Grouped moments are
/// <c>{"summary": "grouped-moments/1", "groups": {key: moments, …}}</c>. Numbers keep every bit.
/// </summary>
public static class MomentJson
{
    private const string Form = "moments/1";
    private const string GroupedForm = "grouped-moments/1";

    /// <summary>Writes moments.</summary>
    /// <param name="summary">Any summary, an empty one too.</param>
    public static JsonObject Write(MomentSummary summary)
    {
        var p = summary.Variables.Count;
        return new JsonObject
        {
            ["summary"] = Form,
            ["variables"] = new JsonArray([.. summary.Variables.Select(name => JsonValue.Create(name))]),
            ["count"] = summary.Count,
            ["means"] = new JsonArray([.. Enumerable.Range(0, p).Select(i => JsonValue.Create(summary.Mean(i)))]),
            ["cross"] = new JsonArray([.. Enumerable.Range(0, p).Select(i => new JsonArray(
                [.. Enumerable.Range(0, i + 1).Select(j => JsonValue.Create(summary.Cross(i, j)))]))]),
        };
    }

    /// <summary>Writes moments by group.</summary>
    /// <param name="summary">Any grouped summary.</param>
    public static JsonObject Write(GroupedSummary<MomentSummary> summary) => new()
    {
        ["summary"] = GroupedForm,
        ["groups"] = new JsonObject(summary.Groups.Select(
            group => KeyValuePair.Create<string, JsonNode?>(group.Key, Write(group.Value)))),
    };

    /// <summary>Reads moments.</summary>
    /// <param name="json">An object in the documented form.</param>
    /// <exception cref="FormatException">It is not in that form, or its figures cannot come from rows: a count below
    /// 0, a negative sum of squares, a product larger than two sums of squares allow, products of fewer than two rows, a number
    /// that is not finite.</exception>
    public static MomentSummary Read(JsonElement json)
    {
        try
        {
            if (json.GetProperty("summary").GetString() != Form)
                throw new FormatException($"expected \"summary\": \"{Form}\"");
            var variables = MomentFold.Distinct([.. json.GetProperty("variables").EnumerateArray().Select(
                name => name.GetString() ?? throw new FormatException("a variable without a name"))]);
            var count = json.GetProperty("count").GetInt64();
            double[] means = [.. json.GetProperty("means").EnumerateArray().Select(Number)];
            var triangle = json.GetProperty("cross").EnumerateArray().Select(row => row.EnumerateArray().Select(Number).ToArray()).ToArray();
            if (count < 0 || means.Length != variables.Length || triangle.Length != variables.Length)
                throw new FormatException("a count of 0 or more, and as many means and rows of cross as variables");
            for (var i = 0; i < triangle.Length; i++)
                if (triangle[i].Length != i + 1 || triangle[i][i] < 0)
                    throw new FormatException($"row {i + 1} of cross has {i + 1} numbers, its last not below 0");
            Check(count, means, triangle);
            return new MomentSummary(variables, count, means, [.. triangle.SelectMany(row => row)]);
        }
        catch (Exception problem) when (problem is KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"Not moments: {problem.Message}", problem);
        }
    }

    /// <summary>Reads moments by group.</summary>
    /// <param name="json">An object in the documented form.</param>
    /// <exception cref="FormatException">It, or one of its groups, is not in that form.</exception>
    public static GroupedSummary<MomentSummary> ReadGrouped(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty("summary", out var form) && form.ValueKind == JsonValueKind.String && form.GetString() == GroupedForm
        && json.TryGetProperty("groups", out var groups) && groups.ValueKind == JsonValueKind.Object
            ? GroupedSummary<MomentSummary>.Of(groups.EnumerateObject().Select(
                group => KeyValuePair.Create(group.Name, Read(group.Value))))
            : throw new FormatException($"expected \"summary\": \"{GroupedForm}\" with groups");

    private static void Check(long count, double[] means, double[][] triangle)
    {
        if (count < 2 && triangle.Any(row => row.Any(value => value != 0)))
            throw new FormatException("fewer than two rows have cross-products of 0");
        // What rounding leaves of a value far from zero is no contradiction.
        double[] most = [.. triangle.Select((row, i) => row[i] * (1 + 1e-9) + count * Math.Pow(1e-12 * means[i], 2))];
        for (var i = 0; i < triangle.Length; i++)
            for (var j = 0; j < i; j++)
                if (Math.Abs(triangle[i][j]) > Math.Sqrt(most[i]) * Math.Sqrt(most[j]))
                    throw new FormatException($"number {j + 1} of row {i + 1} of cross is larger than both sums of squares allow");
    }

    private static double Number(JsonElement element) =>
        element.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw new FormatException("a number that is not finite");
}
