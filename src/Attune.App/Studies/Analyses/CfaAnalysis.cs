using Attune.Measurement.Structure;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Analyses;

/// <summary>Confirmatory factor analysis.</summary>
public sealed class CfaAnalysis : IAnalysis
{
    public string Name => "cfa";

    public IReadOnlyList<string> Options => ["factors", "estimator", "missing", "identification"];

    public string OptionsText =>
        "`factors` {name: [items]}, `estimator` `ML` / `MLR` / `WLSMV`, `missing` `listwise` / `fiml`, `identification` `marker` / `variance`";

    public string EstimatesText =>
        "`loading.<factor>.<item>`, `loading.std.<factor>.<item>`, `residual.<item>`, `covariance.<f>.<g>`, `chisq`, `cfi`, `tli`, `rmsea`, `srmr`, `loglik`; with MLR / WLSMV also `chisq.scaled`, `cfi.robust`, `tli.robust`, `rmsea.robust`";

    public AnalysisAnswer Run(AnalysisSpec spec)
    {
        var options = new FactorSpec(spec);
        options.Known(options.Items, "factors");
        var analysis = Fit(spec, options);
        var estimates = new List<Estimate>();
        void Add(string name, ModelFigure figure)
        {
            var ends = figure.Interval(spec.Confidence);
            estimates.Add(new Estimate(name, figure.Value)
            {
                Se = figure.StandardError,
                Low = ends?.Low,
                High = ends?.High,
                Statistic = figure.Z,
                P = figure.P,
            });
        }

        foreach (var loading in analysis.Loadings)
            Add($"loading.{loading.Factor}.{loading.Item}", loading.Loading);
        foreach (var loading in analysis.Loadings)
            Add($"loading.std.{loading.Factor}.{loading.Item}", loading.Standardised);
        foreach (var residual in analysis.Residuals)
            Add($"residual.{residual.Item}", residual.Variance);
        foreach (var covariance in analysis.Covariances)
            Add($"covariance.{covariance.First}.{covariance.Second}", covariance.Covariance);
        // A variance that was fixed to set a factor's scale is no estimate, and stands here for whoever looks for it.
        if (options.Identification == Identification.Variance)
            estimates.AddRange(options.Factors.Select(factor => new Estimate($"covariance.{factor.Name}.{factor.Name}", 1)));
        estimates.AddRange(FitEstimates.Plain(analysis.Fit));
        estimates.AddRange(FitEstimates.Scaled(analysis.Fit));
        List<string> notes =
        [
            FitEstimates.IntervalNote,
            .. FitEstimates.Notes(analysis.Fit, options.Estimator != "ML"),
            .. analysis.Residuals.Where(residual => residual.Variance.Value < 0)
                .Select(residual => $"residual.{residual.Item}: below 0 (a Heywood case); the model does not describe this item"),
        ];
        return new AnalysisAnswer(Name, spec.Data.Count, analysis.Fit.Count, options.Missing, estimates, notes);
    }

    private static ConfirmatoryFactorAnalysis Fit(AnalysisSpec spec, FactorSpec options)
    {
        if (options.Ordered)
            return ConfirmatoryFactorAnalysis.FromOrdinal(
                options.Factors, Items.Ordered(spec, options.Items), options.Identification);
        var rows = options.Robust ? options.Rows(options.Items) : null;
        return options.Fiml
            ? ConfirmatoryFactorAnalysis.FromAvailable(options.Factors, Items.Patterns(spec, options.Items), options.Identification, rows)
            : ConfirmatoryFactorAnalysis.From(options.Factors, Items.Complete(spec, options.Items), options.Identification, rows);
    }
}
