using System.Globalization;

namespace Attune.App.Studies.Plans;

/// <summary>Reads how a study is run inside a programme.</summary>
internal static class PlanConductPart
{
    private static readonly Dictionary<string, PracticeStart> Starts = new()
    {
        ["now"] = PracticeStart.Now,
        ["afterwards"] = PracticeStart.Afterwards,
        ["never"] = PracticeStart.Never,
    };

    public static PlanConduct? Conduct(PlanNode? node)
    {
        if (node is null)
            return null;
        var opens = Day(node, "opens", null);
        var starts = new Dictionary<string, PracticeStart>(StringComparer.Ordinal);
        if (node.Node("practice") is { } practice)
        {
            foreach (var arm in practice.Members())
                starts[arm] = practice.Choice(arm, Starts);
        }
        else
        {
            node.Wrong("practice", "expected for each arm when it goes through the practice: now, afterwards or never");
        }

        var conduct = new PlanConduct(opens, Day(node, "unmasks", opens), starts, node.Text("told"), node.Texts("clusters", []), Helping(node.Node("helping")), node.Truth("askGuess", false));
        node.Close();
        return conduct;
    }

    private static PlanHelping? Helping(PlanNode? node)
    {
        if (node is null)
            return null;
        var helping = new PlanHelping(node.Text("approvedBy"), Day(node, "approvedOn", null), node.Text("text"));
        node.Close();
        return helping;
    }

    private static DateOnly Day(PlanNode node, string name, DateOnly? otherwise)
    {
        if (!node.Has(name) && otherwise is { } usual)
            return usual;
        var text = node.Text(name);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        if (text != "")
            node.Wrong(name, $"expected a day such as 2027-03-01, found \"{text}\"");
        return DateOnly.MaxValue;
    }
}
