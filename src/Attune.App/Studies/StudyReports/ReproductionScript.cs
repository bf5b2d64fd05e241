using System.Globalization;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;

namespace Attune.App.Studies.StudyReports;

/// <summary>The R script of a study: functions that know nothing of Attune, and a call for each thing the plan asks. Where rows
/// are kept back it computes what summaries allow, and names the rest.</summary>
internal static class ReproductionScript
{
    public static string Of(StudyResults results)
    {
        var plan = results.Plan;
        return (Part("start") + Part(plan.ReleaseRows ? "rows" : "summaries") + Part("end"))
            .Replace("@rows@", plan.ReleaseRows ? "TRUE" : "FALSE", StringComparison.Ordinal)
            .Replace("@smallest@", plan.MinimumCell.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("@arms@", string.Join(", ", plan.Arms.Select(arm => Text(arm.Id))), StringComparison.Ordinal)
            .Replace("@comparison@", plan.Comparison is { } comparison ? Text(comparison.Id) : "NULL", StringComparison.Ordinal)
            .Replace("@classes@", $"c({string.Join(", ", new[] { "arm", "stratum", "cluster", "pair" }.Concat(plan.Subgroups.Select(subgroup => $"kind_{subgroup.Id}")).Select(column => $"{column} = \"character\""))})", StringComparison.Ordinal)
            .Replace("@calls@", string.Concat((plan.ReleaseRows ? Calls(results) : SummaryCalls(results)).Select(call => call + "\n")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Calls(StudyResults results)
    {
        var plan = results.Plan;
        yield return $"flow(list({string.Join(", ", plan.Waves.Select(wave => $"{wave.Id} = c({string.Join(", ", plan.Measures.Where(measure => measure.AskedAt(wave.Id)).Select(measure => Text($"{measure.Id}_{wave.Id}")))})"))}){Steps(plan)})";
        foreach (var measure in results.Quality)
        {
            foreach (var alpha in measure.Alphas.Where(alpha => alpha.Alpha is not null))
                yield return $"alpha({Text(measure.Measure)}, {Text(alpha.Wave)}, {Text(alpha.Arm == "" ? "all" : alpha.Arm)}, c({string.Join(", ", Enumerable.Range(1, plan.Measure(measure.Measure).Items).Select(item => Text($"{measure.Measure}_{alpha.Wave}_i{item}")))}))";
            if (measure.Retest is not null)
                yield return $"retest({Text(measure.Measure)})";
        }

        if (results.Blinding.Count > 0)
            yield return "blinding()";
        foreach (var group in results.Outcomes.Where(outcome => outcome.DropOut.Count > 0 || outcome.Lead is not null).GroupBy(outcome => outcome.Outcome.Id))
            yield return Outcome(plan, [.. group]);
        foreach (var outcome in results.ThenTests.Select(then => then.Outcome))
            yield return $"then_test({Text(outcome.Id)}, {Text($"{outcome.Measure}_{outcome.At}")}, {Text($"{outcome.Measure}_{outcome.From}")}, {Text($"{outcome.ThenTest}_{outcome.At}")}{Clustered(plan)})";
        foreach (var subgroup in results.Subgroups.Where(subgroup => subgroup.Differences.Count > 0).DistinctBy(subgroup => subgroup.Subgroup.Id))
        {
            var outcome = plan.Outcomes.First(outcome => outcome.Id == subgroup.Subgroup.Outcome);
            yield return $"subgroup({Text(subgroup.Subgroup.Id)}, {Text($"kind_{subgroup.Subgroup.Id}")}, {Columns(plan, outcome)}{Clustered(plan)})";
        }
    }

    private static IEnumerable<string> SummaryCalls(StudyResults results)
    {
        foreach (var group in results.Outcomes.Where(outcome => outcome.DropOut.Count > 0 || outcome.Lead is not null).GroupBy(outcome => outcome.Outcome.Id))
        {
            var first = group.First();
            if (StudySummaries.Has(results.Plan, first.Outcome))
                yield return $"outcome({Text(group.Key)}{Estimated([.. group])}{(first.Outcome.Primary ? ", primary = TRUE" : "")}{Clustered(results.Plan)}{(results.Plan.Missing.Impute && group.Any(outcome => outcome.Imputed is not null) ? ", lead_imputed = TRUE" : "")}{Reliability(first)})";
            else if (first is { Outcome.Primary: true, Lead: not null })
                yield return $"leading <- c(leading, NA) # {group.Key} needs rows";
        }
    }

    private static string Reliability(OutcomeResult result) => result.Change is { } change ? $", reliability = {Number(change.Reliability)}" : "";

    private static string Steps(StudyPlan plan) => plan.Design == StudyDesign.SteppedWedge
        ? $", begun(c({string.Join(", ", plan.Waves.Select(wave => Text(wave.Id)))})), unique(begun(c({string.Join(", ", plan.Waves.Select(wave => Text(wave.Id)))})))"
        : "";

    private static string Outcome(StudyPlan plan, IReadOnlyList<OutcomeResult> results)
    {
        var (outcome, first) = (results[0].Outcome, results[0]);
        var primary = (first.Lead is null ? ", estimated = FALSE" : "") + (outcome.Primary ? ", primary = TRUE" : "");
        if (outcome.Model is { } model)
            return $"mixed({Text(outcome.Id)}, {Text(model.Arm)}, {model.Formula}, {Text(model.Effect)}, c(arm = {Text(plan.Comparison!.Id)}{string.Concat(model.Reference.Select(entry => $", {entry.Key} = {Text(entry.Value)}"))}){primary})";
        var reliability = Reliability(first);
        var higher = $", higher = {(outcome.HigherIsBetter ? "TRUE" : "FALSE")}";
        if (plan.Design == StudyDesign.SteppedWedge)
            return $"wedge({Text(outcome.Id)}, {Text(first.Arm)}, c({string.Join(", ", WedgeAnalysis.Waves(plan, outcome).Select(wave => $"{Text($"{outcome.Measure}_{plan.Waves[wave].Id}")} = {wave}"))}), {(plan.Data?.Stratum is null ? "FALSE" : "TRUE")}{primary})";
        if (plan.OneGroup)
            return $"one_group({Text(outcome.Id)}, {Text($"{outcome.Measure}_{outcome.At}")}, {Text($"{outcome.Measure}_{outcome.From}")}{higher}{primary}{Clustered(plan)}{reliability})";
        primary = outcome.Primary ? ", primary = TRUE" : "";
        var imputed = results.All(result => result.Imputed is null) ? "" : $", imputed = TRUE, delta = {Number(plan.Missing.Delta)}, lead_imputed = {(plan.Missing.Impute ? "TRUE" : "FALSE")}";
        return $"outcome({Text(outcome.Id)}, {Columns(plan, outcome)}{higher}{Estimated(results)}{imputed}{primary}{Clustered(plan)}{reliability})";
    }

    // Named where an arm has no effect.
    private static string Estimated(IReadOnlyList<OutcomeResult> results) => results.All(result => result.Lead is not null) ? ""
        : $", estimated = c({string.Join(", ", results.Where(result => result.Lead is not null).Select(result => Text(result.Arm)))})";

    private static string Columns(StudyPlan plan, PlanOutcome outcome) => Text($"{outcome.Measure}_{outcome.At}")
        + (outcome.From is null ? "" : $", before = {Text($"{outcome.Measure}_{outcome.From}")}")
        + (plan.Design == StudyDesign.MatchedPairs ? ", levels_of = \"pair\"" : plan.Data?.Stratum is not null ? ", levels_of = \"stratum\"" : "");

    private static string Clustered(StudyPlan plan) => plan.Data?.Cluster is null ? "" : ", clustered = TRUE";

    private static string Text(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Part(string name)
    {
        using var stream = typeof(ReproductionScript).Assembly.GetManifestResourceStream($"Attune.App.Studies.StudyReports.reproduce-{name}.R")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
