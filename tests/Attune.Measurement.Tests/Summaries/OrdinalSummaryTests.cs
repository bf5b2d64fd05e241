using System.Text.Json;
using Attune.Measurement.Summaries;

namespace Attune.Measurement.Tests.Summaries;

public class OrdinalSummaryTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 5)]
    [InlineData(5, 7)]
    [InlineData(6, 10)]
    [InlineData(3, 40)]
    [InlineData(2, 250)]
    public void Tables_hold_what_counting_pair_by_pair_finds(int items, int categories)
    {
        var columns = Columns(items, categories, 40_000, seed: items);
        var summary = Rows(columns, categories).Summary();
        summary.Count.ShouldBe(40_000);
        for (var a = 0; a < items; a++)
        {
            for (var c = 0; c < categories; c++)
                summary.Margin(a)[c].ShouldBe(columns[a].LongCount(code => code == c + 1));
            for (var b = 0; b < items; b++)
                if (a != b)
                {
                    var naive = new long[categories, categories];
                    for (var row = 0; row < 40_000; row++)
                        if (columns[a][row] > 0 && columns[b][row] > 0)
                            naive[columns[a][row] - 1, columns[b][row] - 1]++;
                    var table = summary.Table(a, b);
                    for (var i = 0; i < categories; i++)
                        for (var j = 0; j < categories; j++)
                            table[i, j].ShouldBe(naive[i, j]);
                }
        }
    }

    [Fact]
    public void Rows_one_by_one_columns_at_once_and_parts_merged_in_any_order_are_the_same()
    {
        var columns = Columns(5, 4, 700, seed: 3);
        var whole = Rows(columns, 4).Summary();
        var fold = new OrdinalFold(whole.Items, whole.Categories);
        for (var row = 0; row < 700; row++)
            fold.Add([.. columns.Select(column => column[row])]);
        Text(fold.Summary()).ShouldBe(Text(whole));
        OrdinalSummary[] parts = [.. new[] { 0..100, 100..101, 101..700 }.Select(range => Rows([.. columns.Select(column => column[range])], 4).Summary())];
        Text(parts[2].Merge(parts[0].Merge(parts[1]))).ShouldBe(Text(whole));
        Text(parts[0].Merge(parts[1]).Merge(parts[2])).ShouldBe(Text(whole));
    }

    [Fact]
    public void Summaries_in_which_other_answers_came_merge_by_their_values()
    {
        var a = OrdinalRows.Of(["x", "y"], [[1, 1, 3], [5, 6, 6]]).Summary();
        var b = OrdinalRows.Of(["x", "y"], [[2, 3], [6, 7]]).Summary();
        Text(a.Merge(b)).ShouldBe(Text(OrdinalRows.Of(["x", "y"], [[1, 1, 3, 2, 3], [5, 6, 6, 6, 7]]).Summary()));
        Should.Throw<ArgumentException>(() => a.Merge(OrdinalRows.Of(["y", "x"], [[1], [1]]).Summary()));
    }

    [Fact]
    public void A_listwise_fold_counts_what_complete_rows_give()
    {
        var columns = Columns(3, 3, 500, seed: 4);
        var rows = Rows(columns, 3);
        var fold = new OrdinalFold(rows.Items, rows.Categories, listwise: true);
        fold.Add(columns);
        Text(fold.Summary()).ShouldBe(Text(rows.Complete().Summary()));
        (fold.Summary().Count + fold.Incomplete).ShouldBe(500);
        rows.Complete().Columns.ShouldAllBe(column => !column.Contains((byte)0));
    }

    [Fact]
    public void Complete_rows_forget_categories_that_no_longer_come()
    {
        var rows = OrdinalRows.Of(["x", "y"], [[1, 2, 4, 4], [null, 7, 7, 9]]).Complete();
        rows.Categories[0].ShouldBe([2, 4]);
        rows.Columns[0].ShouldBe([1, 2, 2]);
    }

    [Fact]
    public void The_smallest_cell_is_that_of_the_tables_and_empty_ones_do_not_count()
    {
        OrdinalRows.Of(["x", "y"], [[1, 1, 1, 2], [1, 1, 2, 2]]).Summary().SmallestCell.ShouldBe(1);
        OrdinalRows.Of(["x", "y"], [[1, 1, 2, 2], [1, 1, 2, 2]]).Summary().SmallestCell.ShouldBe(2);
        OrdinalRows.Of(["x"], [[]]).Summary().SmallestCell.ShouldBe(0);
    }

    [Fact]
    public void Who_gave_no_answer_is_a_cell_too()
    {
        // One did not give y; of those who said 1 to x, one.
        OrdinalRows.Of(["x", "y"], [[1, 1, 1, 2, 2], [1, 1, null, 2, 2]]).Summary().SmallestCell.ShouldBe(1);
        OrdinalRows.Of(["x"], [[1, 1, 1, null, null]]).Summary().SmallestCell.ShouldBe(2);
        OrdinalRows.Of(["x", "y"], [[1, 1, 1, null, null], [1, 1, 1, null, null]]).Summary().SmallestCell.ShouldBe(2);
    }

    [Fact]
    public void Counts_come_back_from_their_json_form_unchanged()
    {
        var summary = Rows(Columns(4, 3, 50, seed: 6), 3).Summary();
        Text(OrdinalJson.Read(JsonDocument.Parse(Text(summary)).RootElement)).ShouldBe(Text(summary));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"summary": "ordinal/1", "items": ["a"], "categories": [[2, 1]], "count": 1, "margins": [[1, 0]], "tables": []}""")]
    [InlineData("""{"summary": "ordinal/1", "items": ["a"], "categories": [[1, 2]], "count": 1, "margins": [[1, 1]], "tables": []}""")]
    [InlineData("""{"summary": "ordinal/1", "items": ["a"], "categories": [[1]], "count": 1, "margins": [[-1]], "tables": []}""")]
    [InlineData("""{"summary": "ordinal/1", "items": ["a", "b"], "categories": [[1], [1]], "count": 1, "margins": [[1], [1]], "tables": [[2]]}""")]
    [InlineData("""{"summary": "ordinal/1", "items": ["a", "b"], "categories": [[1], [1]], "count": 1, "margins": [[1], [1]], "tables": []}""")]
    public void Json_that_is_not_counts_is_refused(string json) =>
        Should.Throw<FormatException>(() => OrdinalJson.Read(JsonDocument.Parse(json).RootElement));

    [Fact]
    public void A_category_that_does_not_exist_is_refused_and_nothing_is_added()
    {
        var fold = new OrdinalFold(["x", "y"], [[1, 2], [1, 2]]);
        Should.Throw<ArgumentException>(() => fold.Add([1, 3]));
        Should.Throw<ArgumentException>(() => fold.Add([1]));
        Should.Throw<ArgumentException>(() => fold.Add([[1, 1], [1, 3]]));
        fold.Summary().Count.ShouldBe(0);
    }

    private static string Text(OrdinalSummary summary) => OrdinalJson.Write(summary).ToJsonString();

    private static OrdinalRows Rows(byte[][] columns, int categories) => OrdinalRows.OfCodes(
        [.. columns.Select((_, i) => $"i{i}")], [.. columns.Select(_ => Enumerable.Range(1, categories).Select(c => (double)c).ToArray())], columns);

    private static byte[][] Columns(int items, int categories, int rows, int seed)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, items).Select(_ => Enumerable.Range(0, rows).Select(_ => (byte)random.Next(categories + 1)).ToArray())];
    }
}
