using System.Text.Json;
using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Imports;

/// <summary>Reads a mapping; everything that is wrong with it at once.</summary>
public static class MappingReader
{
    internal static readonly IReadOnlyDictionary<string, CellKind> Kinds =
        new Dictionary<string, CellKind> { ["text"] = CellKind.Text, ["number"] = CellKind.Number, ["date"] = CellKind.Date };

    internal static readonly IReadOnlyDictionary<string, char> Separators = new Dictionary<string, char> { [","] = ',', [";"] = ';', ["tab"] = '\t' };

    private static readonly IReadOnlyDictionary<string, string> Encodings = MappedText.Encodings.ToDictionary(name => name, name => name);

    public static (DataMapping? Mapping, IReadOnlyList<PlanProblem> Problems) Read(string text, string file)
    {
        List<PlanProblem> problems = [];
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return (null, [new PlanProblem(file, "", "expected an object: { … }")]);
            var node = new PlanNode(document.RootElement, "", file, problems);
            var mapping = Mapping(node);
            node.Close();
            return problems.Count == 0 ? (mapping, []) : (null, problems);
        }
        catch (JsonException broken)
        {
            return (null, [new PlanProblem(file, "", $"expected JSON; line {broken.LineNumber + 1} cannot be read")]);
        }
    }

    public static (DataMapping? Mapping, IReadOnlyList<PlanProblem> Problems) ReadFile(string path) =>
        File.Exists(path) ? Read(File.ReadAllText(path), Path.GetFileName(path))
            : (null, [new PlanProblem(Path.GetFileName(path), "", "expected a mapping; there is no such file. attune import suggest makes one")]);

    private static DataMapping Mapping(PlanNode node)
    {
        if (node.Text("format") is var format && format != DataMapping.Format && format != "")
            node.Wrong("format", $"expected \"{DataMapping.Format}\", found \"{format}\"");
        var wave = node.Node("wave");
        var mapping = new DataMapping(
            node.Choice("encoding", Encodings, "utf-8"), node.Choice("separator", Separators, ","),
            node.Choice("decimal", new Dictionary<string, bool> { ["."] = false, [","] = true }, "."), Dates(node), node.Texts("missing", ["NA"]),
            [.. node.Nodes("columns", needed: true).Select(Column)], node.Texts("ignore", []),
            wave is null ? null : new MappedWave(wave.Text("column"), wave.Map("values")));
        wave?.Close();
        foreach (var twice in mapping.Columns.GroupBy(column => (column.To, column.Wave)).Where(group => group.Count() > 1))
            node.Wrong("columns", $"expected each column of the plan once; {twice.Key.To} comes again");
        if (mapping.Gathers && mapping.Wave is null)
            node.Wrong("wave", $"expected which column says the wave, since \"{DataMapping.WavePlace}\" stands for it; it is missing");
        if (mapping.Spreads && mapping.Wave is not null)
            node.Wrong("wave", "expected either waves of columns or a column of waves; there are both");
        return mapping;
    }

    private static MappedColumn Column(PlanNode node)
    {
        var from = node.Text("from");
        var column = new MappedColumn(from, node.Text("to", from), node.Choice("as", Kinds, "text"), Dates(node), node.Map("labels"), node.Optional("wave"));
        node.Close();
        return column;
    }

    private static DateOrder? Dates(PlanNode node) => node.Has("dates") ? node.Choice("dates", PlanDataPart.Dates) : null;
}
