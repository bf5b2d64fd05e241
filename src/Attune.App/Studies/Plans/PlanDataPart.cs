namespace Attune.App.Studies.Plans;

/// <summary>Reads the mapping of data files.</summary>
internal static class PlanDataPart
{
    public static readonly IReadOnlyDictionary<string, DateOrder> Dates = new Dictionary<string, DateOrder>
    {
        ["year-month-day"] = DateOrder.YearMonthDay,
        ["day-month-year"] = DateOrder.DayMonthYear,
        ["month-day-year"] = DateOrder.MonthDayYear,
    };

    private static readonly Dictionary<string, char> Separators = new() { [","] = ',', [";"] = ';', ["tab"] = '\t' };

    public static PlanData? Data(PlanNode? node)
    {
        if (node is null)
            return null;
        var isLong = node.Choice("shape", new Dictionary<string, bool> { ["wide"] = false, ["long"] = true }, "wide");
        var data = new PlanData(
            isLong, node.Choice("separator", Separators, ","),
            node.Choice("decimal", new Dictionary<string, bool> { ["."] = false, [","] = true }, "."), node.Texts("missing", ["NA"]),
            node.Choice("dates", Dates, "year-month-day"), node.Text("person"), node.Lists("where"),
            node.Optional("arm"), node.Map("armLabels"), node.Optional("stratum"), node.Optional("cluster"), node.Optional("pair"), node.Optional("begins"),
            node.Optional("consent"), node.Optional("version"), isLong ? node.Text("wave") : node.Optional("wave"), node.Map("waveLabels"),
            node.Optional("date"), Guess(node.Node("guess")), Rows(node.Node("rows")));
        node.Close();
        return data;
    }

    private static PlanGuess? Guess(PlanNode? node)
    {
        if (node is null)
            return null;
        var answers = new Dictionary<string, (string? Arm, double Weight)>(StringComparer.Ordinal);
        foreach (var answer in node.Nodes("answers", needed: true))
        {
            answers[answer.Text("answer")] = (answer.Optional("arm"), answer.Number("weight", answer.Has("arm") ? 1 : 0, "a number from 0 to 1", value => value is >= 0 and <= 1));
            answer.Close();
        }

        var guess = new PlanGuess(node.Text("column"), answers);
        node.Close();
        return guess;
    }

    private static PlanRows? Rows(PlanNode? node)
    {
        if (node is null)
            return null;
        List<DerivedColumn> derived = [];
        foreach (var column in node.Nodes("derived", needed: false))
        {
            derived.Add(new DerivedColumn(column.Name(), column.Text("of"), column.Truth("standardise", false), column.Map("where")));
            column.Close();
        }

        var rows = new PlanRows(node.Text("file"), node.Text("person"), node.Map("columns"), node.Map("fromPeople"), derived);
        node.Close();
        return rows;
    }
}
