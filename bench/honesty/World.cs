using System.Globalization;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;

namespace Attune.Honesty;

/// <summary>Makes one trial of a scenario, as an import would have made it.</summary>
internal static class World
{
    public static StudyPlan Plan(Scenario scenario)
    {
        var cluster = scenario.Clusters > 0 ? "\"cluster\": \"group\", " : "";
        var reading = StudyPlanReader.Read($$$"""
            {
              "format": "attune-study/1", "title": "Simulated", "question": "Does the circle do good?", "design": "{{{(scenario.Clusters > 0 ? "cluster" : "parallel")}}}",
              "arms": [{"id": "waiting", "label": "Waiting", "comparison": true}, {"id": "circle", "label": "The circle"}],
              "waves": [{"id": "before", "label": "before"}, {"id": "after", "label": "after"}],
              "measures": [
                {"id": "concern", "label": "Concern", "of": "concern", "range": {"lowest": -50, "highest": 50}, "columns": {"before": "cb", "after": "ca"}},
                {"id": "distress", "label": "Distress", "of": "distress", "range": {"lowest": -50, "highest": 50}, "columns": {"before": "db", "after": "da"}}
              ],
              "outcomes": [
                {"id": "concern", "label": "Concern", "role": "benefit", "primary": true, "measure": "concern", "from": "before", "at": "after", "better": "higher", "worthHaving": {{{Scenario.WorthHaving}}} },
                {"id": "distress", "label": "Distress", "role": "harm", "primary": true, "measure": "distress", "from": "before", "at": "after", "better": "lower", "worthHaving": {{{Scenario.WorthHaving}}} }
              ],
              "missing": {"method": "imputation", "imputations": 20, "delta": 0.5, "seed": 1},
              "size": {{{Size(scenario)}}},
              "data": {"shape": "wide", "person": "id", {{{cluster}}}"arm": "arm"}
            }
            """, "simulated");
        return reading.Plan ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
    }

    public static StudyData Draw(Scenario scenario, StudyPlan plan, Random random)
    {
        var n = scenario.People;
        // Equal arms in random order: of people, or of whole groups.
        var units = scenario.Clusters > 0 ? scenario.Clusters : n;
        var treated = Enumerable.Range(0, units).Select(i => i < units / 2).ToArray();
        random.Shuffle(treated);
        var icc = scenario.Clusters > 0 ? Scenario.Icc : 0;
        var (between, within) = (Math.Sqrt(icc), Math.Sqrt(1 - icc));
        var shared = Enumerable.Range(0, scenario.Clusters).Select(_ => (Concern: Pair(random, between), Distress: Pair(random, between))).ToArray();
        List<StudyPerson> people = [];
        for (var i = 0; i < n; i++)
        {
            var unit = scenario.Clusters > 0 ? i % scenario.Clusters : i;
            var arm = treated[unit];
            var group = scenario.Clusters > 0 ? shared[unit] : default;
            var ((concernBefore, concernAfter), (distressBefore, distressAfter)) = (Pair(random, within), Pair(random, within));
            concernBefore += group.Concern.Before;
            concernAfter += group.Concern.After + (arm ? scenario.Concern : 0);
            distressBefore += group.Distress.Before;
            distressAfter += group.Distress.After + (arm ? scenario.Distress : 0);
            var fares = scenario.Leaving == Leaving.LowBefore ? concernBefore : concernAfter;
            var leaves = random.NextDouble() < (arm && scenario.Leaving != Leaving.AtRandom ? 1 / (1 + Math.Exp(1 + 1.5 * fares)) : scenario.Lost);
            people.Add(new StudyPerson(i + 1, arm ? "circle" : "waiting", null, scenario.Clusters > 0 ? $"group {unit}" : null, null,
                [concernBefore, leaves ? null : concernAfter, distressBefore, leaves ? null : distressAfter], new double?[]?[4], null, []));
        }

        return new StudyData(plan, people, 0, new Dictionary<string, IReadOnlyCollection<(double, double)>>(), null, []);
    }

    /// <summary>For the planner, which knows what this world does: who leaves, and how much the score before explains.</summary>
    private static string Size(Scenario scenario)
    {
        var people = scenario.Clusters > 0 ? $"\"clusters\": {scenario.Clusters}, \"perCluster\": {scenario.People / scenario.Clusters}" : $"\"people\": {scenario.People}";
        return string.Create(CultureInfo.InvariantCulture, $$"""{{{people}}, "icc": {{(scenario.Clusters > 0 ? Scenario.Icc : 0)}}, "dropout": {{scenario.Lost}}, "baselineR2": {{Scenario.Correlation * Scenario.Correlation}}}""");
    }

    /// <summary>Before and after of something that varies by so much, people or whole groups.</summary>
    private static (double Before, double After) Pair(Random random, double spread)
    {
        var before = Normal(random);
        return (spread * before, spread * (Scenario.Correlation * before + Math.Sqrt(1 - Scenario.Correlation * Scenario.Correlation) * Normal(random)));
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
