using System.Globalization;
using System.Text.Json.Nodes;
using Attune.App.Studies.Plans;
using Attune.Tests.Studies.Plans;

namespace Attune.Tests.Studies.Runs;

/// <summary>A made-up stepped wedge: nine clusters, four waves, three steps; concern rises by time and by half a point after the
/// step.</summary>
internal static class WedgeExample
{
    private static readonly string[] Waves = ["start", "spring", "summer", "autumn"];

    public static StudyPlan Plan(Action<JsonNode>? change = null) => PlanExample.Plan(Json(change));

    public static Action<JsonNode> Json(Action<JsonNode>? change = null) => PlanExample.Small(plan =>
    {
        plan["design"] = "stepped-wedge";
        plan["release"] = "rows";
        plan["waves"] = new JsonArray([.. Waves.Select(wave => new JsonObject { ["id"] = wave, ["label"] = wave })]);
        for (var i = 0; i < 2; i++)
        {
            plan["measures"]![i]!["columns"] = new JsonObject(Waves.Select(wave => KeyValuePair.Create<string, JsonNode?>(wave, $"{"cd"[i]}_{wave}")));
            plan["outcomes"]![i]!["from"] = "start";
            plan["outcomes"]![i]!["at"] = "autumn";
        }

        while (plan["outcomes"]!.AsArray().Count > 2)
            plan["outcomes"]!.AsArray().RemoveAt(2);
        plan["data"] = new JsonObject { ["shape"] = "wide", ["person"] = "id", ["cluster"] = "place", ["begins"] = "step" };
        change?.Invoke(plan);
    });

    /// <param name="again">The same people at every wave, a few of whose answers are missing; others at each wave otherwise.</param>
    public static IEnumerable<string> Rows(bool again)
    {
        yield return "id,place,step," + string.Join(',', Waves.Select(wave => "c_" + wave)) + "," + string.Join(',', Waves.Select(wave => "d_" + wave));
        var random = new Random(5);
        for (var cluster = 0; cluster < 9; cluster++)
        {
            var step = 1 + cluster % 3;
            var level = 2 * random.NextDouble() - 1;
            double[] swing = [.. Waves.Select(_ => 1.2 * random.NextDouble() - 0.6)];
            for (var person = 0; person < 12; person++)
            {
                var own = 1.2 * random.NextDouble() - 0.6;
                string Cell(int measure, int wave)
                {
                    var score = 3.5 + level + swing[wave] + own + 0.2 * wave + (measure == 0 && wave >= step ? 0.5 : 0) + 2 * random.NextDouble() - 1;
                    var given = again ? random.NextDouble() > 0.08 : person % Waves.Length == wave;
                    return given ? Math.Round(Math.Clamp(score, 1, 7), 2).ToString(CultureInfo.InvariantCulture) : "";
                }

                yield return $"p{cluster}_{person},place {cluster},{Waves[step]},{string.Join(',', Enumerable.Range(0, 8).Select(i => Cell(i / 4, i % 4)))}";
            }
        }
    }
}
