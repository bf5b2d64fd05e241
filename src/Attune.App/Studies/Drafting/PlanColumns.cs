using System.Text.Json.Nodes;
using Attune.App.Studies.Conduct;

namespace Attune.App.Studies.Drafting;

/// <summary>Keeps columns, dates and mapping of a draft in step with its waves, arms and measures, as a programme calls them.</summary>
internal static class PlanColumns
{
    public const string Before = "before";
    public const string After = "after";
    public const string Later = "later";

    public static void Bind(JsonObject plan)
    {
        var waves = plan.Objects("waves").Select(wave => wave.Text("id")).Where(id => id.Length > 0).ToList();
        foreach (var wave in plan.Objects("waves"))
            wave["dateColumn"] = StudyWaves.DateColumn(wave.Text("id"));
        if (waves.Count > 0)
            foreach (var measure in plan.Objects("measures"))
                Bind(measure, waves);
        Outcomes(plan, waves);
        plan["data"] = Data(plan);
    }

    // A measure whose columns are not called as ours came with a file and stays as it is.
    private static void Bind(JsonObject measure, List<string> waves)
    {
        if (MeasuresPart.IsOfPractice(measure.Text("id")) || measure.Object("columns") is not { Count: > 0 } columns || columns.First().Value is not JsonArray first)
            return;
        var items = first.OfType<JsonValue>().Select(item => item.TryGetValue<string>(out var text) ? StudyWaves.Read(text) : null).ToList();
        if (items.Exists(item => item is null))
            return;
        var bound = new JsonObject();
        foreach (var wave in waves)
            bound[wave] = PlanText.List(items.Select(item => StudyWaves.Column(wave, item!.Value.Instrument, item.Value.Item)));
        measure["columns"] = bound;
        if (measure.Texts("reverse") is { Count: > 0 } reverse)
            measure["reverse"] = PlanText.List(reverse.Select(StudyWaves.Read).OfType<(string, string Instrument, string Item)>().Select(item => StudyWaves.Column(waves[0], item.Instrument, item.Item)));
        else
            measure.Remove("reverse");
    }

    // What is asked later once more is looked at as well, and never decides.
    private static void Outcomes(JsonObject plan, List<string> waves)
    {
        if (plan["outcomes"] is not JsonArray outcomes)
            return;
        foreach (var later in outcomes.OfType<JsonObject>().Where(outcome => outcome.Text("at") == Later && outcome.Text("id").EndsWith("_later", StringComparison.Ordinal)).ToList())
            outcomes.Remove(later);
        if (!waves.Contains(Later))
            return;
        foreach (var outcome in outcomes.OfType<JsonObject>().Where(outcome => outcome.Text("at") == After && !MeasuresPart.IsOfPractice(outcome.Text("measure"))).ToList())
        {
            var later = outcome.DeepClone().AsObject();
            (later["id"], later["label"], later["at"], later["primary"]) = (outcome.Text("id") + "_later", outcome.Text("label") + ", later", Later, false);
            // Looking back is asked once, afterwards.
            later.Remove("thenTest");
            outcomes.Add((JsonNode)later);
        }
    }

    private static JsonObject Data(JsonObject plan)
    {
        var data = new JsonObject { ["shape"] = "wide", ["dates"] = "year-month-day", ["person"] = "person", ["consent"] = "consent" };
        var arms = plan.Objects("arms");
        if (arms.Count > 1)
            data["arm"] = "arm";
        if (plan.Text("design") == "cluster")
            data["cluster"] = "cluster";
        if (plan.Object("allocation").Objects("factors").Count > 0)
            data["stratum"] = "stratum";
        if (plan.Object("conduct").Truth("askGuess"))
        {
            var answers = arms.Select(arm => (JsonNode)new JsonObject { ["answer"] = arm.Text("id"), ["arm"] = arm.Text("id"), ["weight"] = 1 })
                .Append(new JsonObject { ["answer"] = StudyGuess.DoNotKnow });
            data["guess"] = new JsonObject { ["column"] = StudyGuess.Field, ["answers"] = new JsonArray([.. answers]) };
        }

        return data;
    }
}
