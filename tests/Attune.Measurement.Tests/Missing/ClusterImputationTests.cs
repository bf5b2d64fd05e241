using Attune.Measurement.Effects;
using Attune.Measurement.Missing;
using Attune.Measurement.Summaries;
using MathNet.Numerics.LinearAlgebra;

namespace Attune.Measurement.Tests.Missing;

public class ClusterImputationTests
{
    [Fact]
    public void Draws_are_those_of_the_posterior_laid_out_from_the_rows()
    {
        var rows = Rows(new System.Random(5), 6, 4, 0.5, 0.7);
        var imputation = new ClusterImputation(Fold(rows), 9);
        foreach (var (cluster, x) in new[] { ("c1", 0.8), ("c4", -1.5), ("nobody answered here", 0.3) })
        {
            var expected = Predictive(rows, cluster, x);
            double[] drawn = [.. Enumerable.Range(0, 6000).Select(number => imputation.Begin(number)(cluster, [x]))];
            var sd = Math.Sqrt(expected.Variance);
            // Four standard errors of 6000 draws; the tails of a cluster nobody answered in are heavier than normal.
            drawn.Average().ShouldBe(expected.Mean, 4 * sd / Math.Sqrt(6000), cluster);
            var share = drawn.Count(value => value < expected.Mean + sd) / 6000.0;
            share.ShouldBe(expected.Below, 4 * Math.Sqrt(0.16 * 0.84 / 6000) + 0.002, cluster);
        }
    }

    [Theory]
    [InlineData("pan")]
    [InlineData("jomo")]
    public void A_model_pooled_over_many_imputations_is_what_other_programs_pool(string program)
    {
        var certified = Certified.Read("clusters");
        T[] Column<T>(string name, Func<System.Text.Json.JsonElement, T> read) => [.. certified.At("data/" + name).EnumerateArray().Select(read)];
        var (group, arm, x) = (Column("group", cell => $"{cell}"), Column("arm", cell => cell.GetDouble()), Column("x", cell => cell.GetDouble()));
        var y = Column("y", cell => cell.ValueKind == System.Text.Json.JsonValueKind.Number ? cell.GetDouble() : (double?)null);
        var given = new GroupedMomentFold("arm", "x", "y");
        for (var i = 0; i < y.Length; i++)
            if (y[i] is { } value)
                given.Add(group[i], [arm[i], x[i], value]);
        var imputation = new ClusterImputation(given.Summary(), 20265);
        const int imputations = 1000;
        var fits = Enumerable.Range(0, imputations).Select(number =>
        {
            var draw = imputation.Begin(number);
            return LinearModel.Fit(MomentSummary.Of(["arm", "x", "y"], Enumerable.Range(0, y.Length).Select(i => new[] { arm[i], x[i], y[i] ?? draw(group[i], [arm[i], x[i]]) })), "y", ["arm", "x"]).Values;
        }).ToList();
        var (mean, between) = (certified.At(program + "/mean"), certified.At(program + "/between"));
        for (var term = 0; term < 3; term++)
        {
            double[] estimates = [.. fits.Select(fit => fit[term])];
            var sd = Math.Sqrt(estimates.Sum(value => Math.Pow(value - estimates.Average(), 2)) / (imputations - 1));
            // Four simulation errors of both; of the spread as well, and what unlike priors of so few groups move.
            estimates.Average().ShouldBe(mean[term].GetDouble(), 4 * sd * Math.Sqrt(2.0 / imputations), $"{program} {term}");
            (sd / between[term].GetDouble()).ShouldBe(1, 4 / Math.Sqrt(imputations) + 0.03, $"{program} {term}");
        }
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.6)]
    public void The_correlation_within_clusters_is_highest_where_restricted_likelihood_has_it(double icc)
    {
        var rows = Rows(new System.Random(8), 12, 15, icc, 0.4);
        var mode = new ClusterPosterior(Fold(rows)).Mode;
        var model = MixedModel.Fit(Fold(rows), "y", ["x"], [new RandomEffect("cluster", true, [])]);
        var between = Math.Pow(model.Spreads[0].Value, 2);

        // Within the cells that the posterior is laid out in.
        mode.ShouldBe(between / (between + model.Sigma * model.Sigma), 0.01);
    }

    [Fact]
    public void Intervals_hold_the_truth_where_groups_are_given_an_arm_and_imputation_without_groups_does_not()
    {
        var random = new System.Random(31);
        var (held, blind) = (0, 0);
        const int trials = 400;
        for (var trial = 0; trial < trials; trial++)
        {
            List<(string Cluster, double Arm, double X, double? Y)> people = [];
            for (var cluster = 0; cluster < 20; cluster++)
            {
                var shared = Math.Sqrt(0.3) * Chance.Normal(random);
                for (var i = 0; i < 8; i++)
                {
                    var x = Chance.Normal(random);
                    var y = shared + 0.5 * x + 0.8 * Chance.Normal(random);
                    people.Add(($"c{cluster:D2}", cluster % 2, x, random.NextDouble() < 1 / (1 + Math.Exp(-x)) ? null : y));
                }
            }

            var given = new GroupedMomentFold("arm", "x", "y");
            foreach (var person in people.Where(person => person.Y is not null))
                given.Add(person.Cluster, [person.Arm, person.X, person.Y!.Value]);
            var clustered = new ClusterImputation(given.Summary(), trial);
            var plain = new NormalImputation(given.Summary().Total(), trial);
            held += Holds(people, number => clustered.Begin(number)) ? 1 : 0;
            blind += Holds(people, number =>
            {
                var draw = plain.Begin(number);
                return (_, predictors) => draw(predictors);
            }) ? 1 : 0;
        }

        // Four binomial SDs of 0.011. Filled in without groups, half of the people are as if from no group.
        (held / (double)trials).ShouldBe(0.95, 0.044);
        blind.ShouldBeLessThan(held);
    }

    [Fact]
    public void The_same_seed_gives_the_same_values_and_another_does_not()
    {
        var given = Fold(Rows(new System.Random(2), 5, 6, 0.3, 0.5));
        double[] Draw(long seed)
        {
            var draw = new ClusterImputation(given, seed).Begin(1);
            return [draw("c1", [0.5]), draw("new", [0.5]), draw("new", [0.5])];
        }

        Draw(7).ShouldBe(Draw(7));
        Draw(7).ShouldNotBe(Draw(8));
    }

    [Fact]
    public void One_answer_a_cluster_one_cluster_a_repeated_predictor_and_a_constant_outcome_still_give_numbers()
    {
        double[] Drawn(IEnumerable<(string, double, double)> rows)
        {
            var fold = new GroupedMomentFold("x", "again", "y");
            foreach (var (cluster, x, y) in rows)
                fold.Add(cluster, [x, x, y]);
            var imputation = new ClusterImputation(fold.Summary(), 1);
            return [.. Enumerable.Range(0, 50).SelectMany(number =>
            {
                var draw = imputation.Begin(number);
                return new[] { draw("c0", [1, 1]), draw("elsewhere", [2, 2]) };
            })];
        }

        Drawn(Enumerable.Range(0, 10).Select(i => ($"c{i}", i % 3.0, i % 4.0))).ShouldAllBe(value => double.IsFinite(value));
        Drawn(Enumerable.Range(0, 10).Select(i => ("c0", i % 3.0, i % 4.0))).ShouldAllBe(value => double.IsFinite(value));
        Drawn(Enumerable.Range(0, 10).Select(i => ($"c{i % 3}", i % 3.0, 4.0))).ShouldAllBe(value => Math.Abs(value - 4) < 1e-6);
        Drawn(Enumerable.Range(0, 12).Select(i => ($"c{i % 3}", i / 3.0, i % 3.0))).ShouldAllBe(value => double.IsFinite(value));
        Should.Throw<AssumptionException>(() => Drawn([("c0", 1, 1), ("c1", 2, 2)])).Assumption.ShouldBe("at least three given values");
    }

    private static bool Holds(List<(string Cluster, double Arm, double X, double? Y)> people, Func<int, Func<string, ReadOnlySpan<double>, double>> begin)
    {
        List<Coefficient> fits = [];
        for (var number = 0; number < 10; number++)
        {
            var draw = begin(number);
            var fold = new GroupedMomentFold("arm", "x", "y");
            foreach (var person in people)
                fold.Add(person.Cluster, [person.Arm, person.X, person.Y ?? draw(person.Cluster, [person.Arm, person.X])]);
            var groups = fold.Summary();
            fits.Add(LinearModel.Fit(groups.Total(), "y", ["arm", "x"]).Cr2(groups, 0.95)[1]);
        }

        return PooledTerm.Of("arm", [.. fits.Select(fit => fit.Value)], [.. fits.Select(fit => fit.StandardError * fit.StandardError)], fits[0].Df).Coefficient.Interval.Contains(0);
    }

    private static List<(string Cluster, double X, double Y)> Rows(System.Random random, int clusters, int size, double icc, double slope) =>
        [.. Enumerable.Range(0, clusters).SelectMany(cluster =>
        {
            var shared = Math.Sqrt(icc) * Chance.Normal(random);
            return Enumerable.Range(0, size + cluster % 3).Select(_ =>
            {
                var x = Chance.Normal(random) + cluster % 2;
                return ($"c{cluster}", x, 2 + slope * x + shared + Math.Sqrt(1 - icc) * Chance.Normal(random));
            }).ToList();
        })];

    private static GroupedSummary<MomentSummary> Fold(List<(string Cluster, double X, double Y)> rows)
    {
        var fold = new GroupedMomentFold("x", "y");
        foreach (var (cluster, x, y) in rows)
            fold.Add(cluster, [x, y]);
        return fold.Summary();
    }

    /// <summary>Mean and variance of a new answer, and the share below one SD above the mean, by the rows' own covariance matrix at each of 2000 correlations.</summary>
    private static (double Mean, double Variance, double Below) Predictive(List<(string Cluster, double X, double Y)> rows, string cluster, double x)
    {
        var n = rows.Count;
        var design = Matrix<double>.Build.Dense(n, 2, (i, k) => k == 0 ? 1 : rows[i].X);
        var y = Vector<double>.Build.Dense(n, i => rows[i].Y);
        var at = Vector<double>.Build.Dense([1, x]);
        List<(double LogDensity, double Mean, double Scale)> parts = [];
        for (var cell = 0; cell < 2000; cell++)
        {
            var rho = (cell + 0.5) / 2000;
            var lambda = rho / (1 - rho);
            var v = Matrix<double>.Build.Dense(n, n, (i, k) => (i == k ? 1 : 0) + (rows[i].Cluster == rows[k].Cluster ? lambda : 0));
            var inverse = v.Inverse();
            var information = design.Transpose() * inverse * design;
            var beta = information.Inverse() * (design.Transpose() * inverse * y);
            var residual = y - design * beta;
            var rest = residual * inverse * residual;
            var alike = Vector<double>.Build.Dense(n, i => rows[i].Cluster == cluster ? lambda : 0);
            var weights = inverse * alike;
            var open = at - design.Transpose() * weights;
            var scale = (1 + lambda - alike * weights + open * (information.Inverse() * open)) * rest / (n - 2);
            parts.Add((-0.5 * (Math.Log(v.Determinant()) + Math.Log(information.Determinant()) + (n - 2) * Math.Log(rest)), at * beta + weights * residual, scale));
        }

        var highest = parts.Max(part => part.LogDensity);
        double[] share = [.. parts.Select(part => Math.Exp(part.LogDensity - highest))];
        var total = share.Sum();
        var mean = parts.Select((part, i) => share[i] / total * part.Mean).Sum();
        // Each part is Student's t with n − 2 degrees of freedom; the last hundredth of correlations has no say in what is compared.
        var variance = parts.Select((part, i) => share[i] / total * (part.Scale * (n - 2) / (n - 4.0) + Math.Pow(part.Mean - mean, 2))).Sum();
        var cut = mean + Math.Sqrt(variance);
        var below = parts.Select((part, i) => share[i] / total * MathNet.Numerics.Distributions.StudentT.CDF(part.Mean, Math.Sqrt(part.Scale), n - 2, cut)).Sum();
        return (mean, variance, below);
    }
}
