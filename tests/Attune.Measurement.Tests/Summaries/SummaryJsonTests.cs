using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.Measurement.Summaries;

namespace Attune.Measurement.Tests.Summaries;

/// <summary>What docs/reference/summaries.md says of the forms that travel.</summary>
public class SummaryJsonTests
{
    [Fact]
    public void Moments_by_pattern_come_back_unchanged()
    {
        var fold = new PatternFold("a", "b");
        foreach (var row in (double?[][])[[1, 2], [3.1, null], [4, 7], [null, null]])
            fold.Add(row);
        var summary = fold.Summary();
        var back = PatternJson.Read(Parse(PatternJson.Write(summary)));
        (back.Count, back.Empty, back.Complete().Cross(1, 0), back.Available("a").Mean(0)).ShouldBe(
            (4, 1, summary.Complete().Cross(1, 0), summary.Available("a").Mean(0)));
        PatternJson.Write(back).ToJsonString().ShouldBe(PatternJson.Write(summary).ToJsonString());
    }

    [Fact]
    public void A_tally_comes_back_unchanged()
    {
        var tally = TallySummary.Of([2.5, -1, 2.5, 0.1]);
        TallyJson.Read(Parse(TallyJson.Write(tally))).Counts.ShouldBe(tally.Counts);
        TallyJson.Write(tally).ToJsonString().ShouldBe("""{"summary":"tally/1","counts":[[-1,1],[0.1,1],[2.5,2]]}""");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"summary": "tally/1", "counts": [[1, 0]]}""")]
    [InlineData("""{"summary": "tally/1", "counts": [[1e999, 1]]}""")]
    [InlineData("""{"summary": "tally/1", "counts": [[1]]}""")]
    public void Json_that_is_no_tally_is_refused(string json) => Should.Throw<FormatException>(() => TallyJson.Read(JsonDocument.Parse(json).RootElement));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"summary": "pattern-moments/1", "variables": ["a"], "empty": -1, "patterns": {}}""")]
    [InlineData("""{"summary": "pattern-moments/1", "variables": ["a", "b"], "empty": 0, "patterns": {"11": {"summary": "moments/1", "variables": ["a"], "count": 1, "means": [1], "cross": [[0]]}}}""")]
    [InlineData("""{"summary": "pattern-moments/1", "variables": ["a"], "empty": 0, "patterns": {"x": {"summary": "moments/1", "variables": ["a"], "count": 1, "means": [1], "cross": [[0]]}}}""")]
    public void Json_that_is_no_moments_by_pattern_is_refused(string json) => Should.Throw<FormatException>(() => PatternJson.Read(JsonDocument.Parse(json).RootElement));

    [Fact]
    public void The_page_shows_each_form_as_it_is_written()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "reference", "summaries.md"));
        var moments = MomentSummary.Of(["before", "after"], [[1, 2], [2, 4], [3, 3]]);
        var patterns = new PatternFold("before", "after");
        patterns.Add((double?[])[1, null]);
        patterns.Add((double?[])[null, null]);
        foreach (var form in (JsonObject[])[
            MomentJson.Write(moments),
            MomentJson.Write(GroupedSummary<MomentSummary>.Of([new("control", MomentSummary.Of(["before"], [[1], [3]]))])),
            PatternJson.Write(patterns.Summary()),
            OrdinalJson.Write(OrdinalRows.Of(["a", "b"], [[1, 1, 2, 2, null], [1, 2, 2, 3, 3]]).Summary()),
            TallyJson.Write(TallySummary.Of([0, 1, 1]))])
            page.ShouldContain(form.ToJsonString());
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Attune.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    private static JsonElement Parse(JsonObject json) => JsonDocument.Parse(json.ToJsonString()).RootElement;
}
