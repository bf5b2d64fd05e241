using Attune.Measurement.Accuracy;

namespace Attune.App.Studies.Analyses;

/// <summary>How much of what is said of people comes from knowing people in general, and how much from knowing them.</summary>
public sealed class SocialAccuracyAnalysis : IAnalysis
{
    public string Name => "social-accuracy";

    public IReadOnlyList<string> Options => ["perceiver", "target", "item", "judgement", "truth", "slopes"];

    public string OptionsText => "`perceiver`, `target`, `item`, `judgement`, `truth`, `slopes` `full` / `uncorrelated` / `distinctive` (what varies over perceivers and targets)";

    public string EstimatesText => "`normative`, `distinctive`, `sd.perceiver.distinctive`, `sd.target.distinctive`, `sd.perceiver.normative`, `sd.target.normative`, `sd.perceiver.(intercept)`, `sd.target.(intercept)`, `sd.residual`, `loglik`";

    public AnalysisAnswer Run(AnalysisSpec spec)
    {
        string[] options = ["perceiver", "target", "item", "judgement", "truth"];
        string[] columns = [.. options.Select(spec.Column)];
        for (var i = 1; i < columns.Length; i++)
            if (Array.IndexOf(columns, columns[i]) < i)
                throw spec.Wrong(options[i], $"expected another column than \"{options[Array.IndexOf(columns, columns[i])]}\"");
        var slopes = spec.Choice("slopes", "full", "full", "uncorrelated", "distinctive");
        var (perceivers, targets, items) = (spec.Data.Texts(columns[0]), spec.Data.Texts(columns[1]), spec.Data.Texts(columns[2]));
        var (judgements, truths) = (spec.Data.Numbers(columns[3]), spec.Data.Numbers(columns[4]));
        List<ProfileJudgement> rows = [];
        for (var i = 0; i < truths.Length; i++)
            if (targets[i] is { } target && items[i] is { } item && truths[i] is { } truth)
                rows.Add(new ProfileJudgement(perceivers[i] ?? "", target, item, perceivers[i] is null ? null : judgements[i], truth));

        var result = SocialAccuracy.Fit(rows, slopes switch
        {
            "uncorrelated" => SocialAccuracySlopes.Uncorrelated,
            "distinctive" => SocialAccuracySlopes.Distinctive,
            _ => SocialAccuracySlopes.Full,
        }, spec.Confidence);
        List<string> notes =
        [
            $"{result.Perceivers} perceivers, {result.Targets} targets; REML, Satterthwaite degrees of freedom",
            "normative: item means of truth over targets, each target once, less their mean; distinctive: truth less item mean",
        ];
        if (result.Singular)
            notes.Add("the likelihood is highest at the edge, with a variance of 0 or a correlation of -1 or 1: the data do not tell these random terms apart");
        return new AnalysisAnswer(Name, truths.Length, result.Count, "listwise",
            [
                Estimate.Of(result.Normative) with { Name = "normative" }, Estimate.Of(result.Distinctive) with { Name = "distinctive" },
                .. result.Spreads.OrderBy(spread => spread.Part switch { "distinctive" => 0, "normative" => 1, _ => 2 })
                    .Select(spread => new Estimate($"sd.{spread.Group}.{spread.Part}", spread.Value)),
                new("sd.residual", result.Sigma), new("loglik", result.LogLikelihood),
            ], notes);
    }
}
