using Attune.Measurement.Pooling;

namespace Attune.Measurement.Tests.Pooling;

public class PublicationChecksTests
{
    [Theory]
    [MemberData(nameof(RandomEffectsTests.Sets), MemberType = typeof(RandomEffectsTests))]
    public void Certified_checks_come_out(string set)
    {
        var certified = Certified.Read("meta").At($"univariate/{set}");
        var effects = RandomEffectsTests.Effects(certified);
        var egger = PublicationChecks.Egger(effects);
        egger.Value.ShouldAgreeWith(certified.Number("egger/classic_lm_intercept"), 1e-9);
        egger.StandardError.ShouldAgreeWith(certified.Number("egger/classic_lm_se"), 1e-9);
        egger.P.ShouldAgreeWith(certified.Number("egger/p"), 1e-8);

        var begg = PublicationChecks.Begg(effects);
        begg.Tau.ShouldBe(certified.Number("begg_rank/tau"), 1e-12);
        begg.P.ShouldAgreeWith(certified.Number("begg_rank/p"), 1e-9);

        var filled = PublicationChecks.TrimAndFill(effects, Heterogeneity.Reml);
        filled.Filled.ShouldBe(certified.At("trimfill_L0/k0").GetInt32());
        filled.OnTheRight.ShouldBe(certified.At("trimfill_L0/side").GetString() == "right");
        // Both sides iterate; metafor's stop was 1e-13 where its defaults were not taken.
        filled.Model.Coefficients[0].Value.ShouldAgreeWith(certified.Number("trimfill_L0/beta"), 1e-6);
        filled.Model.Coefficients[0].StandardError.ShouldAgreeWith(certified.Number("trimfill_L0/se"), 1e-6);

        var left = PublicationChecks.LeaveOut(effects, Heterogeneity.Reml);
        for (var i = 0; i < left.Count; i++)
        {
            left[i].Without.Coefficients[0].Value.ShouldAgreeWith(certified.At("leave1out/estimate")[i].GetDouble(), 1e-6);
            left[i].Without.Coefficients[0].StandardError.ShouldAgreeWith(certified.At("leave1out/se")[i].GetDouble(), 1e-6);
            left[i].Without.Q.ShouldAgreeWith(certified.At("leave1out/Q")[i].GetDouble(), 1e-10);
            // metafor's default tolerances stand behind these.
            left[i].CooksDistance.ShouldBe(certified.At("influence/cook")[i].GetDouble(), 1e-4);
            left[i].StudentisedResidual.ShouldBe(certified.At("influence/rstudent")[i].GetDouble(), 1e-3);
        }
    }

    [Fact]
    public void Under_Knapp_and_Hartung_residuals_are_metafors()
    {
        // metafor 3.8: rstudent(rma(y, v, method = "DL", test = "knha")), cooks.distance of the same.
        StudyEffect[] effects = [new(0.628, 0.15), new(1.48, 0.406), new(-0.392, 0.283), new(0.867, 0.119), new(1.207, 0.107), new(1.675, 0.296),
            new(0.705, 0.05), new(0.395, 0.101), new(1.816, 0.144)];
        double[] residuals = [-0.443210060992231, 0.686588133105226, -2.10320764925138, -0.0683566641932616, 0.510797644987721, 1.06558827003364,
            -0.376350234044224, -0.928128278928344, 1.8055940865059];
        double[] distances = [0.0320558631983108, 0.0342806716024198, 0.204240124140805, 0.00174400682470559, 0.0394593311432391, 0.0961040945396311,
            0.0360485847026532, 0.135255078560475, 0.346836481843323];
        var left = PublicationChecks.LeaveOut(effects, Heterogeneity.Dl, knappHartung: true);
        for (var i = 0; i < effects.Length; i++)
        {
            left[i].StudentisedResidual.ShouldAgreeWith(residuals[i], 1e-10);
            left[i].CooksDistance.ShouldAgreeWith(distances[i], 1e-10);
        }
    }

    [Fact]
    public void A_symmetric_funnel_has_no_intercept_and_full_order_the_exact_probability()
    {
        StudyEffect[] effects = [new(0.5, 0.01), new(0.3, 0.04), new(0.7, 0.04), new(0.1, 0.2), new(0.9, 0.2)];
        PublicationChecks.Egger(effects).Value.ShouldBe(0, 1e-12);
        PublicationChecks.Begg([new(1, 1), new(2, 2), new(3, 3), new(4, 4)]).Tau.ShouldBe(1);
        // The one order of 24 and its reverse.
        PublicationChecks.Begg([new(1, 1), new(2, 2), new(3, 3), new(4, 4)]).P.ShouldAgreeWith(2.0 / 24, 1e-12);
    }

    [Fact]
    public void Turning_the_effects_round_turns_the_sides_round()
    {
        StudyEffect[] effects = [new(0.2, 0.01), new(0.5, 0.04), new(0.7, 0.04), new(1.1, 0.2), new(1.2, 0.2), new(1.6, 0.4)];
        StudyEffect[] turned = [.. effects.Select(effect => new StudyEffect(-effect.Value, effect.Variance))];
        var (a, b) = (PublicationChecks.TrimAndFill(effects, Heterogeneity.Dl), PublicationChecks.TrimAndFill(turned, Heterogeneity.Dl));
        (b.Filled, b.OnTheRight).ShouldBe((a.Filled, !a.OnTheRight));
        b.Model.Coefficients[0].Value.ShouldAgreeWith(-a.Model.Coefficients[0].Value, 1e-12);
    }

    [Fact]
    public void Too_few_studies_or_equal_precision_are_not_estimable()
    {
        StudyEffect[] two = [new(0.2, 0.01), new(0.5, 0.04)];
        Should.Throw<AssumptionException>(() => PublicationChecks.Egger(two));
        Should.Throw<AssumptionException>(() => PublicationChecks.TrimAndFill(two, Heterogeneity.Dl));
        Should.Throw<AssumptionException>(() => PublicationChecks.LeaveOut(two, Heterogeneity.Dl));
        Should.Throw<AssumptionException>(() => PublicationChecks.Egger([new(0.2, 0.01), new(0.5, 0.01), new(0.9, 0.01)]));
        Should.Throw<AssumptionException>(() => PublicationChecks.Begg([new(0.2, 0.01), new(0.5, 0.01)]));
    }

    [Fact]
    public void Where_no_study_is_missing_the_funnel_tests_find_asymmetry_as_rarely_as_their_level_says()
    {
        var random = new System.Random(41);
        int egger = 0, begg = 0;
        const int draws = 1500;
        for (var draw = 0; draw < draws; draw++)
        {
            StudyEffect[] effects = [.. Enumerable.Range(0, 20).Select(i => new StudyEffect(0.3 + Math.Sqrt(0.02 * (i + 1)) * Chance.Normal(random), 0.02 * (i + 1)))];
            egger += PublicationChecks.Egger(effects).P < 0.05 ? 1 : 0;
            begg += PublicationChecks.Begg(effects).P < 0.05 ? 1 : 0;
        }

        // Egger's t is exact for one common effect: four binomial SDs of 0.0056. Ranks of dependent deviations: conservative.
        (egger / (double)draws).ShouldBe(0.05, 0.0225);
        (begg / (double)draws).ShouldBeInRange(0.02, 0.0725);
    }

    [Fact]
    public void Trim_and_fill_brings_a_mean_cut_at_one_side_back_towards_the_truth()
    {
        var random = new System.Random(42);
        double plain = 0, filled = 0;
        const int draws = 150;
        for (var draw = 0; draw < draws; draw++)
        {
            // Of forty studies around 0 the ten lowest are never told.
            StudyEffect[] told = [.. Enumerable.Range(0, 40).Select(i => new StudyEffect(Math.Sqrt(0.02 * (1 + i % 10)) * Chance.Normal(random), 0.02 * (1 + i % 10))).OrderBy(effect => effect.Value).Skip(10)];
            plain += RandomEffects.Fit(told, Heterogeneity.Fe).Coefficients[0].Value / draws;
            filled += PublicationChecks.TrimAndFill(told, Heterogeneity.Fe, onTheRight: false).Model.Coefficients[0].Value / draws;
        }

        plain.ShouldBeGreaterThan(0.05);
        Math.Abs(filled).ShouldBeLessThan(0.6 * plain);
    }
}
