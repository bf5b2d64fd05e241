using System.Globalization;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.Measurement;
using Attune.Measurement.Summaries;
using static Attune.App.Studies.StudyReports.Reproduction;

namespace Attune.App.Studies.StudyReports;

/// <summary>
/// What may leave where rows may not, and is enough for most figures: counts, means and cross-products, no mean of fewer
/// people than the minimum cell, and no two means of an outcome over nearly the same people, whose difference is somebody's answer.
/// </summary>
internal static class StudySummaries
{
    /// <summary>Whether an outcome is one score of each person, whose model can be had from moments.</summary>
    public static bool Has(StudyPlan plan, PlanOutcome outcome) => outcome.Model is null && plan.Design != StudyDesign.SteppedWedge;

    public static IEnumerable<(string Name, IEnumerable<string> Lines)> Files(StudyResults results, StudyData data)
    {
        var plan = data.Plan;
        var outcomes = plan.Outcomes.Where(outcome => Has(plan, outcome)).ToList();
        yield return ("summaries.csv", outcomes.SelectMany(outcome => ByArm(data, outcome)).Prepend("outcome,arm,people,n,mean,ss,n_change,mean_change,ss_change"));
        yield return ("counts.csv", StudyFigures.Of(results).Where(figure => figure.Name.StartsWith("flow.", StringComparison.Ordinal) || IsCountOfChanges(figure.Name))
            .Select(figure => $"{figure.Name},{Number(figure.Value)}").Prepend("name,value"));
        yield return ("before.csv", outcomes.Where(outcome => outcome.From is not null).Select(outcome => (outcome.Id, OutcomeLook.Of(data, outcome).Before))
            .Where(entry => entry.Before.Count >= plan.MinimumCell).Select(entry => $"{entry.Id},{entry.Before.Count},{Number(entry.Before.Cross(0, 0))}").Prepend("outcome,n,ss"));
        foreach (var file in MeasureSummaries.Files(data))
            yield return file;
        foreach (var outcome in results.Outcomes.Where(outcome => outcome.Lead is not null && Has(plan, outcome.Outcome)).DistinctBy(outcome => outcome.Outcome.Id))
        {
            if (plan.OneGroup)
            {
                // With one group of people on their own the change by arm tells it.
                var changes = OneGroupAnalysis.Changes(OneGroupAnalysis.Fold(data, outcome.Outcome));
                if (plan.Data?.Cluster is not null && changes.Groups.Values.All(group => group.Count >= plan.MinimumCell))
                    yield return ($"moments-{outcome.Outcome.Id}.csv", Moments(changes));
                continue;
            }

            var look = OutcomeLook.Of(data, outcome.Outcome);
            var frame = OutcomeFrame.Of(plan, outcome.Outcome, look);
            var given = frame.Fold(data.People);
            if (Large(data, outcome.Outcome, frame))
                yield return ($"moments-{outcome.Outcome.Id}.csv", Moments(given));
            // With rows what was filled in is there itself.
            if (outcome.Imputed is not null && !plan.ReleaseRows)
                yield return ($"draws-{outcome.Outcome.Id}.csv", Draws(data, outcome.Outcome, frame, given, look.Spread, [.. results.Outcomes.Where(own => own.Outcome.Id == outcome.Outcome.Id && own.Lead is not null).Select(own => own.Arm)]));
        }
    }

    private static bool IsCountOfChanges(string name) => name.Contains(".change.", StringComparison.Ordinal)
        && (name.EndsWith(".improved", StringComparison.Ordinal) || name.EndsWith(".unchanged", StringComparison.Ordinal) || name.EndsWith(".deteriorated", StringComparison.Ordinal));

    private static IEnumerable<string> ByArm(StudyData data, PlanOutcome outcome)
    {
        var after = data.Place(outcome.Measure!, outcome.At);
        // Of one group the change is the effect. Beside the moments of others it would tell of the few who gave one score only.
        int? before = data.Plan.OneGroup && outcome.From is not null ? data.Place(outcome.Measure!, outcome.From) : null;
        foreach (var arm in data.Plan.Arms)
        {
            var (people, own, change) = (0L, new MomentFold("y"), new MomentFold("change"));
            foreach (var person in data.People.Where(person => person.Arm == arm.Id))
            {
                people++;
                if (person.Scores[after] is not { } y)
                    continue;
                own.Add([y]);
                if (before is { } place && person.Scores[place] is { } first)
                    change.Add([y - first]);
            }

            yield return string.Create(CultureInfo.InvariantCulture, $"{outcome.Id},{arm.Id},{people},{Cells(own.Summary(), data.Plan.MinimumCell)},{Cells(change.Summary(), data.Plan.MinimumCell)}");
        }
    }

    private static string Cells(MomentSummary one, int smallest) =>
        one.Count < smallest ? $"{one.Count},," : $"{one.Count},{Number(one.Mean(0))},{Number(one.Cross(0, 0))}";

    /// <summary>Whether no arm of a stratum or pair, in a cluster, has one to four people with the outcome.</summary>
    private static bool Large(StudyData data, PlanOutcome outcome, OutcomeFrame frame)
    {
        var cells = new Dictionary<(string, string, string), long>();
        foreach (var person in data.People.Where(person => frame.Outcome(person) is not null))
        {
            var cell = (person.Arm, OutcomeLook.KindOf(data.Plan, person), frame.Group(person));
            cells[cell] = cells.GetValueOrDefault(cell) + 1;
        }

        return cells.Values.All(count => count >= data.Plan.MinimumCell);
    }

    /// <summary>Of each cluster by number, or of everyone: means and centred cross-products of predictors and outcome.</summary>
    private static IEnumerable<string> Moments(GroupedSummary<MomentSummary> groups)
    {
        var names = groups.Groups.Values.First().Variables;
        yield return "cluster,variable,n,mean," + string.Join(',', names.Select(Quoted));
        foreach (var (number, summary) in groups.Groups.OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Value).Index())
            for (var i = 0; i < names.Count; i++)
                yield return string.Create(CultureInfo.InvariantCulture, $"{number + 1},{Quoted(names[i])},{summary.Count},{Number(summary.Mean(i))},")
                    + string.Join(',', names.Select((_, j) => Number(summary.Cross(i, j))));
    }

    /// <summary>The effect in each imputation; the imputations themselves need rows.</summary>
    private static IEnumerable<string> Draws(StudyData data, PlanOutcome outcome, OutcomeFrame frame, GroupedSummary<MomentSummary> given, double spread, IReadOnlyList<string> estimated)
    {
        yield return "arm,side,step,draw,estimate,se,df";
        var shifts = OutcomeAnalysis.Shifts(data.Plan);
        using var imputed = new ImputedEffects(data, outcome, frame, given);
        foreach (var ((arm, shift), fits) in imputed.Fits(OutcomeAnalysis.InPoints(shifts, outcome, spread)).Where(entry => estimated.Contains(entry.Key.Arm)))
            foreach (var (draw, fit) in fits.Index())
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"{arm},{(shift < 0 ? "" : shifts[shift].Side)},{(shift < 0 ? "" : shifts[shift].Sd.ToString("0.####", CultureInfo.InvariantCulture))},{draw + 1},{Number(fit.Value)},{Number(Math.Sqrt(fit.Variance))},{Number(fit.Df)}");
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
