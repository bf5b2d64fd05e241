using Attune.App.Studies.Plans;
using Attune.Measurement;
using Attune.Measurement.Reliability;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Runs;

/// <summary>Reliability of each measure, before any mean is compared.</summary>
internal static class QualityAnalysis
{
    public static MeasureQuality Of(StudyData data, PlanMeasure measure)
    {
        var waves = measure.Items > 1 ? data.Plan.Waves.Where(wave => measure.AskedAt(wave.Id)).ToList() : [];
        string[] arms = [.. data.Plan.Arms.Count > 1 ? [""] : Array.Empty<string>(), .. data.Plan.Arms.Select(arm => arm.Id)];
        var shown = data.Plan.Design == StudyDesign.SteppedWedge ? 1 : arms.Length;
        var everyone = arms.Length - data.Plan.Arms.Count;
        var folds = waves.Select(wave => (Place: data.Place(measure.Id, wave.Id), Arms: arms.Select(_ => new MomentFold([.. Enumerable.Range(1, measure.Items).Select(item => $"item {item}")])).ToArray())).ToArray();
        var meanings = MeaningOverTime.For(data.Plan, measure);
        if (folds.Length > 0)
            foreach (var person in data.People)
            {
                foreach (var (place, byArm) in folds)
                    if (person.Items[place] is { } items && byArm[everyone + data.Plan.ArmPlace(person.Arm)].Add(items) && everyone > 0)
                        byArm[0].Add(items);
                foreach (var meaning in meanings)
                    meaning.Add(person);
            }

        return new MeasureQuality(
            measure.Id, [.. waves.SelectMany((wave, w) => arms.Take(shown).Select((arm, a) => Alpha(wave.Id, arm, folds[w].Arms[a].Summary(), data.Plan.MinimumCell)))],
            Retest(data, measure), measure.Reliability, [.. meanings.Select(meaning => meaning.Result())]);
    }

    /// <summary>Alpha of all arms at the first wave, or the retest correlation, or what the plan gives.</summary>
    public static ReliabilityUsed? Used(MeasureQuality quality)
    {
        if (quality.Alphas.FirstOrDefault(alpha => alpha.Alpha is not null) is { Alpha: { } alpha and >= 0 and < 1 })
            return new ReliabilityUsed(alpha, "alpha");
        if (quality.Retest is { R: >= 0 and < 1 and var r })
            return new ReliabilityUsed(r, "retest");
        return quality.Given is { } given ? new ReliabilityUsed(given, "given") : null;
    }

    private static (string, string, long, double?, Interval?, string?) Alpha(string wave, string arm, MomentSummary summary, int smallest)
    {
        if (summary.Count < smallest)
            return (wave, arm, summary.Count, null, null, "too few people answered every item");
        try
        {
            var alpha = CronbachAlpha.From(summary);
            return (wave, arm, summary.Count, alpha.Raw, alpha.Feldt(StudyResults.Confidence), null);
        }
        catch (AssumptionException failed)
        {
            return (wave, arm, summary.Count, null, null, failed.Message);
        }
    }

    private static (double, long, double, double)? Retest(StudyData data, PlanMeasure measure)
    {
        if (measure.Retest is null)
            return null;
        var retest = OutcomeAnalysis.Try(() => TestRetest.From(
            MomentSummary.Of(["first", "second"], data.RetestPairs[measure.Id].Select(pair => new[] { pair.First, pair.Second })), "first", "second", StudyResults.Confidence));
        return retest is null ? null : (retest.R, retest.Count, retest.Interval.Low, retest.Interval.High);
    }
}
