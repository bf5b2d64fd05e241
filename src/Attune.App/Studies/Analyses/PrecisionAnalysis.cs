using Attune.Measurement.Planning;

namespace Attune.App.Studies.Analyses;

/// <summary>What a design could find, before it starts. Reads no data.</summary>
public sealed class PrecisionAnalysis : IAnalysis
{
    private static readonly string[] Designs = ["before-after", "before-after-follow-up", "parallel", "wait-list", "cluster", "matched-pairs", "stepped-wedge"];

    public string Name => "precision";

    public IReadOnlyList<string> Options =>
        ["design", "n", "clusters", "size", "steps", "icc", "cv", "r2.baseline", "r2.between", "r2.within", "dropout", "alpha", "power", "effect"];

    public string OptionsText =>
        $"`design` {string.Join(" / ", Designs.Select(design => $"`{design}`"))}, `n` or `clusters` and `size` (all arms together; no `data`), `steps`, `icc`, `cv` 0 (of cluster sizes; not for a stepped wedge), "
        + "`r2.baseline` 0 (or `r2.between`, `r2.within`), `dropout` 0, `alpha` 0.05, `power` 0.8 or `effect`";

    public string EstimatesText => "`detectable` or `power`, `design.effect`, `df`";

    public AnalysisAnswer Run(AnalysisSpec spec)
    {
        var design = spec.Choice("design", "", Designs);
        var alpha = Share(spec, "alpha", 0.05, above0: true);
        if (spec.Has("effect") && spec.Has("power"))
            throw spec.Wrong("power", "expected either \"power\" (for the smallest effect) or \"effect\" (for its power)");
        RefuseIdle(spec, design);
        var trial = Trial(spec, design);
        Estimate asked;
        if (spec.Has("effect"))
            asked = new Estimate("power", trial.Power(spec.Number("effect", null), alpha));
        else
        {
            var power = spec.Number("power", 0.8, $"a number above alpha ({alpha}) and below 1", value => value > alpha && value < 1);
            if (power <= alpha)
                throw spec.Wrong("power", $"expected a number above alpha ({alpha}) and below 1; unless given it is {power}");
            asked = new Estimate("detectable", trial.Detectable(power, alpha));
        }

        return new AnalysisAnswer(Name, 0, 0, "none",
            [asked, new("design.effect", trial.DesignEffect), new("df", trial.Df)],
            [
                "effects in standard deviations of the outcome; two-sided test; n and clusters count all arms together",
                $"power by effect: {string.Join(", ", trial.Curve([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1], alpha).Select(point => FormattableString.Invariant($"{point.Effect:0.0} {point.Power:0.00}")))}",
            ]);
    }

    private static TrialPrecision Trial(AnalysisSpec spec, string design)
    {
        var dropout = Share(spec, "dropout", 0);
        var baseline = Share(spec, "r2.baseline", 0);
        return design switch
        {
            // Before and after correlate as the square root of what one explains of the other.
            "before-after" => TrialPrecision.BeforeAfter(People(), Math.Sqrt(baseline)),
            "before-after-follow-up" => TrialPrecision.BeforeAfterFollowUp(People(), Math.Sqrt(baseline)),
            "parallel" or "wait-list" when !Clustered(spec) => TrialPrecision.Parallel(People(), baseline).AdjustedFor(baseline > 0 ? 1 : 0),
            // Arms of clusters, whether everyone starts at once or half of them wait.
            "cluster" or "parallel" or "wait-list" => Grouped(Share(spec, "r2.between", baseline), Share(spec, "r2.within", baseline)),
            "matched-pairs" when Clustered(spec) => TrialPrecision.Pairs(Clusters() / 2, Size(), Icc(), Variation(), baseline),
            // A pair is lost with either of its people.
            "matched-pairs" => TrialPrecision.Pairs(TrialPrecision.AfterDropout(People() / 2, dropout), baseline: baseline),
            _ => TrialPrecision.SteppedWedge((int)Clusters(), Size(), Icc(), (int)Whole(spec, "steps"), baseline),
        };

        TrialPrecision Grouped(double between, double within) =>
            TrialPrecision.Clusters(Clusters(), Size(), Icc(), Variation(), between, within).AdjustedFor(between > 0 || within > 0 ? 1 : 0);
        double People() => TrialPrecision.AfterDropout(Whole(spec, "n"), dropout);
        double Clusters() => spec.Has("clusters") || !spec.Has("n")
            ? Whole(spec, "clusters")
            : Whole(spec, "n") / spec.Number("size", null, "people in a cluster, 1 or more", value => value >= 1);
        double Icc() => spec.Number("icc", null, "a number from 0 to 1", value => value is >= 0 and <= 1);
        double Variation() => spec.Number("cv", 0, "a number of 0 or more", value => value >= 0);

        double Size()
        {
            var size = TrialPrecision.AfterDropout(spec.Number("size", null, "people in a cluster, 1 or more", value => value >= 1), dropout);
            return size >= 1 ? size : throw spec.Wrong("dropout", "expected at least one person left in a cluster");
        }
    }

    private static bool Clustered(AnalysisSpec spec) => spec.Has("clusters") || spec.Has("size") || spec.Has("icc");

    /// <summary>An option that the design does not look at would leave a wrong idea of what was planned.</summary>
    private static void RefuseIdle(AnalysisSpec spec, string design)
    {
        string[] used = design switch
        {
            "before-after" or "before-after-follow-up" => ["n", "r2.baseline"],
            "stepped-wedge" => ["clusters", "n", "size", "icc", "steps", "r2.baseline"],
            "matched-pairs" when !Clustered(spec) => ["n", "r2.baseline"],
            "matched-pairs" => ["clusters", "n", "size", "icc", "cv", "r2.baseline"],
            "parallel" or "wait-list" when !Clustered(spec) => ["n", "r2.baseline"],
            _ => ["clusters", "n", "size", "icc", "cv", "r2.baseline", "r2.between", "r2.within"],
        };
        string[] shape = ["n", "clusters", "size", "icc", "cv", "steps", "r2.baseline", "r2.between", "r2.within"];
        if (shape.FirstOrDefault(option => spec.Has(option) && !used.Contains(option)) is { } idle)
            throw spec.Wrong(idle, $"expected none with the design {design}, which takes {string.Join(", ", used)}");
        if (spec.Has("n") && spec.Has("clusters"))
            throw spec.Wrong("n", "expected either \"n\" or \"clusters\" with \"size\"");
    }

    private static double Whole(AnalysisSpec spec, string option) =>
        spec.Number(option, null, "a whole number of 1 or more", value => value >= 1 && value <= 1e9 && value == Math.Floor(value));

    private static double Share(AnalysisSpec spec, string option, double otherwise, bool above0 = false) =>
        spec.Number(option, otherwise, above0 ? "a number strictly between 0 and 1" : "a number from 0 to below 1", value => value >= 0 && value < 1 && !(above0 && value == 0));
}
