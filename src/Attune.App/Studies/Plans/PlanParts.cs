namespace Attune.App.Studies.Plans;

/// <summary>Reads measures and outcomes.</summary>
internal static class PlanParts
{
    private static readonly Dictionary<string, OutcomeRole> Roles = new() { ["benefit"] = OutcomeRole.Benefit, ["harm"] = OutcomeRole.Harm };

    private static readonly Dictionary<string, bool> Directions = new() { ["higher"] = true, ["lower"] = false };

    private static readonly Dictionary<string, string> Kinds = new() { ["other"] = "other", ["concern"] = "concern", ["distress"] = "distress" };

    public static PlanMeasure Measure(PlanNode node)
    {
        var columns = new Dictionary<string, IReadOnlyList<string>>(node.Lists("columns"));
        if (node.Has("column"))
            columns[""] = node.Texts("column", []);
        if (columns.Count == 0 || columns.Values.Any(items => items.Count == 0))
            node.Wrong("columns", "expected the columns of the score or of its items, by wave (or \"column\", in long data)");
        var items = columns.Count == 0 ? 1 : columns.Values.First().Count;
        if (columns.Values.Any(other => other.Count != items))
            node.Wrong("columns", "expected as many items at every wave");
        var first = columns.Values.FirstOrDefault() ?? [];
        List<int> reverse = [];
        foreach (var item in node.Texts("reverse", []))
            if (first.ToList().IndexOf(item) is >= 0 and var at)
                reverse.Add(at);
            else
                node.Wrong("reverse", $"expected some of the items of the first wave; '{item}' is none of {string.Join(", ", first)}");

        double lowest = 0, highest = 0;
        if (node.Node("range") is { } range)
        {
            lowest = range.Number("lowest", null, "a number", _ => true);
            highest = range.Number("highest", null, $"a number above {lowest}", value => value > lowest);
            range.Close();
        }
        else
        {
            node.Wrong("range", "expected {\"lowest\": …, \"highest\": …}: the lowest and highest score there can be");
        }

        var measure = new PlanMeasure(
            node.Name(), node.Text("label"), node.Choice("of", Kinds, "other"), lowest, highest, columns, reverse,
            (int)node.Number("answered", items, $"a whole number from 1 to {items}", value => value >= 1 && value <= items && value == Math.Floor(value)),
            node.Numbers("labels"), Retest(node.Node("retest")),
            node.Has("reliability") ? node.Number("reliability", 0, "a number from 0 to below 1", value => value is >= 0 and < 1) : null);
        node.Close();
        return measure;
    }

    public static PlanOutcome Outcome(PlanNode node)
    {
        var model = Model(node.Node("model"));
        var outcome = new PlanOutcome(
            node.Name(), node.Text("label"), node.Choice("role", Roles), node.Truth("primary", false),
            model is null ? node.Text("measure") : node.Optional("measure"), model is null ? node.Text("at") : node.Text("at", ""), node.Optional("from"),
            node.Choice("better", Directions), node.Number("worthHaving", null, "a number above 0: the smallest effect worth having, in points", value => value > 0),
            node.Text("unit", "points"), model)
        {
            ThenTest = node.Optional("thenTest"),
        };
        node.Close();
        return outcome;
    }

    private static PlanModel? Model(PlanNode? node)
    {
        if (node is null)
            return null;
        var model = new PlanModel(node.Text("formula"), node.Text("effect"), node.Text("arm"), node.Map("reference"));
        node.Close();
        return model;
    }

    private static PlanRetest? Retest(PlanNode? node)
    {
        if (node is null)
            return null;
        var retest = new PlanRetest(node.Text("first"), node.Text("second"), node.Truth("everyone", false));
        node.Close();
        return retest;
    }
}
