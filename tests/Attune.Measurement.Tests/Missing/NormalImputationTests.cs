using Attune.Measurement.Missing;
using Attune.Measurement.Summaries;

namespace Attune.Measurement.Tests.Missing;

public class NormalImputationTests
{
    private static readonly MomentSummary Given = MomentSummary.Of(["x", "y"], Enumerable.Range(0, 200).Select(i => new[] { i % 20 / 10.0, 2 + i % 20 / 10.0 + (i * 7 % 13 - 6) / 4.0 }));

    [Fact]
    public void What_is_filled_in_lies_around_the_regression_of_those_who_answered()
    {
        var x = Given.IndexOf("x");
        var slope = Given.Cross(x, 1) / Given.Cross(x, x);
        var sigma = Math.Sqrt((Given.Cross(1, 1) - slope * Given.Cross(x, 1)) / 198);
        var at = Given.Mean(1) + slope * (1.5 - Given.Mean(0));
        double[] drawn = [.. Enumerable.Range(0, 4000).Select(number => new NormalImputation(Given, 3).Begin(number)([1.5]))];

        // Residual spread, and the spread of the line itself; four standard errors of 4000 draws.
        var spread = sigma * Math.Sqrt(1 + 1.0 / 200 + Math.Pow(1.5 - Given.Mean(0), 2) / Given.Cross(x, x));
        drawn.Average().ShouldBe(at, 4 * spread / Math.Sqrt(4000));
        Math.Sqrt(drawn.Average(value => Math.Pow(value - drawn.Average(), 2))).ShouldBe(spread, 4 * spread / Math.Sqrt(8000) + 0.01 * spread);
    }

    [Fact]
    public void The_same_seed_gives_the_same_values_and_another_does_not()
    {
        double Draw(long seed) => new NormalImputation(Given, seed).Begin(2)([0.5]);

        Draw(7).ShouldBe(Draw(7));
        Draw(7).ShouldNotBe(Draw(8));
    }

    [Fact]
    public void Two_who_answered_are_too_few() =>
        Should.Throw<AssumptionException>(() => new NormalImputation(MomentSummary.Of(["x", "y"], [[1, 2], [2, 3]]), 1)).Message.ShouldContain("at least three given values");

    [Fact]
    public void A_shift_of_some_rows_follows_from_the_summary()
    {
        double[][] rows = [[1, 4, 0], [2, 6, 1], [4, 5, 1], [3, 9, 0]];
        var moved = MomentSummary.Of(["x", "y", "filled"], rows).Plus(1, 2, -1.5);
        var again = MomentSummary.Of(["x", "y", "filled"], rows.Select(row => new[] { row[0], row[1] - 1.5 * row[2], row[2] }));

        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
                moved.Cross(i, j).ShouldBe(again.Cross(i, j), 1e-12);
        moved.Mean(1).ShouldBe(again.Mean(1), 1e-12);
    }

    [Fact]
    public void Variables_that_are_nothing_yet_can_be_put_beside_others()
    {
        var wider = MomentSummary.Of(["x", "y"], [[1, 4], [2, 6]]).With("filled");
        var again = MomentSummary.Of(["x", "y", "filled"], [[1, 4, 0], [2, 6, 0]]);

        wider.Variables.ShouldBe(again.Variables);
        wider.Merge(again).Cross(0, 1).ShouldBe(again.Merge(again).Cross(0, 1));
    }
}
