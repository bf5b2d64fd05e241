using Attune.Measurement.Trials;

namespace Attune.Measurement.Tests.Trials;

public class AlphaSpendingTests
{
    // Published boundaries of the O'Brien and Fleming type spending function, two-sided .05, equal steps (Reboussin, DeMets, Kim
    // and Lan 2000, Controlled Clinical Trials 21, and the program they describe). Three decimals are printed.
    [Theory]
    [InlineData(2, new[] { 2.963, 1.969 })]
    [InlineData(3, new[] { 3.710, 2.511, 1.993 })]
    [InlineData(4, new[] { 4.333, 2.963, 2.359, 2.014 })]
    [InlineData(5, new[] { 4.877, 3.357, 2.680, 2.290, 2.031 })]
    public void Boundaries_are_the_published_ones(int looks, double[] published) =>
        AlphaSpending.OBrienFleming(Equal(looks)).Select(look => look.Critical).Zip(published).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 0.0011);

    [Fact]
    public void Two_looks_follow_from_one_integral_done_another_way()
    {
        // P(|Z1| < a, |Z2| >= b) by the trapezoid rule on a fine grid, Z2 given Z1 being normal with mean z√.4 and variance .6.
        var looks = AlphaSpending.OBrienFleming([0.4, 1]);
        double a = looks[0].Critical, b = looks[1].Critical, sum = 0;
        const int steps = 2_000;
        for (var i = 0; i <= steps; i++)
        {
            var z = -a + 2 * a * i / steps;
            var beyond = Upper((b - z * Math.Sqrt(0.4)) / Math.Sqrt(0.6)) + Upper((b + z * Math.Sqrt(0.4)) / Math.Sqrt(0.6));
            sum += (i is 0 or steps ? 0.5 : 1) * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * beyond * 2 * a / steps;
        }

        (2 * Upper(a) + sum).ShouldBe(0.05, 1e-6);
        looks[0].Spent.ShouldBe(2 * Upper(a), 1e-10);
    }

    [Fact]
    public void Chance_crosses_once_in_twenty_trials_however_often_they_look()
    {
        var looks = AlphaSpending.OBrienFleming([0.2, 0.5, 0.7, 1]);
        var random = new Random(8);
        var crossed = new int[looks.Count];
        const int trials = 200_000;
        for (var trial = 0; trial < trials; trial++)
        {
            double motion = 0, before = 0;
            for (var k = 0; k < looks.Count; k++)
            {
                motion += Math.Sqrt(looks[k].Fraction - before) * Normal(random);
                before = looks[k].Fraction;
                if (Math.Abs(motion) / Math.Sqrt(before) >= looks[k].Critical)
                {
                    crossed[k]++;
                    break;
                }
            }
        }

        // Four binomial standard deviations of the total, .0005.
        (crossed.Sum() / (double)trials).ShouldBe(0.05, 0.002);
        (crossed.Take(3).Sum() / (double)trials).ShouldBe(looks[2].Spent, 0.0015);
    }

    [Fact]
    public void One_look_is_the_plain_test() => AlphaSpending.OBrienFleming([1]).ShouldHaveSingleItem().Critical.ShouldBe(1.959963984540054, 1e-9);

    [Fact]
    public void Later_looks_ask_for_less_and_the_whole_level_is_spent()
    {
        var looks = AlphaSpending.OBrienFleming(Equal(6), 0.1);
        looks.Zip(looks.Skip(1)).ShouldAllBe(pair => pair.Second.Critical < pair.First.Critical && pair.Second.Spent > pair.First.Spent);
        looks[^1].Spent.ShouldBe(0.1);
    }

    [Fact]
    public void Shares_that_do_not_rise_to_one_are_refused()
    {
        Should.Throw<ArgumentException>(() => AlphaSpending.OBrienFleming([0.5]));
        Should.Throw<ArgumentException>(() => AlphaSpending.OBrienFleming([0.5, 0.5, 1]));
        Should.Throw<ArgumentException>(() => AlphaSpending.OBrienFleming([0, 1]));
        Should.Throw<ArgumentException>(() => AlphaSpending.OBrienFleming([]));
    }

    private static double[] Equal(int looks) => [.. Enumerable.Range(1, looks).Select(look => look == looks ? 1 : (double)look / looks)];

    // P(Z > z) by Simpson's rule, so that nothing of the library is used.
    private static double Upper(double z)
    {
        const int steps = 1000;
        double high = Math.Max(z, 0) + 12, h = (high - z) / steps, sum = 0;
        for (var i = 0; i <= steps; i++)
            sum += (i is 0 or steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-Math.Pow(z + i * h, 2) / 2);
        return sum * h / 3 / Math.Sqrt(2 * Math.PI);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
