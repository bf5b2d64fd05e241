using System.Globalization;

namespace Attune.Tests.Studies;

public class ReliabilityAnalysesTests
{
    [Fact]
    public void Alpha_of_a_published_scale_comes_out_of_a_spec()
    {
        var expected = Shared.Golden("reliability").GetProperty("scales").GetProperty("bfi_A");
        using var scratch = new Scratch();
        foreach (var missing in new[] { "listwise", "pairwise" })
        {
            var range = missing == "listwise" ? "\"range\": [1, 6], " : ""; // none of the figures hangs on it
            var answer = scratch.Answer($$"""{"analysis": "alpha", "data": {{Shared.Data("bfi")}}, "items": ["A1", "A2", "A3", "A4", "A5"], "reverse": ["A1"], {{range}}"missing": "{{missing}}"}""");
            var part = expected.GetProperty(missing == "listwise" ? "complete_cases" : "pairwise");
            answer.Used.ShouldBe(missing == "listwise" ? 2709 : 2800);
            var alpha = answer.Estimates[0];
            Agree(alpha.Value, part.GetProperty("raw_alpha").GetDouble(), 1e-10);
            Agree(alpha.Se, part.GetProperty("ase").GetDouble(), 1e-10);
            Agree(alpha.Low, part.GetProperty("ci95").GetProperty("feldt_psych").GetProperty("lower").GetDouble(), 1e-10);
            answer.Estimates.Select(estimate => estimate.Name).ShouldBe([
                "alpha", "alpha.std", "alpha.drop.A1", "alpha.drop.A2", "alpha.drop.A3", "alpha.drop.A4", "alpha.drop.A5",
                "item.rest.A1", "item.rest.A2", "item.rest.A3", "item.rest.A4", "item.rest.A5", "omega.total", "sem"]);
            for (var i = 0; i < 5; i++)
                Agree(answer.Estimates[7 + i].Value, part.GetProperty("item_stats").GetProperty("data")[i][4].GetDouble(), 1e-10);
            Agree(answer.Estimates[^2].Value, expected.GetProperty("omega_cfa_listwise").GetProperty("omega_total").GetDouble(), 1e-9);
            Agree(answer.Estimates[^1].Value, part.GetProperty("sd").GetDouble() * Math.Sqrt(1 - alpha.Value!.Value), missing == "listwise" ? 1e-10 : 1e-2);
        }
    }

    [Fact]
    public void Alpha_stands_where_omega_cannot()
    {
        using var scratch = new Scratch().WithData("a,b", "1,2", "2,2", "3,5", "4,4");
        var answer = scratch.Answer("""{"analysis": "alpha", "items": ["a", "b"]}""");
        answer.Estimates.Select(estimate => estimate.Name).ShouldBe(["alpha", "alpha.std", "item.rest.a", "item.rest.b", "sem"]);
        answer.Notes.ShouldContain(note => note.StartsWith("omega.total: not estimable"));
        scratch.Wrong("""{"analysis": "alpha", "items": ["a"]}""").ShouldContain("expected at least 2 names");
        scratch.Wrong("""{"analysis": "alpha", "items": ["a", "b"], "reverse": ["a"], "range": [5, 1]}""").ShouldContain("\"range\": expected [lowest, highest] answer");
        scratch.Wrong("""{"analysis": "alpha", "items": ["a", "b"], "reverse": ["c"], "range": [1, 5]}""").ShouldContain("'c' is none of a, b");
    }

    [Fact]
    public void The_worked_examples_of_the_pages_are_true()
    {
        using var scratch = new Scratch().WithData("a,b,c,d", "9,2,5,8", "6,1,3,2", "8,4,6,8", "7,1,2,6", "10,5,6,9", "6,2,4,7");
        Holds("icc", scratch.Answer("""{"analysis": "icc", "ratings": ["a", "b", "c", "d"]}""").Estimates);
        scratch.WithData("first,second", "1,2", "2,1", "3,4", "4,4", "6,5");
        Holds("retest", scratch.Answer("""{"analysis": "retest", "first": "first", "second": "second"}""").Estimates);
        scratch.WithData("b,a", "10,11", "12,19", "14,14", "16,9", "18,18", "17,NA");
        var change = scratch.Answer("""{"analysis": "reliable-change", "before": "b", "after": "a", "reliability": 0.8, "better": "higher"}""");
        Holds("reliable-change", change.Estimates.Take(2));
        change.Estimates.Skip(2).Select(estimate => estimate.Value).ShouldBe([1, 3, 1]);
    }

    [Fact]
    public void Reliable_change_asks_for_what_it_needs()
    {
        using var scratch = new Scratch().WithData("b,a", "1,2", "2,2", "3,5");
        scratch.Wrong("""{"analysis": "reliable-change", "before": "b", "after": "a", "reliability": 1, "better": "higher"}""").ShouldContain("expected a number from 0 to below 1, found 1");
        scratch.Wrong("""{"analysis": "reliable-change", "before": "b", "after": "a", "reliability": 0.5}""").ShouldContain("\"better\": expected one of higher, lower");
        // At 90 % the normal quantile 1.6448536 takes the place of 1.96.
        var at90 = scratch.Run("""{"analysis": "reliable-change", "before": "b", "after": "a", "reliability": 0.5, "better": "lower", "confidence": 0.9}""");
        (at90["threshold"].Value!.Value / at90["s.diff"].Value!.Value).ShouldBe(1.6448536269514722, 1e-12);
    }

    private static void Holds(string page, IEnumerable<App.Studies.Analyses.Estimate> estimates)
    {
        var text = File.ReadAllText(RepositoryFiles.In("docs", "methods", page + ".md")).ReplaceLineEndings(" ");
        foreach (var estimate in estimates)
            text.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"`{estimate.Name}` {estimate.Value:0.000}"));
    }

    private static void Agree(double? actual, double expected, double relative) =>
        actual!.Value.ShouldBe(expected, Math.Abs(expected) * relative);
}
