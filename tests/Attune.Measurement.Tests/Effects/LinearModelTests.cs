using System.Text.Json;
using Attune.Measurement.Effects;
using Attune.Measurement.Summaries;

namespace Attune.Measurement.Tests.Effects;

public class LinearModelTests
{
    [Theory]
    [InlineData("affect_NA_film", "affect", "NA2", "NA1,Film=2,Film=3,Film=4", null)]
    [InlineData("affect_PA_film", "affect", "PA2", "PA1,Film=2,Film=3,Film=4", null)]
    [InlineData("affect_EA_interaction", "affect", "EA2", "EA1,Film=2,Film=3,Film=4,EA1:Film=2,EA1:Film=3,EA1:Film=4", null)]
    [InlineData("affect_NA_film_cluster_study_dummy", "affect", "NA2", "NA1,Film=2,Film=3,Film=4,Study=maps", null)]
    [InlineData("exam_cluster_school", "exam", "normexam", "standLRT,sex=M,type=Sngl", "school")]
    public void Certified_models_come_out(string name, string file, string outcome, string predictors, string? cluster)
    {
        var expected = Certified.Read("ancova").At($"models/{name}");
        var (rows, keys, names) = Rows(file, outcome, predictors.Split(','), cluster);
        var fold = new GroupedMomentFold(names);
        for (var i = 0; i < rows.Count; i++)
            fold.Add(keys[i], rows[i]);
        var model = LinearModel.Fit(fold.Summary().Total(), outcome, predictors.Split(','));
        model.Count.ShouldBe(expected.At("n").GetInt64());
        model.Sigma.ShouldAgreeWith(expected.Number("sigma"), 1e-11);
        model.RSquared.ShouldAgreeWith(expected.Number("r2"), 1e-10);
        Agree(model.Classical(), expected.At("classical"), "df", "p", 1e-10);
        Agree(model.Hc3(rows), expected.At("HC/HC3"), "df", "p", 1e-10);
        if (cluster is not null)
            // clubSandwich's powers of near-singular cluster matrices leave it about nine digits.
            Agree(model.Cr2(fold.Summary()), expected.At("CR/CR2"), "df_satt", "p_satt", 1e-8);
    }

    [Fact]
    public void Longleys_data_give_the_certified_coefficients_of_NIST()
    {
        // NIST StRD, Longley: the classic near-collinear problem; certified to 15 digits. Cross-products square its
        // condition number (about 5e9 raw, 1e2 after centring and scaling), so nine digits are asked for.
        var model = LinearModel.Fit(Longley.Summary(), "y", ["x1", "x2", "x3", "x4", "x5", "x6"]);
        double[] certified = [-3482258.63459582, 15.0618722713733, -0.358191792925910e-01, -2.02022980381683, -1.03322686717359, -0.511041056535807e-01, 1829.15146461355];
        double[] errors = [890420.383607373, 84.9149257747669, 0.334910077722432e-01, 0.488399681651699, 0.214274163161675, 0.226073200069370, 455.478499142212];
        model.Sigma.ShouldAgreeWith(304.854073561965, 1e-9);
        model.RSquared.ShouldAgreeWith(0.995479004577296, 1e-11);
        foreach (var (coefficient, i) in model.Classical().Select((coefficient, i) => (coefficient, i)))
        {
            coefficient.Value.ShouldAgreeWith(certified[i], 1e-8);
            coefficient.StandardError.ShouldAgreeWith(errors[i], 1e-9);
        }
    }

    [Fact]
    public void Cr2_from_cluster_moments_is_what_full_matrices_over_the_rows_give()
    {
        var random = new System.Random(3);
        var fold = new GroupedMomentFold("x", "z", "y");
        var rows = new List<(string Key, double[] Row)>();
        for (var c = 0; c < 7; c++)
        {
            var level = Chance.Normal(random);
            for (var i = 0; i < 2 + c % 4; i++)
                rows.Add(($"{c}", [level + Chance.Normal(random), c % 2, 2 + level + Chance.Normal(random)]));
        }

        foreach (var (key, row) in rows)
            fold.Add(key, row);
        var robust = LinearModel.Fit(fold.Summary().Total(), "y", ["x", "z"]).Cr2(fold.Summary());
        var (errors, df) = NaiveCr2.Of(rows);
        for (var k = 0; k < 3; k++)
        {
            robust[k].StandardError.ShouldAgreeWith(errors[k], 1e-10);
            robust[k].Df.ShouldAgreeWith(df[k], 1e-9);
        }
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(1e9)]
    public void Cr2_does_not_mind_the_unit_of_a_predictor(double unit)
    {
        var random = new System.Random(4);
        GroupedMomentFold plain = new("x", "z", "y"), scaled = new("x", "z", "y");
        for (var i = 0; i < 30; i++)
        {
            double[] row = [Chance.Normal(random), i % 2, Chance.Normal(random)];
            plain.Add($"{i % 7}", row);
            scaled.Add($"{i % 7}", [unit * row[0], row[1], row[2]]);
        }

        var expected = LinearModel.Fit(plain.Summary().Total(), "y", ["x", "z"]).Cr2(plain.Summary());
        var robust = LinearModel.Fit(scaled.Summary().Total(), "y", ["x", "z"]).Cr2(scaled.Summary());
        robust[1].StandardError.ShouldAgreeWith(expected[1].StandardError / unit, 1e-10);
        for (var k = 0; k < 3; k++)
            robust[k].Df.ShouldAgreeWith(expected[k].Df, 1e-9);
    }

    [Fact]
    public void Units_and_origins_of_predictors_change_their_own_coefficient_only()
    {
        double[][] rows = [[1, 0, 3], [2, 1, 5.5], [4, 0, 4], [3, 1, 9], [6, 1, 8], [5, 0, 6]];
        var model = LinearModel.Fit(MomentSummary.Of(["x", "arm", "y"], rows), "y", ["x", "arm"]);
        var moved = LinearModel.Fit(MomentSummary.Of(["x", "arm", "y"], rows.Select(row => new[] { 1e9 + 1e6 * row[0], row[1], row[2] })), "y", ["x", "arm"]);
        moved.Values[1].ShouldAgreeWith(model.Values[1] / 1e6, 1e-9);
        moved.Values[2].ShouldAgreeWith(model.Values[2], 1e-9);
        moved.Classical()[2].StandardError.ShouldAgreeWith(model.Classical()[2].StandardError, 1e-9);
    }

    [Fact]
    public void One_arm_without_covariates_gives_the_pooled_t_test_and_the_independent_g()
    {
        double[][] rows = [[0, 3], [0, 5], [0, 4], [0, 6.5], [1, 7], [1, 6], [1, 9]];
        var both = MomentSummary.Of(["arm", "y"], rows);
        var model = LinearModel.Fit(both, "y", ["arm"]);
        var g = HedgesG.Independent(MomentSummary.Of(["arm", "y"], rows[4..]), MomentSummary.Of(["arm", "y"], rows[..4]), "y");
        var adjusted = HedgesG.Adjusted(model, "arm");
        adjusted.G.ShouldAgreeWith(g.G, 1e-12);
        adjusted.StandardError.ShouldAgreeWith(g.StandardError, 1e-12);
        adjusted.Interval.Low.ShouldAgreeWith(g.Interval.Low, 1e-9);
    }

    [Fact]
    public void What_cannot_be_told_apart_is_not_estimable()
    {
        var summary = MomentSummary.Of(["x", "twice", "one", "y", "copy"], [[1, 2, 1, 3, 7], [2, 4, 1, 5, 9], [4, 8, 1, 4, 13], [3, 6, 1, 9, 11]]);
        Should.Throw<AssumptionException>(() => LinearModel.Fit(summary, "y", ["x", "twice"])).Subject.ShouldStartWith("twice follows from x");
        Should.Throw<AssumptionException>(() => LinearModel.Fit(summary, "y", ["one"])).Subject.ShouldBe("one has one value");
        Should.Throw<AssumptionException>(() => LinearModel.Fit(summary, "one", ["x"]));
        Should.Throw<AssumptionException>(() => LinearModel.Fit(summary, "copy", ["x"]));
        Should.Throw<AssumptionException>(() => LinearModel.Fit(summary.Select("x", "y"), "y", ["x"]).Cr2(GroupedSummary<MomentSummary>.Of([new("all", summary.Select("x", "y"))])));
        Should.Throw<AssumptionException>(() => LinearModel.Fit(MomentSummary.Of(["x", "y"], [[1, 2], [2, 4]]), "y", ["x"]));
        Should.Throw<ArgumentException>(() => LinearModel.Fit(summary, "y", ["nothing"]));
    }

    [Fact]
    public void A_row_that_decides_a_coefficient_alone_has_no_hc3_error()
    {
        double[][] rows = [[0, 3], [0, 5], [0, 4], [1, 7]];
        var model = LinearModel.Fit(MomentSummary.Of(["arm", "y"], rows), "y", ["arm"]);
        Should.Throw<AssumptionException>(() => model.Hc3(rows)).Subject.ShouldBe("row 4 of those used has leverage 1");
        Should.Throw<ArgumentException>(() => model.Hc3(rows[..3]));
    }

    [Theory]
    [InlineData(43, 3)]
    [InlineData(1041, 5)]
    public void Hc3_by_blocks_is_hc3_row_by_row(int people, int size)
    {
        var random = new System.Random(people);
        double[][] rows = [.. Enumerable.Range(0, people).Select(_ => Enumerable.Range(0, size + 1).Select(i => Chance.Normal(random) * (i + 1)).ToArray())];
        string[] names = [.. Enumerable.Range(0, size).Select(i => $"x{i}")];
        var model = LinearModel.Fit(MomentSummary.Of([.. names, "y"], rows), "y", names);
        var fold = model.Leverages();
        foreach (var part in rows.Chunk(37))
            fold.Add(ColumnBlock.Of([.. Enumerable.Range(0, size + 1).Select(i => part.Select(row => (double?)row[i]).ToArray())]));
        foreach (var (blocks, one) in model.Hc3([fold]).Zip(model.Hc3(rows)))
            blocks.StandardError.ShouldAgreeWith(one.StandardError, 1e-12); // the same sums in another order
    }

    [Fact]
    public void A_block_with_a_row_that_decides_alone_names_that_row()
    {
        double[][] rows = [.. Enumerable.Range(0, 20).Select(i => new[] { i == 13 ? 1.0 : 0, i * i % 7 })];
        var model = LinearModel.Fit(MomentSummary.Of(["arm", "y"], rows), "y", ["arm"]);
        var fold = model.Leverages();
        fold.Add(ColumnBlock.Of(rows.Select(row => (double?)row[0]).ToArray(), rows.Select(row => (double?)row[1]).ToArray()));
        Should.Throw<AssumptionException>(() => model.Hc3([fold])).Subject.ShouldBe("row 14 of those used has leverage 1");
    }

    [Fact]
    public void A_row_far_out_still_leaves_its_neighbours_a_say()
    {
        // 1 − leverage is about 1e-11 here: small, and yet a thousand times what rounding could make.
        double[][] rows = [[0, 3], [1, 5], [2, 4], [3, 6.5], [1e6, 7e5]];
        var error = LinearModel.Fit(MomentSummary.Of(["x", "y"], rows), "y", ["x"]).Hc3(rows)[1].StandardError;
        double.IsFinite(error).ShouldBeTrue();
        error.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Cluster_robust_intervals_hold_the_true_effect_with_few_clusters()
    {
        var random = new System.Random(5);
        var held = Enumerable.Range(0, 1500).Count(_ =>
        {
            var fold = new GroupedMomentFold("arm", "y");
            for (var c = 0; c < 10; c++)
            {
                var level = Chance.Normal(random) * 0.5;
                for (var i = 0; i < 6; i++)
                    fold.Add($"{c}", [c % 2, level + Chance.Normal(random)]);
            }

            return LinearModel.Fit(fold.Summary().Total(), "y", ["arm"]).Cr2(fold.Summary())[1].Interval.Contains(0);
        });
        // Four binomial SDs of 0.0056.
        (held / 1500.0).ShouldBe(0.95, 0.0225);
    }

    private static void Agree(IReadOnlyList<Coefficient> actual, JsonElement expected, string df, string p, double tolerance)
    {
        foreach (var coefficient in actual)
        {
            // R writes (Intercept), Film2, EA1:Film2; Attune (intercept), Film=2, EA1:Film=2.
            var term = coefficient.Term.Replace("(intercept)", "(Intercept)").Replace("=", "");
            coefficient.StandardError.ShouldAgreeWith(expected.Number($"se/{term}"), tolerance, term);
            coefficient.T.ShouldAgreeWith(expected.Number($"t/{term}"), tolerance, term);
            coefficient.Df.ShouldAgreeWith(expected.Number($"{df}/{term}"), tolerance, term);
            // A p far in the tail multiplies the relative error of t by about t².
            if (expected.Number($"{p}/{term}") > 1e-100)
                coefficient.P.ShouldAgreeWith(expected.Number($"{p}/{term}"), tolerance * Math.Max(10, coefficient.T * coefficient.T), term);
        }
    }

    private static (List<double[]> Rows, List<string> Keys, string[] Names) Rows(string file, string outcome, string[] predictors, string? cluster)
    {
        var data = Certified.Data(file);
        var (rows, keys) = (new List<double[]>(), new List<string>());
        for (var i = 0; i < data.Count; i++)
        {
            double?[] row = [.. predictors.Select(Predictor), data.Value(i, outcome)];
            if (row.Contains(null))
                continue;
            rows.Add([.. row.Select(value => value!.Value)]);
            keys.Add(cluster is null ? "all" : data.Text(i, cluster)!);

            double? Predictor(string name) => name.Split(':').Select(part => part.Split('=') is [var column, var level]
                ? data.Text(i, column) is { } text ? text == level ? 1 : 0 : (double?)null
                : data.Value(i, part)).Aggregate((a, b) => a * b);
        }

        return (rows, keys, [.. predictors, outcome]);
    }
}
