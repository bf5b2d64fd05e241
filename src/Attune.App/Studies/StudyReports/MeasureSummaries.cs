using System.Globalization;
using Attune.App.Studies.Runs;
using Attune.Measurement.Summaries;
using static Attune.App.Studies.StudyReports.Reproduction;

namespace Attune.App.Studies.StudyReports;

/// <summary>What reliabilities and the blinding check rest on, of no fewer people than the minimum cell.</summary>
internal static class MeasureSummaries
{
    public static IEnumerable<(string Name, IEnumerable<string> Lines)> Files(StudyData data)
    {
        if (data.Plan.Measures.Any(measure => measure.Items > 1))
            yield return ("items.csv", Items(data).Prepend("measure,wave,arm,n,items,variances,variance"));
        if (data.Plan.Measures.Any(measure => measure.Retest is not null))
            yield return ("twice.csv", Twice(data).Prepend("measure,n,ss_first,ss_second,cross"));
        if (data.Plan.Data?.Guess is not null)
            yield return ("guesses.csv", Guesses(data).Prepend("arm,n,mean,mean_square"));
    }

    /// <summary>For alpha: the sum of the variances of a scale's items, and the variance of their sum.</summary>
    private static IEnumerable<string> Items(StudyData data)
    {
        var plan = data.Plan;
        string[] arms = [.. plan.Arms.Count > 1 ? ["all"] : Array.Empty<string>(), .. plan.Arms.Select(arm => arm.Id)];
        foreach (var measure in plan.Measures.Where(measure => measure.Items > 1))
            foreach (var wave in plan.Waves.Where(wave => measure.AskedAt(wave.Id)))
            {
                var place = data.Place(measure.Id, wave.Id);
                var folds = arms.ToDictionary(arm => arm, _ => new MomentFold([.. Enumerable.Range(1, measure.Items).Select(item => $"item {item}")]), StringComparer.Ordinal);
                foreach (var person in data.People)
                    if (person.Items[place] is { } items && folds[person.Arm].Add(items) && arms.Length > plan.Arms.Count)
                        folds["all"].Add(items);
                foreach (var (arm, summary) in folds.Select(fold => (fold.Key, fold.Value.Summary())).Where(fold => fold.Item2.Count >= Math.Max(2, plan.MinimumCell)))
                {
                    var range = Enumerable.Range(0, measure.Items).ToList();
                    yield return string.Create(CultureInfo.InvariantCulture,
                        $"{measure.Id},{wave.Id},{arm},{summary.Count},{measure.Items},{Number(range.Sum(i => summary.Covariance(i, i)))},{Number(range.Sum(i => range.Sum(j => summary.Covariance(i, j))))}");
                }
            }
    }

    private static IEnumerable<string> Twice(StudyData data)
    {
        foreach (var (measure, pairs) in data.RetestPairs)
        {
            var summary = MomentSummary.Of(["first", "second"], pairs.Select(pair => new[] { pair.First, pair.Second }));
            if (summary.Count >= data.Plan.MinimumCell)
                yield return string.Create(CultureInfo.InvariantCulture, $"{measure},{summary.Count},{Number(summary.Cross(0, 0))},{Number(summary.Cross(1, 1))},{Number(summary.Cross(0, 1))}");
        }
    }

    private static IEnumerable<string> Guesses(StudyData data)
    {
        foreach (var arm in data.Plan.Arms)
        {
            var summary = MomentSummary.Of(["guess", "square"], data.People.Where(person => person.Arm == arm.Id && person.Guess is not null).Select(person => new[] { person.Guess!.Value, person.Guess.Value * person.Guess.Value }));
            if (summary.Count >= data.Plan.MinimumCell)
                yield return string.Create(CultureInfo.InvariantCulture, $"{arm.Id},{summary.Count},{Number(summary.Mean(0))},{Number(summary.Mean(1))}");
        }
    }
}
