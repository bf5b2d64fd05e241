using System.Text.Json;
using Attune.Measurement.Effects;
using Attune.Measurement.Planning;
using Attune.Measurement.Summaries;

namespace Attune.Measurement.Tests.Planning;

public class TrialPrecisionTests
{
    [Theory]
    [InlineData("grid")]
    [InlineData("with_covariate")]
    [InlineData("unequal_sizes")]
    public void Certified_powers_of_cluster_trials_come_out(string name)
    {
        var grid = Certified.Read("power_cluster_rct").At(name);
        for (var i = 0; i < grid.At("k").GetArrayLength(); i++)
        {
            var trial = TrialPrecision.Clusters(2 * V("k"), V("m"), V("icc"), V("cv"), V("r2b"), V("r2w"));
            trial.Variance.ShouldAgreeWith(V("var"), 1e-12);
            trial.Df.ShouldBe(V("df"));
            trial.DesignEffect.ShouldAgreeWith(V("deff"), 1e-12);
            // R's noncentral t is good to about 1e-11.
            trial.Power(V("delta")).ShouldBe(V("power_t"), 1e-9);

            double V(string column) => grid.TryGetProperty(column, out var values) ? values[i].GetDouble() : 0;
        }
    }

    [Fact]
    public void Certified_smallest_effects_and_numbers_of_clusters_come_out()
    {
        var certified = Certified.Read("power_cluster_rct");
        var smallest = certified.At("mdes");
        for (var i = 0; i < smallest.At("k").GetArrayLength(); i++)
            // R's uniroot stopped near 1e-9.
            TrialPrecision.Clusters(2 * V(smallest, "k", i), V(smallest, "m", i), V(smallest, "icc", i)).Detectable(V(smallest, "power", i))
                .ShouldAgreeWith(V(smallest, "mdes_exact", i), 1e-7);
        var needed = certified.At("clusters_needed");
        for (var i = 0; i < needed.At("delta").GetArrayLength(); i++)
        {
            double k = V(needed, "k_per_arm", i), m = V(needed, "m", i), icc = V(needed, "icc", i), delta = V(needed, "delta", i);
            TrialPrecision.Clusters(2 * k, m, icc).Power(delta).ShouldBeGreaterThanOrEqualTo(V(needed, "power", i));
            if (k > 2)
                TrialPrecision.Clusters(2 * k - 2, m, icc).Power(delta).ShouldBeLessThan(V(needed, "power", i));
        }

        static double V(JsonElement table, string column, int i) => table.At(column)[i].GetDouble();
    }

    [Fact]
    public void Cohens_table_of_two_groups_comes_out()
    {
        // Cohen (1988), table 2.3.5: n = 64 in each group, d = .50, two-sided .05: power .80.
        TrialPrecision.Parallel(128).Power(0.5).ShouldBe(0.80, 0.005);
        TrialPrecision.Parallel(128).Detectable().ShouldBe(0.5, 0.002);
    }

    [Fact]
    public void Designs_that_are_the_same_agree()
    {
        TrialPrecision.Clusters(40, 1, 0.3).Variance.ShouldAgreeWith(TrialPrecision.Parallel(40).Variance, 1e-14);
        TrialPrecision.Pairs(20).Variance.ShouldAgreeWith(TrialPrecision.Parallel(40).Variance, 1e-14);
        // Where all clusters cross over at once, time and programme cannot be told apart.
        Should.Throw<AssumptionException>(() => TrialPrecision.SteppedWedge(6, 10, 0.05, 1));
        TrialPrecision.Parallel(100, 0.5).Variance.ShouldAgreeWith(TrialPrecision.Parallel(200).Variance, 1e-14);
        TrialPrecision.Parallel(100).Power(0).ShouldBe(0.05, 1e-12);
        TrialPrecision.BeforeAfter(30, 0.5).Variance.ShouldAgreeWith(1.0 / 30, 1e-14);
        TrialPrecision.AfterDropout(50, 0.2).ShouldBe(40);
    }

    [Fact]
    public void Three_occasions_are_the_contrast_of_their_compound_symmetry()
    {
        double[] weights = [-1, 0.5, 0.5];
        var variance = weights.Select((a, i) => weights.Select((b, j) => a * b * (i == j ? 1 : 0.6)).Sum()).Sum();
        TrialPrecision.BeforeAfterFollowUp(40, 0.6).Variance.ShouldAgreeWith(variance / 40, 1e-14);
        TrialPrecision.BeforeAfterFollowUp(40, 0.6).Df.ShouldBe(39);
        Should.Throw<ArgumentOutOfRangeException>(() => TrialPrecision.BeforeAfterFollowUp(40, 1));
    }

    [Fact]
    public void The_stepped_wedge_is_what_generalised_least_squares_over_its_cells_gives()
    {
        var trial = TrialPrecision.SteppedWedge(6, 10, 0.1, 3);
        trial.Variance.ShouldAgreeWith(NaiveWedge.Variance(6, 10, 0.1, 3), 1e-10);
    }

    [Fact]
    public void A_curve_rises_and_more_of_everything_helps()
    {
        var curve = TrialPrecision.Clusters(12, 15, 0.05).Curve([0.1, 0.3, 0.5, 0.8]);
        curve.Select(point => point.Power).ShouldBeInOrder();
        TrialPrecision.Clusters(14, 15, 0.05).Detectable().ShouldBeLessThan(TrialPrecision.Clusters(12, 15, 0.05).Detectable());
        TrialPrecision.Clusters(12, 15, 0.05, variation: 0.6).Power(0.4).ShouldBeLessThan(TrialPrecision.Clusters(12, 15, 0.05).Power(0.4));
    }

    [Fact]
    public void Two_people_two_clusters_or_a_share_of_one_are_refused()
    {
        Should.Throw<AssumptionException>(() => TrialPrecision.Parallel(2));
        Should.Throw<AssumptionException>(() => TrialPrecision.Clusters(2, 30, 0.05));
        Should.Throw<AssumptionException>(() => TrialPrecision.SteppedWedge(7, 10, 0.05, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => TrialPrecision.Parallel(20, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => TrialPrecision.Clusters(10, 0.5, 0.05));
        Should.Throw<ArgumentOutOfRangeException>(() => TrialPrecision.AfterDropout(20, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => TrialPrecision.Parallel(20).Detectable(0.04));
    }

    [Fact]
    public void The_power_is_how_often_the_adjusted_test_finds_the_effect()
    {
        var random = new System.Random(40);
        var found = Enumerable.Range(0, 3000).Count(_ => LinearModel.Fit(MomentSummary.Of(["arm", "y"], Enumerable.Range(0, 30).Select(i =>
            new[] { i % 2, Chance.Normal(random) + 0.9 * (i % 2) })), "y", ["arm"]).Classical()[1].P < 0.05);
        // Four binomial SDs of 0.0086.
        (found / 3000.0).ShouldBe(TrialPrecision.Parallel(30).Power(0.9), 0.035);
    }

    [Theory]
    [InlineData(10, 1.3)]
    [InlineData(30, 0.75)]
    public void With_a_score_before_that_differs_by_chance_the_power_is_how_often_the_adjusted_test_finds_the_effect(int people, double effect)
    {
        var random = new System.Random(41);
        const int trials = 6000;
        var found = Enumerable.Range(0, trials).Count(_ => LinearModel.Fit(MomentSummary.Of(["arm", "x", "y"], Enumerable.Range(0, people).Select(i =>
        {
            var x = Chance.Normal(random);
            return new[] { i % 2, x, 0.6 * x + 0.8 * Chance.Normal(random) + effect * (i % 2) };
        })), "y", ["arm", "x"]).Classical()[1].P < 0.05);
        var planned = TrialPrecision.Parallel(people, 0.36).AdjustedFor(1).Power(effect);

        // Four binomial SDs of 0.0064 either way; without the factor the plan lies above what is found by more.
        (found / (double)trials).ShouldBe(planned, 0.026);
        if (people == 10)
            TrialPrecision.Parallel(people, 0.36).Power(effect).ShouldBeGreaterThan(found / (double)trials + 0.026);
    }

    [Fact]
    public void Adjusting_for_a_score_before_multiplies_the_variance_by_1_plus_1_over_n_less_4()
    {
        var plain = TrialPrecision.Parallel(20, 0.36);
        var adjusted = plain.AdjustedFor(1);

        adjusted.Df.ShouldBe(17);
        (adjusted.Variance / plain.Variance).ShouldBe(1 + 1.0 / 16, 1e-14);
        // A score before that explains nothing still takes its degree of freedom.
        TrialPrecision.Parallel(20).AdjustedFor(1).Df.ShouldBe(17);
        TrialPrecision.Pairs(20).AdjustedFor(1).Df.ShouldBe(18);
        plain.AdjustedFor(0).Variance.ShouldBe(plain.Variance);
        (plain.Imputed(0.1, 20).Variance / plain.Variance).ShouldBe(1.005, 1e-14);
        Should.Throw<AssumptionException>(() => TrialPrecision.Parallel(4).AdjustedFor(1));
    }

    [Fact]
    public void People_who_leave_by_chance_leave_less_precision_than_their_mean_number_does()
    {
        // The mean of 4/n over every number who may stay in two arms of 25, a fifth leaving, one by one.
        double Binomial(int stay) => Math.Exp(MathNet.Numerics.SpecialFunctions.BinomialLn(25, stay) + stay * Math.Log(0.8) + (25 - stay) * Math.Log(0.2));
        var mean = Enumerable.Range(5, 21).Sum(stay => Binomial(stay) / stay) * 2;

        // To the first order in 1/n; what is left out is of the second.
        (4 / TrialPrecision.AfterDropout(50, 0.2, 2)).ShouldBe(mean, 0.001 * mean);
        (4 / TrialPrecision.AfterDropout(50, 0.2)).ShouldBeLessThan(mean);
    }
}
