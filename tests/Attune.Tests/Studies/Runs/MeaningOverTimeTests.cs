using System.Globalization;
using System.Text.Json.Nodes;
using Attune.App.Studies.Runs;
using Attune.App.Studies.Sentences;
using Attune.Tests.Studies.Plans;

namespace Attune.Tests.Studies.Runs;

public sealed class MeaningOverTimeTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("after", "after", false)]
    [InlineData("later", "after", true)]
    [InlineData("later", "later", false)]
    public void A_question_that_changes_its_meaning_counts_where_the_outcome_is_asked(string drifts, string at, bool holds)
    {
        var results = Run(drifts, at);

        results.Quality[0].Invariance.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            check => check.From.ShouldBe("before"), check => check.At.ShouldBe(at), check => check.Holds.ShouldBe(holds));
        results.Verdict.Because.Contains(Flaw.Meaning).ShouldBe(!holds);
    }

    /// <summary>300 people, three questions of one scale at three waves; the first rises by 1.5 points at one wave alone.</summary>
    private StudyResults Run(string drifts, string at)
    {
        string[] waves = ["before", "after", "later"];
        var plan = PlanExample.Plan(PlanExample.Small(json =>
        {
            json["waves"]!.AsArray().Add(new JsonObject { ["id"] = "later", ["label"] = "later" });
            json["measures"]![0]!["columns"] = new JsonObject(waves.Select(wave =>
                KeyValuePair.Create<string, JsonNode?>(wave, new JsonArray([.. Enumerable.Range(1, 3).Select(item => JsonValue.Create($"q{item}_{wave}"))]))));
            json["outcomes"]![0]!["at"] = at;
        }));
        var random = new Random(7);
        double Noise() => random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5;
        List<string> lines = ["id,arm,db,da," + string.Join(',', waves.SelectMany(wave => Enumerable.Range(1, 3).Select(item => $"q{item}_{wave}")))];
        for (var person = 0; person < 300; person++)
        {
            var level = 3.5 + Noise();
            var cells = waves.SelectMany(wave =>
            {
                var now = level + 0.5 * Noise();
                return Enumerable.Range(1, 3).Select(item => now + 0.8 * Noise() + (item == 1 && wave == drifts ? 1.5 : 0)).ToList();
            }).Select(value => Math.Clamp(value, 1, 7).ToString("F3", CultureInfo.InvariantCulture)).ToList();
            lines.Add($"{person},{(person % 2 == 0 ? "circle" : "waiting")},{2 + person % 3},{2 + person / 2 % 3},{string.Join(',', cells)}");
        }

        var file = _scratch.In("people.csv");
        File.WriteAllLines(file, lines);
        using var data = StudyImport.Handle(plan, file, TestContext.Current.CancellationToken).ShouldBeOfType<StudyImport.Outcome.Read>().Data;
        return StudyAnalysis.Of(data, null);
    }

    public void Dispose() => _scratch.Dispose();
}
