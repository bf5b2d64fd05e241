using System.Text.Json;
using Attune.Measurement.Structure;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Analyses;

/// <summary>Whether items mean the same across groups or waves.</summary>
public sealed class InvarianceAnalysis : IAnalysis
{
    public string Name => "invariance";

    public IReadOnlyList<string> Options => ["factors", "estimator", "missing", "identification", "group", "waves", "levels"];

    public string OptionsText =>
        "as `cfa`, and `group` (column) or `waves` {wave: {item: column}}; `levels` [configural, metric, scalar, strict] (with WLSMV also thresholds)";

    public string EstimatesText =>
        "`<level>.chisq`, `<level>.cfi`, `<level>.tli`, `<level>.rmsea`, `<level>.srmr`, `<level>.loglik`, `<level>.diff.chisq`, `<level>.diff.cfi`; with MLR / WLSMV also `<level>.chisq.scaled`, `<level>.cfi.robust`, `<level>.tli.robust`, `<level>.rmsea.robust`";

    public AnalysisAnswer Run(AnalysisSpec spec)
    {
        var options = new FactorSpec(spec);
        var levels = Levels(spec, options.Ordered);
        if (spec.Has("group") == spec.Has("waves"))
            throw spec.Wrong("group", "expected either \"group\", a column, or \"waves\", {wave: {item: column}}");
        var invariance = spec.Has("group") ? Groups(spec, options, levels) : Waves(spec, options, levels);
        var estimates = new List<Estimate>();
        var notes = new List<string> { FitEstimates.IntervalNote };
        foreach (var step in invariance.Steps)
        {
            var prefix = $"{step.Level}.".ToLowerInvariant();
            estimates.AddRange(FitEstimates.Plain(step.Fit, prefix));
            estimates.AddRange(FitEstimates.Scaled(step.Fit, prefix));
            notes.AddRange(FitEstimates.Notes(step.Fit, options.Estimator != "ML", prefix));
            if (step.Difference is not { } difference)
                continue;
            if (difference.ChiSquared is { } chisq)
                estimates.Add(new Estimate($"{prefix}diff.chisq", chisq) { Df = difference.Df, P = difference.P });
            else
                notes.Add($"{prefix}diff.chisq: " + (difference.Df == 0 ? "the level adds no equality" : "not estimable, its factor is not above 0"));
            estimates.Add(new Estimate($"{prefix}diff.cfi", difference.Cfi));
        }

        if (options.Estimator != "ML")
            notes.Add(options.Ordered
                ? "diff.chisq: scaled and shifted (Satorra 2000); levels after Wu and Estabrook (2016), thresholds equal from metric on"
                : "diff.chisq: scaled (Satorra and Bentler 2001)");
        return new AnalysisAnswer(Name, spec.Data.Count, invariance.Steps[0].Fit.Count, options.Missing, estimates, notes);
    }

    private static MeasurementInvariance Groups(AnalysisSpec spec, FactorSpec options, InvarianceLevel[] levels)
    {
        options.Known(options.Items, "factors");
        var column = spec.Column("group");
        var (codes, labels) = spec.Data.Keys(column);
        var present = new bool[labels.Count];
        foreach (var code in codes)
            if (code >= 0)
                present[code] = true;
        (int Code, string Name)[] groups = [.. labels.Select((name, code) => (code, name)).Where(group => present[group.code]).OrderBy(group => group.name, StringComparer.Ordinal)];
        if (options.Ordered)
        {
            double?[][] cells = [.. options.Items.Select(spec.Data.Numbers)];
            return MeasurementInvariance.AcrossGroups(options.Factors, levels, [.. groups.Select(group => KeyValuePair.Create(group.Name, OrdinalRows.Of(
                options.Items, [.. cells.Select(column => column.Where((_, i) => codes[i] == group.Code).ToArray())])))]);
        }

        Func<string, RowPass>? second = options.Robust ? name => Of(groups.Single(group => group.Name == name).Code) : null;
        if (options.Fiml)
            return MeasurementInvariance.AcrossGroups(options.Factors, levels, GroupedSummary<PatternSummary>.Of(
                groups.Select(group => KeyValuePair.Create(group.Name, Patterns(options.Items, Of(group.Code))))), second);
        // A group with no complete row is still a group that was asked about.
        var complete = spec.Data.Fold(options.Items, [column], () => new GroupedMomentFold(options.Items), (fold, block) => fold.Add(block.Numbers, block.Codes(0), block.Texts(0)))
            .Select(fold => fold.Summary()).Aggregate((all, next) => all.Merge(next));
        return MeasurementInvariance.AcrossGroups(options.Factors, levels, complete.Merge(GroupedSummary<MomentSummary>.Of(
            groups.Select(group => KeyValuePair.Create(group.Name, MomentSummary.Empty(options.Items))))), second);

        RowPass Of(int code) => options.Rows(options.Items, i => codes[i] == code);
    }

    private static MeasurementInvariance Waves(AnalysisSpec spec, FactorSpec options, InvarianceLevel[] levels)
    {
        Wave[] waves = [.. spec.Entries("waves").Select(entry => new Wave(entry.Key, Columns(spec, options, entry.Key, entry.Value)))];
        if (waves.Length < 2)
            throw spec.Wrong("waves", $"expected at least two waves, found {waves.Length}");
        var variables = MeasurementInvariance.Variables(options.Factors, waves);
        options.Known(variables, "waves");
        if (variables.GroupBy(name => name).FirstOrDefault(name => name.Count() > 1) is { } twice)
            throw spec.Wrong("waves", $"expected a column of its own for each item and wave; '{twice.Key}' comes {twice.Count()} times");
        if (options.Ordered)
            return MeasurementInvariance.OverWaves(options.Factors, levels, waves, Items.Ordered(spec, variables));
        var second = options.Robust ? options.Rows(variables) : null;
        return options.Fiml
            ? MeasurementInvariance.OverWaves(options.Factors, levels, waves, Items.Patterns(spec, variables), second)
            : MeasurementInvariance.OverWaves(options.Factors, levels, waves, Items.Complete(spec, variables), second);
    }

    private static Dictionary<string, string> Columns(AnalysisSpec spec, FactorSpec options, string wave, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw spec.Wrong("waves", $"expected {{item: column}} for wave {wave}, found {value.GetRawText()}");
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in value.EnumerateObject())
            columns[entry.Name] = entry.Value.ValueKind == JsonValueKind.String
                ? entry.Value.GetString()!
                : throw spec.Wrong("waves", $"expected a column for {entry.Name} in wave {wave}, found {entry.Value.GetRawText()}");
        if (columns.Keys.Except(options.Items).FirstOrDefault() is { } stranger)
            throw spec.Wrong("waves", $"expected items of the factors; '{stranger}' in wave {wave} is none of {string.Join(", ", options.Items)}");
        return options.Items.Except(columns.Keys).FirstOrDefault() is { } lacking
            ? throw spec.Wrong("waves", $"expected a column for {lacking} in wave {wave}")
            : columns;
    }

    /// <summary>Levels asked for; thresholds are a level of their own only where asked for by name.</summary>
    private static InvarianceLevel[] Levels(AnalysisSpec spec, bool ordered)
    {
        InvarianceLevel[] known = [.. Enum.GetValues<InvarianceLevel>().Where(level => ordered || level != InvarianceLevel.Thresholds)];
        string[] names = [.. known.Select(level => $"{level}".ToLowerInvariant())];
        var asked = spec.Texts("levels", [.. names.Where(name => name != "thresholds")]);
        if (asked.FirstOrDefault(level => !names.Contains(level)) is { } stranger)
            throw spec.Wrong("levels", $"expected some of {string.Join(", ", names)}, found \"{stranger}\"");
        return asked.Count > 0
            ? [.. asked.Select(level => known[Array.IndexOf(names, level)]).Order()]
            : throw spec.Wrong("levels", $"expected some of {string.Join(", ", names)}");
    }

    private static PatternSummary Patterns(IReadOnlyList<string> columns, RowPass rows)
    {
        var fold = new PatternFold(columns);
        rows(fold.Add);
        return fold.Summary();
    }
}
