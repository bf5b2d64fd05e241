using System.Globalization;
using System.Text.Json.Nodes;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.App.Studies.StudyReports;
using Attune.Tests.Studies.Plans;

namespace Attune.Tests.Studies.Runs;

/// <summary>More people than the import keeps in memory; bench/scale has a million.</summary>
public sealed class ManyPeopleTests : IDisposable
{
    private const int People = 12_000;

    private readonly Scratch _scratch = new();

    [Fact]
    public void Figures_are_the_same_from_a_file_and_from_memory()
    {
        using var data = Read(null, Wide(People));
        var held = data with { People = [.. data.People] };

        var figures = StudyFigures.Of(StudyAnalysis.Of(data, null));

        data.People.Count.ShouldBe(People);
        figures.ShouldBe(StudyFigures.Of(StudyAnalysis.Of(held, null)));
        figures.ShouldContain(figure => figure.Name == "concern.circle.imputed.value");
    }

    [Fact]
    public void Long_data_whose_people_lie_far_apart_give_the_figures_of_wide_data()
    {
        using var wide = Read(plan => plan["missing"] = new JsonObject { ["method"] = "available" }, Wide(People));
        using var narrow = Read(plan =>
        {
            plan["missing"] = new JsonObject { ["method"] = "available" };
            StudyImportTests.Long(plan);
        }, Narrow(People));

        var one = Means(wide);
        narrow.People.Select(person => person.Number).Order().ShouldBe(Enumerable.Range(1, People));
        foreach (var (name, value) in Means(narrow))
            value.ShouldBe(one[name], 1e-9 * Math.Abs(one[name]) + 1e-12, name);
    }

    [Fact]
    public void Somebody_who_comes_again_after_very_many_others_is_found()
    {
        string[] rows = [.. Wide(People), "p00003,circle,3,4,2,2", "p11999,circle,3,4,2,2"];

        Refused(null, rows).Select(problem => problem.ToString()).ShouldBe(
        [
            $"data.csv, line {People + 2}, column id: expected each person once; this one is on line 5 already",
            $"data.csv, line {People + 3}, column id: expected each person once; this one is on line {People + 1} already",
        ]);
    }

    [Fact]
    public void A_row_broken_in_the_middle_of_very_many_is_named_and_nothing_is_kept()
    {
        string[] rows = [.. Wide(People)];
        rows[11_500] = "p,circle,3";

        Refused(null, rows).ShouldHaveSingleItem().ToString().ShouldBe("data.csv, line 11501: expected 6 cells, found 3; nothing after this line was read");
    }

    public void Dispose() => _scratch.Dispose();

    // Imputation draws in the order of people, which the shape changes; everything else does not know it.
    private static Dictionary<string, double> Means(StudyData data) => StudyFigures.Of(StudyAnalysis.Of(data, null))
        .Where(figure => !figure.Name.Contains(".imputed", StringComparison.Ordinal) && !figure.Name.Contains(".delta", StringComparison.Ordinal))
        .ToDictionary(figure => figure.Name, figure => figure.Value);

    private static IEnumerable<string> Wide(int people) => Enumerable.Range(0, people).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"p{i:D5},{Arm(i)},{Cell(i, 1)},{Cell(i, 2)},{Cell(i, 3)},{Cell(i, 4)}")).Prepend("id,arm,cb,ca,db,da");

    private static IEnumerable<string> Narrow(int people) => new[] { 0, 1 }.SelectMany(wave => Enumerable.Range(0, people).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"p{i:D5},{Arm(i)},T{wave},{Cell(i, 1 + wave)},{Cell(i, 3 + wave)}"))).Prepend("id,arm,when,c,d");

    private static string Arm(int i) => i % 7 < 3 ? "circle" : "waiting";

    private static string Cell(int i, int which) => which is 2 or 4 && i % 11 == 0 ? "" : $"{1 + (i * (which + 3) / 5 + i / 7) % 7}";

    private StudyData Read(Action<JsonNode>? change, IEnumerable<string> rows) => Import(change, rows) switch
    {
        StudyImport.Outcome.Read read => read.Data,
        StudyImport.Outcome.Refused refused => throw new ShouldAssertException(string.Join('\n', refused.Problems)),
        _ => throw new InvalidOperationException(),
    };

    private IReadOnlyList<DataProblem> Refused(Action<JsonNode>? change, IEnumerable<string> rows) => Import(change, rows).ShouldBeOfType<StudyImport.Outcome.Refused>().Problems;

    private StudyImport.Outcome Import(Action<JsonNode>? change, IEnumerable<string> rows)
    {
        _scratch.WithData(rows);
        return StudyImport.Handle(PlanExample.Plan(PlanExample.Small(change)), _scratch.In("data.csv"), TestContext.Current.CancellationToken);
    }
}
