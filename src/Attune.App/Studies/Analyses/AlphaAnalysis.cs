using Attune.Measurement;
using Attune.Measurement.Reliability;

namespace Attune.App.Studies.Analyses;

/// <summary>Internal consistency of a scale.</summary>
public sealed class AlphaAnalysis : IAnalysis
{
    public string Name => "alpha";

    public IReadOnlyList<string> Options => ["items", "reverse", "range", "missing", "interval"];

    public string OptionsText => "`items`, `reverse` [], `range` [min, max] for reversing, `missing` `listwise` / `pairwise`, `interval` `feldt` / `duhachek`";

    public string EstimatesText => "`alpha`, `alpha.std`, `alpha.drop.<item>`, `item.rest.<item>`, `omega.total` (one-factor ML), `sem`";

    public AnalysisAnswer Run(AnalysisSpec spec)
    {
        var items = spec.Columns("items", atLeast: 2);
        var turned = spec.Texts("reverse", []);
        if (turned.FirstOrDefault(item => !items.Contains(item)) is { } stranger)
            throw spec.Wrong("reverse", $"expected some of the items; '{stranger}' is none of {string.Join(", ", items)}");
        var range = Range(spec);
        var missing = spec.Choice("missing", "listwise", "listwise", "pairwise");
        var interval = spec.Choice("interval", "feldt", "feldt", "duhachek");

        var patterns = missing == "listwise" ? null : Items.Patterns(spec, items);
        var complete = (patterns?.Complete() ?? Items.Complete(spec, items)).Reverse(turned, range.Low, range.High);
        var alpha = patterns is null ? CronbachAlpha.From(complete) : CronbachAlpha.FromAvailable(patterns, (turned, range.Low, range.High));
        var ends = interval == "feldt" ? alpha.Feldt(spec.Confidence) : alpha.Duhachek(spec.Confidence);
        List<Estimate> estimates =
        [
            new("alpha", alpha.Raw) { Se = alpha.StandardError, Low = ends.Low, High = ends.High },
            new("alpha.std", alpha.Standardised),
            .. items.Zip(alpha.IfDropped, (item, value) => new Estimate($"alpha.drop.{item}", value)),
            .. items.Zip(alpha.ItemRest, (item, value) => new Estimate($"item.rest.{item}", value)),
        ];
        List<string> notes = [$"alpha: {interval} interval, standard error after Duhachek and Iacobucci", "sem: of the mean of the items, in their unit"];
        try
        {
            var omega = OmegaTotal.From(complete);
            var omegaEnds = omega.Interval(spec.Confidence);
            estimates.Add(new Estimate("omega.total", omega.Value) { Se = omega.StandardError, Low = omegaEnds.Low, High = omegaEnds.High });
            if (missing == "pairwise")
                notes.Add($"omega.total: from the {omega.Count} complete rows");
        }
        catch (AssumptionException problem)
        {
            // The other figures stand without a factor model.
            notes.Add($"omega.total: not estimable, {problem.Message}");
        }

        estimates.Add(new Estimate("sem", alpha.StandardErrorOfMeasurement));
        return new AnalysisAnswer(Name, spec.Data.Count, patterns is null ? complete.Count : patterns.Count - patterns.Empty, missing, estimates, notes);
    }

    private static (double Low, double High) Range(AnalysisSpec spec) => spec.Numbers("range") switch
    {
        // Turned answers move by the same number for everybody: no figure here hangs on where a scale begins.
        null => (0, 1),
        [var low, var high] when low < high => (low, high),
        _ => throw spec.Wrong("range", "expected [lowest, highest] answer"),
    };
}
