using System.Globalization;
using System.Text;
using Attune.App.Instruments;
using Attune.App.Measures;
using Attune.App.Studies.Runs;

namespace Attune.Tests.Measures;

/// <summary>A measured difference as the outcome of a study, from people's answers to the effect.</summary>
public sealed class MeasuredOutcomeTests : IDisposable
{
    private const int People = 160;
    private const double TrueNearer = 1.0;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("attune-measured-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_gap_is_an_outcome_of_a_study_and_fear_another_beside_it()
    {
        var chance = new Random(5);
        var (before, after) = (new PerceptionGap.Person[People], new PerceptionGap.Person[People]);
        var (arms, fear) = (new string[People], new (double Before, double After)[People]);
        for (var i = 0; i < People; i++)
        {
            arms[i] = i / 2 % 2 == 0 ? "circle" : "waiting";
            var (side, own, wrong) = (i % 2 + 1, Within(5 + Normal(chance)), 2.5 + 0.4 * Normal(chance));
            before[i] = new(side, own, 5 - wrong + 0.3 * Normal(chance));
            after[i] = new(side, own, 5 - wrong + (arms[i] == "circle" ? TrueNearer : 0) + 0.3 * Normal(chance));
            fear[i] = (Within(4 + Normal(chance)), Within(4 + Normal(chance)));
        }

        var width = 6.0;
        MeasureColumn Column(string id, string wave, double lowest, double highest) => new(id, wave, ScaleDirection.HigherIsWorse, lowest, highest);
        MeasureColumn[] columns = [Column("gap-regard-size", "before", 0, width), Column("gap-regard-size", "after", 0, width), Column("own-threat", "before", 1, 7), Column("own-threat", "after", 1, 7)];
        var (gapBefore, gapAfter) = (PerceptionGap.Of(before), PerceptionGap.Of(after));
        var measured = new MeasuredPeople(columns, [.. Enumerable.Range(0, People).Select(i => new MeasuredPerson(
            Guid.Empty, i + 1, [Math.Abs(gapBefore[i]!.Value), Math.Abs(gapAfter[i]!.Value), fear[i].Before, fear[i].After]))]);
        Write("people.csv", Csv(measured, arms));
        Write("study.json", Plan(columns));

        var outcome = RunStudy.Handle(new RunStudy.Request(Path.Combine(folder.FullName, "study.json"), Path.Combine(folder.FullName, "people.csv")), TestContext.Current.CancellationToken);

        var results = outcome.ShouldBeOfType<RunStudy.Outcome.Ran>(Problems(outcome)).Results;
        var gap = results.Outcomes.Single(result => result.Outcome.Id == "gap").Lead!;
        gap.Low.ShouldBeLessThan(-TrueNearer);
        gap.High.ShouldBeGreaterThan(-TrueNearer);
        gap.High.ShouldBeLessThan(0);
        var threat = results.Outcomes.Single(result => result.Outcome.Id == "fear").Lead!;
        (threat.Low < 0 && threat.High > 0).ShouldBeTrue();
    }

    private static string Csv(MeasuredPeople measured, string[] arms)
    {
        string[] header = ["person", "arm", .. measured.Columns.Select(column => column.Name)];
        var text = new StringBuilder(string.Join(',', header)).Append('\n');
        foreach (var person in measured.People)
        {
            string[] cells = [person.Number.ToString(CultureInfo.InvariantCulture), arms[person.Number - 1], .. person.Values.Select(value => value?.ToString("R", CultureInfo.InvariantCulture) ?? "")];
            text.Append(string.Join(',', cells)).Append('\n');
        }

        return text.ToString();
    }

    private static string Plan(IReadOnlyList<MeasureColumn> columns) => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "format": "attune-study/1", "title": "Two sides", "question": "Do pictures of the other side come nearer?", "design": "wait-list",
          "eligible": "Everyone who came.",
          "arms": [{ "id": "waiting", "label": "Waiting", "comparison": true }, { "id": "circle", "label": "The circle" }],
          "waves": [{ "id": "before", "label": "before" }, { "id": "after", "label": "after" }],
          "measures": [
            { "id": "gap", "label": "Size of the gap", "of": "other", "range": { "lowest": {{columns[0].Lowest}}, "highest": {{columns[0].Highest}} },
              "columns": { "before": ["{{columns[0].Name}}"], "after": ["{{columns[1].Name}}"] } },
            { "id": "fear", "label": "Feeling threatened", "of": "other", "range": { "lowest": {{columns[2].Lowest}}, "highest": {{columns[2].Highest}} },
              "columns": { "before": ["{{columns[2].Name}}"], "after": ["{{columns[3].Name}}"] } }
          ],
          "outcomes": [
            { "id": "gap", "label": "Size of the gap", "role": "benefit", "primary": true, "measure": "gap", "from": "before", "at": "after", "better": "lower", "worthHaving": 0.5, "unit": "points" },
            { "id": "fear", "label": "Feeling threatened", "role": "harm", "primary": true, "measure": "fear", "from": "before", "at": "after", "better": "lower", "worthHaving": 0.5, "unit": "points" }
          ],
          "missing": { "method": "available", "imputations": 20, "delta": 0.5, "seed": 7 },
          "stopping": { "looks": 1, "harm": "The steward speaks with everyone." },
          "masking": "Nobody.", "release": "summaries",
          "data": { "shape": "wide", "dates": "year-month-day", "person": "person", "arm": "arm" }
        }
        """);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);

    private static string Problems(RunStudy.Outcome outcome) => outcome switch
    {
        RunStudy.Outcome.WrongPlan wrong => string.Join('\n', wrong.Problems),
        RunStudy.Outcome.WrongData wrong => string.Join('\n', wrong.Problems),
        _ => "",
    };

    private static double Within(double value) => Math.Clamp(value, 1, 7);

    private static double Normal(Random chance) => Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
}
