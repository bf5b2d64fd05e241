using System.Text.Json;
using Attune.Measurement.Structure;
using Attune.Measurement.Summaries;

namespace Attune.Measurement.Tests.Structure;

public class ConfirmatoryFactorAnalysisTests
{
    [Fact]
    public void Certified_maximum_likelihood_comes_out()
    {
        var rows = StructureData.Rows("hs1939", StructureData.Items(StructureData.HolzingerSwineford));
        var analysis = ConfirmatoryFactorAnalysis.From(
            StructureData.HolzingerSwineford, StructureData.Complete(StructureData.Items(StructureData.HolzingerSwineford), rows));
        Agree(analysis, Model("hs3_ML"));
    }

    [Fact]
    public void Certified_robust_errors_and_tests_come_out()
    {
        var items = StructureData.Items(StructureData.HolzingerSwineford);
        var rows = StructureData.Rows("hs1939", items);
        var analysis = ConfirmatoryFactorAnalysis.From(
            StructureData.HolzingerSwineford, StructureData.Complete(items, rows), rows: StructureData.Pass(rows));
        Agree(analysis, Model("hs3_MLR"));
        AgreeScaled(analysis.Fit, Model("hs3_MLR").At("fit"));
    }

    [Fact]
    public void Everybody_eight_times_over_leaves_the_scaling_factor_as_it_was()
    {
        // 2,408 rows go through the second pass in several batches and at the same time; 301 in three.
        var items = StructureData.Items(StructureData.HolzingerSwineford);
        var rows = StructureData.Rows("hs1939", items);
        double?[][] eight = [.. Enumerable.Range(0, 8).SelectMany(_ => rows)];
        var (once, often) = (Robust(rows), Robust(eight));
        often.Fit.Scaled!.Factor.ShouldAgreeWith(once.Fit.Scaled!.Factor, 1e-9); // iterated to gradients of about 1e-15
        foreach (var (more, less) in often.Loadings.Zip(once.Loadings).Where(pair => pair.Second.Loading.StandardError is not null))
            more.Loading.StandardError!.Value.ShouldAgreeWith(less.Loading.StandardError!.Value / Math.Sqrt(8), 1e-9);

        ConfirmatoryFactorAnalysis Robust(double?[][] people) => ConfirmatoryFactorAnalysis.From(
            StructureData.HolzingerSwineford, StructureData.Complete(items, people), rows: StructureData.Pass(people));
    }

    [Fact]
    public void What_factors_are_called_changes_nothing()
    {
        var random = new System.Random(11);
        string[] items = [.. Enumerable.Range(0, 12).Select(i => $"x{i}")];
        var summary = MomentSummary.Of(items, Enumerable.Range(0, 300).Select(_ =>
        {
            var common = Chance.Normal(random);
            double[] own = [.. Enumerable.Range(1, 4).Select(weight => weight / 5.0 * common + Chance.Normal(random))];
            return items.Select((_, i) => own[i / 3] + Chance.Normal(random)).ToArray();
        }));
        // The covariance of "a" with "b and c" and that of "a and b" with "c" read alike.
        var (plain, odd) = (Fit("P", "Q", "R", "S"), Fit("a", "b and c", "a and b", "c"));
        odd.Fit.Df.ShouldBe(48);
        odd.Fit.ChiSquared.ShouldAgreeWith(plain.Fit.ChiSquared, 1e-9);

        ConfirmatoryFactorAnalysis Fit(params string[] names) =>
            ConfirmatoryFactorAnalysis.From([.. names.Select((name, k) => new Factor(name, items[(3 * k)..(3 * k + 3)]))], summary);
    }

    [Fact]
    public void Certified_figures_of_five_factors_come_out()
    {
        var items = StructureData.Items(StructureData.BigFive);
        Agree(ConfirmatoryFactorAnalysis.From(StructureData.BigFive, StructureData.Complete(items, StructureData.Rows("bfi", items))),
            Model("bfi5_ML_listwise"));
    }

    [Fact]
    public void Certified_full_information_comes_out()
    {
        var items = StructureData.Items(StructureData.Agreeableness);
        Agree(ConfirmatoryFactorAnalysis.FromAvailable(StructureData.Agreeableness, StructureData.Patterns(items, StructureData.Rows("bfi", items))),
            Model("bfiA_ML_FIML"));
    }

    [Theory]
    [InlineData("bfiA_WLSMV", 1)]
    [InlineData("bfi5_WLSMV", 5)]
    public void Certified_figures_of_ordered_items_come_out(string name, int factors)
    {
        var model = factors == 1 ? StructureData.Agreeableness : StructureData.BigFive;
        var analysis = ConfirmatoryFactorAnalysis.FromOrdinal(model, OrdinalTables.Published("bfi", StructureData.Items(model)));
        // lavaan's polychorics stop near 1e-8; sums of many of their residuals, and traces, are a little further off.
        Agree(analysis, Model(name), 1e-6);
        AgreeScaled(analysis.Fit, Model(name).At("fit"), 1e-6);
    }

    private static JsonElement Model(string name) => Certified.Read("cfa").At($"models/{name}");

    private static void Agree(ConfirmatoryFactorAnalysis analysis, JsonElement model, double? relative = null)
    {
        var ids = model.GetProperty("param_id").EnumerateArray().Select(id => id.GetString()!).ToList();
        ModelFigure Expected(string id, string column = "est") => new(
            model.GetProperty(column)[ids.IndexOf(id)].GetDouble(),
            model.GetProperty("free")[ids.IndexOf(id)].GetBoolean() ? model.GetProperty("se")[ids.IndexOf(id)].GetDouble() : null);

        // lavaan's estimates are polished to gradients of 1e-16; its errors invert the same matrix by another route.
        foreach (var loading in analysis.Loadings)
        {
            var id = $"{loading.Factor} =~ {loading.Item}";
            Same(loading.Loading, Expected(id), relative);
            loading.Standardised.Value.ShouldAgreeWith(Expected(id, "std_all").Value, relative ?? 1e-8);
        }

        foreach (var residual in analysis.Residuals)
            Same(residual.Variance, Expected($"{residual.Item} ~~ {residual.Item}"), relative);
        foreach (var covariance in analysis.Covariances)
            Same(covariance.Covariance, Expected($"{covariance.First} ~~ {covariance.Second}"), relative);
        var fit = model.At("fit");
        analysis.Fit.ChiSquared.ShouldAgreeWith(fit.Number("chisq"), relative ?? 1e-9);
        analysis.Fit.Df.ShouldBe(fit.GetProperty("df").GetInt32());
        analysis.Fit.P!.Value.ShouldBe(fit.Number("pvalue"), 1e-10);
        analysis.Fit.Cfi.ShouldAgreeWith(fit.Number("cfi"), relative ?? 1e-9);
        analysis.Fit.Tli.ShouldAgreeWith(fit.Number("tli"), relative ?? 1e-9);
        analysis.Fit.Rmsea.ShouldAgreeWith(fit.Number("rmsea"), relative ?? 1e-9);
        analysis.Fit.Srmr.ShouldAgreeWith(fit.Number("srmr"), relative ?? 1e-8);
        if (analysis.Fit.LogLikelihood is { } loglik)
            loglik.ShouldAgreeWith(fit.Number("logl"), relative ?? 1e-11);
        else
            fit.TryGetProperty("logl", out _).ShouldBeFalse();
        analysis.Fit.RmseaInterval.Low.ShouldAgreeWith(model.Number("rmsea_ci90_exact/lower"), relative ?? 1e-8);
        analysis.Fit.RmseaInterval.High.ShouldAgreeWith(model.Number("rmsea_ci90_exact/upper"), relative ?? 1e-8);
    }

    private static void AgreeScaled(ModelFit fit, JsonElement expected, double relative = 1e-8)
    {
        // The certified traces come from matrices of all fourth moments; the errors of that route are about 1e-9.
        var scaled = fit.Scaled.ShouldNotBeNull();
        scaled.ChiSquared.ShouldAgreeWith(expected.Number("chisq.scaled"), relative);
        scaled.P.ShouldBe(expected.Number("pvalue.scaled"), 1e-10);
        scaled.Factor.ShouldAgreeWith(expected.Number("chisq.scaling.factor"), relative);
        scaled.Cfi!.Value.ShouldAgreeWith(expected.Number("cfi.robust"), relative);
        scaled.Tli!.Value.ShouldAgreeWith(expected.Number("tli.robust"), relative);
        scaled.Rmsea!.Value.ShouldAgreeWith(expected.Number("rmsea.robust"), relative);
        // lavaan's interval ends stop at 1e-4 of the noncentrality.
        scaled.RmseaInterval!.Value.Low.ShouldAgreeWith(expected.Number("rmsea.ci.lower.robust"), 1e-5);
        scaled.RmseaInterval!.Value.High.ShouldAgreeWith(expected.Number("rmsea.ci.upper.robust"), 1e-5);
    }

    private static void Same(ModelFigure actual, ModelFigure expected, double? relative)
    {
        actual.Value.ShouldAgreeWith(expected.Value, relative ?? 1e-8);
        (actual.StandardError is null).ShouldBe(expected.StandardError is null);
        if (expected.StandardError is { } se)
            actual.StandardError!.Value.ShouldAgreeWith(se, relative ?? 1e-7);
    }
}
