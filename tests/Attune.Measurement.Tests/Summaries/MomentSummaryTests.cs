using System.Text.Json;
using Attune.Measurement.Summaries;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Measurement.Tests.Summaries;

public class MomentSummaryTests
{
    private static readonly string[] Names = ["a", "b", "c"];

    // Direct
    [Fact]
    public void A_summary_holds_what_two_passes_over_the_rows_find()
    {
        var rows = Rows(1, 57, 1000);
        var summary = MomentSummary.Of(Names, rows);
        for (var i = 0; i < 3; i++)
        {
            var mean = rows.Average(row => row[i]);
            summary.Mean(i).ShouldAgreeWith(mean, 1e-13);
            for (var j = 0; j < 3; j++)
            {
                var other = rows.Average(row => row[j]);
                // Two routes round differently; thirteen digits are left of sixteen.
                summary.Cross(i, j).ShouldBe(rows.Sum(row => (row[i] - mean) * (row[j] - other)), 1e-10 * Math.Sqrt(summary.Cross(i, i) * summary.Cross(j, j)));
            }
        }
    }

    // Laws
    [Fact]
    public void Any_split_of_the_rows_merged_in_any_order_gives_the_same_summary() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = new System.Random(seed);
            var offset = random.NextDouble() < 0.3 ? 1e6 : 0;
            var rows = Rows(seed, 2 + random.Next(60), offset);
            var whole = MomentSummary.Of(Names, rows);
            var parts = rows.GroupBy(_ => random.Next(5)).Select(part => MomentSummary.Of(Names, part))
                .OrderBy(_ => random.Next()).ToArray();
            Same(parts.Aggregate((a, b) => a.Merge(b)), whole);
            Same(parts.Reverse().Aggregate(MomentSummary.Empty(Names), (a, b) => b.Merge(a)), whole);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Choosing_variables_before_or_after_merging_is_the_same()
    {
        var (a, b) = (MomentSummary.Of(Names, Rows(2, 9, 3)), MomentSummary.Of(Names, Rows(3, 14, 3)));
        Same(a.Merge(b).Select("c", "a"), a.Select("c", "a").Merge(b.Select("c", "a")));
    }

    [Fact]
    public void Turning_a_variable_round_equals_folding_turned_answers()
    {
        var rows = Rows(4, 20, 0);
        Same(MomentSummary.Of(Names, rows).Reverse(["b"], 1, 7),
            MomentSummary.Of(Names, rows.Select(row => new[] { row[0], 8 - row[1], row[2] })));
    }

    [Fact]
    public void A_summary_comes_back_from_its_json_form_unchanged()
    {
        var summary = MomentSummary.Of(Names, Rows(5, 11, 1e5));
        var back = MomentJson.Read(Parse(MomentJson.Write(summary).ToJsonString()));
        back.Variables.ShouldBe(summary.Variables);
        (back.Count, back.Mean(2), back.Cross(2, 1)).ShouldBe((summary.Count, summary.Mean(2), summary.Cross(2, 1)));
        var grouped = GroupedSummary<MomentSummary>.Of([new("x", summary), new("y", back)]);
        MomentJson.ReadGrouped(Parse(MomentJson.Write(grouped).ToJsonString())).Groups["y"].Cross(0, 0).ShouldBe(summary.Cross(0, 0));
    }

    // Edges
    [Fact]
    public void A_value_that_is_no_number_is_refused_and_nothing_is_added()
    {
        var fold = new MomentFold(Names);
        Should.Throw<ArgumentException>(() => fold.Add([1.0, double.NaN, 2]));
        Should.Throw<ArgumentException>(() => fold.Add([1.0, double.PositiveInfinity, 2]));
        Should.Throw<ArgumentException>(() => fold.Add([1.0, 2]));
        fold.Summary().Count.ShouldBe(0);
    }

    [Fact]
    public void A_row_with_an_answer_not_given_is_counted_apart()
    {
        var fold = new MomentFold(Names);
        fold.Add((double?[])[1, null, 3]).ShouldBeFalse();
        fold.Add((double?[])[1, 2, 3]).ShouldBeTrue();
        (fold.Summary().Count, fold.Incomplete).ShouldBe((1, 1));
    }

    [Fact]
    public void A_constant_far_from_zero_has_no_variance_at_all()
    {
        var half = MomentSummary.Of(["x"], Enumerable.Repeat(new[] { 1e9 + 0.1 }, 1000));
        half.Merge(half).Cross(0, 0).ShouldBe(0);
    }

    [Fact]
    public void Summaries_over_other_variables_do_not_merge() =>
        Should.Throw<ArgumentException>(() => MomentSummary.Empty("a").Merge(MomentSummary.Empty("b")));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"summary": "moments/1", "variables": ["a"], "count": -1, "means": [1], "cross": [[1]]}""")]
    [InlineData("""{"summary": "moments/1", "variables": ["a"], "count": 2, "means": [1], "cross": [[-1]]}""")]
    [InlineData("""{"summary": "moments/1", "variables": ["a"], "count": 2, "means": [1, 2], "cross": [[1]]}""")]
    [InlineData("""{"summary": "moments/1", "variables": ["a"], "count": 2, "means": [1e999], "cross": [[1]]}""")]
    [InlineData("""{"summary": "moments/1", "variables": ["a", "a"], "count": 2, "means": [1, 1], "cross": [[1], [1, 1]]}""")]
    [InlineData("""{"summary": "moments/1", "variables": ["a"], "count": 1, "means": [1], "cross": [[2]]}""")]
    [InlineData("""{"summary": "moments/1", "variables": ["a", "b"], "count": 9, "means": [1, 1], "cross": [[4], [-7, 9]]}""")]
    [InlineData("[]")]
    public void Json_that_is_not_moments_is_refused(string json) =>
        Should.Throw<FormatException>(() => MomentJson.Read(Parse(json)));

    [Fact]
    public void Moments_of_values_far_from_zero_and_on_one_line_are_read_back()
    {
        // Rounding leaves such products a little beyond what the sums of squares allow.
        foreach (var seed in Enumerable.Range(0, 200))
        {
            var random = new System.Random(seed);
            var fold = new MomentFold("a", "b", "c");
            for (var i = 0; i < 40; i++)
            {
                var x = 1e9 + (i % 3 == 0 ? 0.1 * random.NextDouble() : 0.1);
                fold.Add([x, 7 - 3 * x, 1e9 + 0.1]);
            }

            var summary = fold.Summary().Merge(MomentSummary.Of(["a", "b", "c"], [[1e9 + 0.1, 7 - 3 * (1e9 + 0.1), 1e9 + 0.1]]));
            MomentJson.Read(Parse(MomentJson.Write(summary).ToJsonString())).Count.ShouldBe(41);
        }
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static List<double[]> Rows(int seed, int count, double offset)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var x = random.NextDouble();
            return new[] { offset + x, offset * 2 + 3 * random.NextDouble() - x, 7 * random.NextDouble() };
        })];
    }

    private static void Same(MomentSummary actual, MomentSummary expected)
    {
        actual.Count.ShouldBe(expected.Count);
        for (var i = 0; i < expected.Variables.Count; i++)
        {
            actual.Mean(i).ShouldAgreeWith(expected.Mean(i), 1e-12);
            for (var j = 0; j <= i; j++)
            {
                // 1e-12 of the size of a cross-product, plus what a mean far from zero costs in rounding the rows.
                var size = Math.Sqrt(expected.Cross(i, i) * expected.Cross(j, j));
                var rounding = expected.Count * 1e-16 * (Math.Abs(expected.Mean(i)) + Math.Abs(expected.Mean(j)));
                actual.Cross(i, j).ShouldBe(expected.Cross(i, j), 1e-12 * size + 10 * rounding);
            }
        }
    }
}
