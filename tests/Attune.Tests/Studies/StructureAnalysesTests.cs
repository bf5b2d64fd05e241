using System.Globalization;

namespace Attune.Tests.Studies;

public class StructureAnalysesTests
{
    private const string Model = """ "factors": {"visual": ["x1", "x2", "x3"], "textual": ["x4", "x5", "x6"], "speed": ["x7", "x8", "x9"]}""";

    [Fact]
    public void The_methods_page_tells_what_the_published_data_give()
    {
        using var scratch = new Scratch();
        var data = Shared.Data("hs1939");
        var answer = scratch.Run($$"""{"analysis": "cfa", "data": {{data}}, {{Model}}, "estimator": "MLR"}""");
        Holds("cfa", answer, "loading.visual.x2", "loading.std.visual.x2", "covariance.visual.textual", "chisq", "cfi", "rmsea", "srmr", "chisq.scaled", "cfi.robust", "rmsea.robust");
        Holds("invariance", scratch.Run($$"""{"analysis": "invariance", "data": {{data}}, {{Model}}, "group": "school"}"""),
            "configural.chisq", "metric.diff.chisq", "scalar.diff.chisq", "scalar.diff.cfi", "strict.diff.chisq");
    }

    [Fact]
    public void Every_figure_of_the_contract_is_there()
    {
        using var scratch = new Scratch();
        var data = Shared.Data("hs1939");
        var golden = Shared.Golden("cfa").GetProperty("models").GetProperty("hs3_MLR").GetProperty("fit");
        var answer = scratch.Answer($$"""{"analysis": "cfa", "data": {{data}}, {{Model}}, "estimator": "MLR"}""");
        answer.Used.ShouldBe(301);
        var estimates = answer.Estimates.ToDictionary(estimate => estimate.Name);
        foreach (var (name, certified) in new[] { ("chisq", "chisq"), ("cfi", "cfi"), ("tli", "tli"), ("rmsea", "rmsea"), ("srmr", "srmr"), ("loglik", "logl"),
            ("chisq.scaled", "chisq.scaled"), ("cfi.robust", "cfi.robust"), ("tli.robust", "tli.robust"), ("rmsea.robust", "rmsea.robust") })
            // Iterated on both sides to gradients of about 1e-15.
            estimates[name].Value!.Value.ShouldBe(golden.GetProperty(certified).GetDouble(), 1e-8 * Math.Abs(golden.GetProperty(certified).GetDouble()), name);
        estimates["chisq"].Df.ShouldBe(24);
        estimates.Keys.ShouldContain("residual.x9");
        estimates.Keys.ShouldContain("covariance.visual.visual");
        estimates["loading.visual.x1"].Se.ShouldBeNull();
        estimates["loading.std.visual.x1"].Se.ShouldNotBeNull();
        var variance = scratch.Run($$"""{"analysis": "cfa", "data": {{data}}, {{Model}}, "identification": "variance"}""");
        (variance["covariance.visual.visual"].Value, variance["covariance.visual.visual"].Se).ShouldBe((1.0, null));
        variance["loading.visual.x1"].Se.ShouldNotBeNull();
    }

    [Fact]
    public void Waves_and_groups_of_ordered_items_are_levels_too()
    {
        using var scratch = new Scratch();
        var random = new Random(7);
        scratch.WithData(new[] { "a,b,c,d,e,f,g" }.Concat(Enumerable.Range(0, 300).Select(row =>
        {
            double common = random.NextDouble() * 4, later = common + random.NextDouble();
            string Answer(double about) => Math.Clamp(Math.Round(about + random.NextDouble() * 2 - 1), 0, 4).ToString(CultureInfo.InvariantCulture);
            return $"{Answer(common)},{Answer(common)},{Answer(common)},{Answer(later)},{Answer(later)},{Answer(later)},{(row % 2 == 0 ? "x" : "y")}";
        })));
        var waves = scratch.Run("""{"analysis": "invariance", "factors": {"f": ["p", "q", "r"]}, "estimator": "WLSMV", "levels": ["configural", "thresholds", "metric"], "waves": {"1": {"p": "a", "q": "b", "r": "c"}, "2": {"p": "d", "q": "e", "r": "f"}}}""");
        waves.Keys.ShouldContain("thresholds.diff.chisq");
        waves.Keys.ShouldContain("metric.diff.cfi");
        var groups = scratch.Run("""{"analysis": "invariance", "factors": {"f": ["a", "b", "c"]}, "estimator": "WLSMV", "group": "g"}""");
        groups["metric.diff.chisq"].Df.ShouldBe(8);
        groups.Keys.ShouldContain("strict.srmr");
    }

    [Fact]
    public void Specs_that_cannot_be_meant_are_refused()
    {
        using var scratch = new Scratch().WithData("a,b,c,g", "1,2,3,x", "2,2,4,x", "3,5,3,y");
        scratch.Wrong("""{"analysis": "cfa"}""").ShouldContain("\"factors\": expected an object of factors");
        scratch.Wrong("""{"analysis": "cfa", "factors": {"f": []}}""").ShouldContain("expected a list of items for f");
        scratch.Wrong("""{"analysis": "cfa", "factors": {"f": ["a", "a", "b"]}}""").ShouldContain("expected each item of f once");
        scratch.Wrong("""{"analysis": "cfa", "factors": {"f": ["a", "b", "z"]}}""").ShouldContain("'z' is none of a, b, c, g");
        scratch.Wrong("""{"analysis": "cfa", "factors": {"f": ["a", "b", "g"]}}""").ShouldContain("expected a number");
        scratch.Wrong("""{"analysis": "cfa", "factors": {"f": ["a", "b", "c"]}, "estimator": "WLSMV", "missing": "fiml"}""").ShouldContain("full information is for ML and MLR");
        scratch.Wrong("""{"analysis": "invariance", "factors": {"f": ["a", "b", "c"]}}""").ShouldContain("expected either \"group\"");
        scratch.Wrong("""{"analysis": "invariance", "factors": {"f": ["a", "b", "c"]}, "group": "g", "levels": ["thresholds"]}""").ShouldContain("expected some of configural, metric, scalar, strict");
        scratch.Wrong("""{"analysis": "invariance", "factors": {"f": ["a", "b"]}, "waves": {"1": {"a": "a", "b": "b"}, "2": {"a": "c"}}}""").ShouldContain("expected a column for b in wave 2");
        scratch.NotEstimable("""{"analysis": "cfa", "factors": {"f": ["a", "b", "c"]}}""").ShouldContain("more people than items");
    }

    private static void Holds(string page, IReadOnlyDictionary<string, App.Studies.Analyses.Estimate> estimates, params string[] names)
    {
        var text = File.ReadAllText(RepositoryFiles.In("docs", "methods", page + ".md")).ReplaceLineEndings(" ");
        foreach (var name in names)
            text.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"`{name}` {estimates[name].Value:0.000}"));
    }
}
