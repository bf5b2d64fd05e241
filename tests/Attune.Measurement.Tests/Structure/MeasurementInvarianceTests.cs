using System.Text.Json;
using Attune.Measurement.Structure;
using Attune.Measurement.Summaries;

namespace Attune.Measurement.Tests.Structure;

public class MeasurementInvarianceTests
{
    private static readonly InvarianceLevel[] All =
        [InvarianceLevel.Configural, InvarianceLevel.Metric, InvarianceLevel.Scalar, InvarianceLevel.Strict];

    [Theory]
    [InlineData("hs_school_ML", false)]
    [InlineData("hs_school_MLR", true)]
    public void Certified_levels_across_schools_come_out(string set, bool robust)
    {
        var items = StructureData.Items(StructureData.HolzingerSwineford);
        double?[][] Of(string school) => StructureData.Rows("hs1939", items, (table, row) => table.Text(row, "school") == school);
        var groups = new Dictionary<string, double?[][]> { ["Pasteur"] = Of("Pasteur"), ["Grant-White"] = Of("Grant-White") };
        var invariance = MeasurementInvariance.AcrossGroups(
            StructureData.HolzingerSwineford, All,
            GroupedSummary<MomentSummary>.Of(groups.Select(group => KeyValuePair.Create(group.Key, StructureData.Complete(items, group.Value)))),
            robust ? name => StructureData.Pass(groups[name]) : null);
        Agree(invariance, Certified.Read("invariance").At($"sets/{set}"));
    }

    [Fact]
    public void Groups_whose_items_stand_in_another_order_are_refused()
    {
        var random = new System.Random(4);
        double[][] rows = [.. Enumerable.Range(0, 60).Select(_ =>
        {
            var common = random.NextDouble();
            return new[] { common + random.NextDouble(), common + random.NextDouble(), 3 * common + random.NextDouble() };
        })];
        Factor[] factors = [new("f", ["a", "b", "c"])];
        var (one, other) = (MomentSummary.Of(["a", "b", "c"], rows), MomentSummary.Of(["c", "b", "a"], rows));
        Should.Throw<ArgumentException>(() => MeasurementInvariance.AcrossGroups(
            factors, All, GroupedSummary<MomentSummary>.Of([KeyValuePair.Create("x", one), KeyValuePair.Create("y", other)])))
            .Message.ShouldContain("same order: a, b, c; one is over c, b, a");
    }

    [Fact]
    public void Certified_levels_over_time_come_out()
    {
        string[] items = ["tense", "upset", "worrying", "anxious", "nervous", "jittery"];
        Wave[] waves = [.. Enumerable.Range(1, 2).Select(wave => new Wave($"{wave}", items.ToDictionary(item => item, item => $"{item}_{wave}")))];
        Factor[] factors = [new("anxiety", items)];
        string[] variables = [.. MeasurementInvariance.Variables(factors, waves)];
        var rows = StructureData.Rows("derived_sai_wide_t12", variables);
        Agree(MeasurementInvariance.OverWaves(factors, All, waves, StructureData.Complete(variables, rows)),
            Certified.Read("invariance").At("sets/sai_time_ML_listwise"));
    }

    [Fact]
    public void Certified_levels_of_ordered_items_come_out()
    {
        var items = StructureData.Items(StructureData.Agreeableness);
        var table = Certified.Data("bfi");
        OrdinalRows Of(double gender)
        {
            var kept = Enumerable.Range(0, table.Count).Where(row => table.Value(row, "gender") == gender).ToList();
            return OrdinalRows.Of(items, [.. items.Select(item => kept.Select(row => table.Value(row, item)).ToArray())]);
        }

        var invariance = MeasurementInvariance.AcrossGroups(
            StructureData.Agreeableness, [InvarianceLevel.Configural, InvarianceLevel.Thresholds, InvarianceLevel.Metric, InvarianceLevel.Scalar],
            [KeyValuePair.Create("1", Of(1)), KeyValuePair.Create("2", Of(2))]);
        var set = Certified.Read("invariance").At("sets/bfiA_gender_WLSMV");
        foreach (var step in invariance.Steps)
        {
            // lavaan's polychorics stop near 1e-7, and traces of their covariance with them.
            var name = $"{step.Level}".ToLowerInvariant();
            var expected = set.At($"steps/{name}/fit");
            step.Fit.ChiSquared.ShouldAgreeWith(expected.Number("chisq"), 1e-6, name);
            step.Fit.Df.ShouldBe(expected.GetProperty("df").GetInt32());
            step.Fit.Scaled!.ChiSquared.ShouldAgreeWith(expected.Number("chisq.scaled"), 1e-6, name);
            step.Fit.Cfi.ShouldAgreeWith(expected.Number("cfi"), 1e-6, name);
            step.Fit.Rmsea.ShouldAgreeWith(expected.Number("rmsea"), 1e-6, name);
            step.Fit.Srmr.ShouldAgreeWith(expected.Number("srmr"), 1e-6, name);
            if (step.Difference is { } difference)
            {
                var test = set.GetProperty("lrt").EnumerateArray().Single(pair => pair.GetProperty("pair").GetString()!.StartsWith(name, StringComparison.Ordinal));
                difference.ChiSquared!.Value.ShouldAgreeWith(test.Number("chisq_diff"), 1e-5, name);
                difference.Df.ShouldBe(test.GetProperty("df_diff").GetInt32());
            }
        }
    }

    private static void Agree(MeasurementInvariance invariance, JsonElement set)
    {
        InvarianceStep? before = null;
        foreach (var step in invariance.Steps)
        {
            // Both sides iterate to gradients of about 1e-15.
            var name = $"{step.Level}".ToLowerInvariant();
            var expected = set.At($"steps/{name}/fit");
            step.Fit.ChiSquared.ShouldAgreeWith(expected.Number("chisq"), 1e-9, name);
            step.Fit.Df.ShouldBe(expected.GetProperty("df").GetInt32());
            step.Fit.Cfi.ShouldAgreeWith(expected.Number("cfi"), 1e-9, name);
            step.Fit.Tli.ShouldAgreeWith(expected.Number("tli"), 1e-9, name);
            step.Fit.Rmsea.ShouldAgreeWith(expected.Number("rmsea"), 1e-9, name);
            step.Fit.Srmr.ShouldAgreeWith(expected.Number("srmr"), 1e-8, name);
            step.Fit.LogLikelihood!.Value.ShouldAgreeWith(expected.Number("logl"), 1e-11, name);
            step.Fit.RmseaInterval.Low.ShouldAgreeWith(set.Number($"steps/{name}/rmsea_ci90_exact/lower"), 1e-8, name);
            step.Fit.RmseaInterval.High.ShouldAgreeWith(set.Number($"steps/{name}/rmsea_ci90_exact/upper"), 1e-8, name);
            if (step.Fit.Scaled is { } scaled)
            {
                scaled.ChiSquared.ShouldAgreeWith(expected.Number("chisq.scaled"), 1e-8, name);
                scaled.Cfi!.Value.ShouldAgreeWith(expected.Number("cfi.robust"), 1e-8, name);
                scaled.Tli!.Value.ShouldAgreeWith(expected.Number("tli.robust"), 1e-8, name);
                scaled.Rmsea!.Value.ShouldAgreeWith(expected.Number("rmsea.robust"), 1e-8, name);
            }

            if (before is not null)
            {
                var difference = step.Difference.ShouldNotBeNull();
                var test = set.At($"lrt/{name} vs {$"{before.Level}".ToLowerInvariant()}");
                difference.ChiSquared!.Value.ShouldAgreeWith(test.Number("chisq_diff"), 1e-7, name);
                difference.Df.ShouldBe(test.GetProperty("df_diff").GetInt32());
                difference.P!.Value.ShouldBe(test.Number("p"), 1e-8);
                difference.Cfi.ShouldBe(test.Number("delta/cfi"), 1e-9);
            }

            before = step;
        }
    }
}
