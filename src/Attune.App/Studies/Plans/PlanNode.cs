using System.Text.Json;

namespace Attune.App.Studies.Plans;

/// <summary>An object of the file being read. Whatever is not as expected is noted, and reading goes on, so that all
/// problems are told at once.</summary>
internal sealed class PlanNode(JsonElement value, string path, string file, List<PlanProblem> problems)
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal) { "$schema" };

    public string Path => path;

    public bool Has(string name) => Find(name) is not null;

    public void Wrong(string name, string expected) =>
        problems.Add(new PlanProblem(file, name == "" ? path : path == "" ? name : name[0] == '[' ? path + name : $"{path}.{name}", expected));

    public string Text(string name, string? otherwise = null)
    {
        if (Find(name) is not { } found)
        {
            if (otherwise is null)
                Wrong(name, "expected text; it is missing");
            return otherwise ?? "";
        }

        if (found.ValueKind == JsonValueKind.String && (otherwise is not null || found.GetString() is { Length: > 0 }))
            return found.GetString()!;
        Wrong(name, $"expected text, found {Short(found)}");
        return otherwise ?? "";
    }

    public string? Optional(string name) => Has(name) ? Text(name) : null;

    /// <summary>A name that can be part of a formula and of a file: small letters, digits, _.</summary>
    public string Name(string name = "id")
    {
        var text = Text(name);
        if (text != "" && (!char.IsAsciiLetter(text[0]) || text.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '_')))
            Wrong(name, $"expected a short name of letters, digits and _ that begins with a letter, found \"{text}\"");
        return text;
    }

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, string? otherwise = null)
    {
        var text = Text(name, otherwise);
        if (choices.TryGetValue(text, out var chosen))
            return chosen;
        if (text != "")
            Wrong(name, $"expected one of {string.Join(", ", choices.Keys)}, found \"{text}\"");
        return choices.Values.First();
    }

    public double Number(string name, double? otherwise, string expected, Func<double, bool> allowed)
    {
        if (Find(name) is not { } found)
        {
            if (otherwise is null)
                Wrong(name, $"expected {expected}; it is missing");
            return otherwise ?? 0;
        }

        if (found.ValueKind == JsonValueKind.Number && found.TryGetDouble(out var number) && double.IsFinite(number) && allowed(number))
            return number;
        Wrong(name, $"expected {expected}, found {Short(found)}");
        return otherwise ?? 0;
    }

    public int? Whole(string name, int least) => Has(name)
        ? (int)Number(name, least, $"a whole number of {least} or more", value => value >= least && value <= 1e9 && value == Math.Floor(value))
        : null;

    public bool Truth(string name, bool otherwise)
    {
        if (Find(name) is not { } found)
            return otherwise;
        if (found.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Wrong(name, $"expected true or false, found {Short(found)}");
        return found.ValueKind == JsonValueKind.True;
    }

    public PlanNode? Node(string name)
    {
        if (Find(name) is not { } found)
            return null;
        if (found.ValueKind == JsonValueKind.Object)
            return new PlanNode(found, path == "" ? name : $"{path}.{name}", file, problems);
        Wrong(name, $"expected an object, found {Short(found)}");
        return null;
    }

    public IReadOnlyList<PlanNode> Nodes(string name, bool needed)
    {
        if (Find(name) is not { } found)
        {
            if (needed)
                Wrong(name, "expected a list of objects; it is missing");
            return [];
        }

        if (found.ValueKind != JsonValueKind.Array || found.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
        {
            Wrong(name, $"expected a list of objects, found {Short(found)}");
            return [];
        }

        return [.. found.EnumerateArray().Select((item, i) => new PlanNode(item, path == "" ? $"{name}[{i}]" : $"{path}.{name}[{i}]", file, problems))];
    }

    /// <summary>Texts; one text stands for a list of one.</summary>
    public IReadOnlyList<string> Texts(string name, IReadOnlyList<string> otherwise)
    {
        if (Find(name) is not { } found)
            return otherwise;
        if (found.ValueKind == JsonValueKind.String)
            return [found.GetString()!];
        if (found.ValueKind == JsonValueKind.Array && found.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. found.EnumerateArray().Select(item => item.GetString()!)];
        Wrong(name, $"expected a list of texts, found {Short(found)}");
        return otherwise;
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Lists(string name) =>
        Node(name) is { } node ? node.Members().ToDictionary(member => member, member => node.Texts(member, []), StringComparer.Ordinal)
            : new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyDictionary<string, string> Map(string name) =>
        Node(name) is { } node ? node.Members().ToDictionary(member => member, member => node.Text(member), StringComparer.Ordinal)
            : new Dictionary<string, string>();

    public IReadOnlyDictionary<string, double> Numbers(string name) =>
        Node(name) is { } node ? node.Members().ToDictionary(member => member, member => node.Number(member, null, "a number", _ => true), StringComparer.Ordinal)
            : new Dictionary<string, double>();

    public IReadOnlyList<double> NumberList(string name)
    {
        if (Find(name) is not { } found)
            return [];
        if (found.ValueKind == JsonValueKind.Array && found.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number))
            return [.. found.EnumerateArray().Select(item => item.GetDouble())];
        Wrong(name, $"expected a list of numbers, found {Short(found)}");
        return [];
    }

    public IEnumerable<string> Members() => value.EnumerateObject().Select(member => member.Name).Distinct();

    public string Raw(string name) => CanonicalJson.Of(Find(name)!.Value);

    /// <summary>Refuses members nobody asked for: a misspelt one would silently change the plan.</summary>
    public void Close()
    {
        foreach (var member in Members().Where(member => !asked.Contains(member)))
            Wrong(member, $"there is no such member here; there are {string.Join(", ", asked.Where(name => name != "$schema").Order(StringComparer.Ordinal))}");
        foreach (var twice in value.EnumerateObject().GroupBy(member => member.Name).Where(group => group.Count() > 1))
            Wrong(twice.Key, "expected once; it is there more than once");
    }

    private JsonElement? Find(string name)
    {
        asked.Add(name);
        return value.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
    }

    private static string Short(JsonElement found) => found.GetRawText() is { Length: > 60 } text ? text[..57] + "…" : found.GetRawText();
}
