using Attune.App.Studies.Plans;
using Attune.Measurement;
using Attune.Measurement.Structure;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Runs;

/// <summary>
/// Whether items mean the same at the two waves that an outcome compares: measurement invariance (docs/methods/invariance.md) up to equal
/// intercepts, without which means may not be compared. It fails where CFI falls by more than .01 (Cheung and Rensvold 2002).
/// </summary>
internal sealed class MeaningOverTime
{
    public const double LargestDrop = 0.01;

    /// <summary>Fewer people cannot carry the models.</summary>
    public const int FewestPeople = 100;

    private readonly PlanMeasure measure;
    private readonly string first, last;
    private readonly int before, after;
    private readonly MomentFold fold;
    private readonly double?[] row;

    private MeaningOverTime(StudyPlan plan, PlanMeasure measure, string first, string last)
    {
        (this.measure, this.first, this.last) = (measure, first, last);
        (before, after) = (StudyData.PlaceIn(plan, measure.Id, first), StudyData.PlaceIn(plan, measure.Id, last));
        fold = new MomentFold([.. new[] { first, last }.SelectMany(wave => Items().Select(item => Column(item, wave)))]);
        row = new double?[2 * measure.Items];
    }

    /// <summary>One for each pair of waves that an outcome of this measure compares; the first wave and the last where none
    /// names a wave before. Empty where a measure has too few items or waves for the question to arise.</summary>
    public static IReadOnlyList<MeaningOverTime> For(StudyPlan plan, PlanMeasure measure)
    {
        var waves = plan.Waves.Where(wave => measure.AskedAt(wave.Id)).Select(wave => wave.Id).ToList();
        if (measure.Items < 3 || waves.Count < 2)
            return [];
        var pairs = plan.Outcomes.Where(outcome => outcome.Measure == measure.Id && outcome.From is not null && outcome.From != outcome.At)
            .Select(outcome => (From: outcome.From!, outcome.At)).Distinct().ToList();
        return [.. (pairs.Count == 0 ? [(From: waves[0], At: waves[^1])] : pairs).Select(pair => new MeaningOverTime(plan, measure, pair.From, pair.At))];
    }

    public void Add(StudyPerson person)
    {
        if (person.Items[before] is not { } early || person.Items[after] is not { } late)
            return;
        early.CopyTo(row, 0);
        late.CopyTo(row, early.Length);
        fold.Add(row);
    }

    public InvarianceCheck Result()
    {
        var summary = fold.Summary();
        if (summary.Count < FewestPeople)
            return new InvarianceCheck(first, last, null, [], $"{summary.Count} people answered every item at both times; {FewestPeople} are needed");
        Wave Of(string wave) => new(wave, Items().ToDictionary(item => item, item => Column(item, wave)));
        try
        {
            var tested = MeasurementInvariance.OverWaves(
                [new Factor(measure.Id, [.. Items()])], [InvarianceLevel.Configural, InvarianceLevel.Metric, InvarianceLevel.Scalar], [Of(first), Of(last)], summary);
            List<(string Level, double Cfi, double? Drop)> steps = [];
            foreach (var step in tested.Steps)
                steps.Add(($"{step.Level}".ToLowerInvariant(), step.Fit.Cfi, steps.Count == 0 ? null : steps[^1].Cfi - step.Fit.Cfi));
            return new InvarianceCheck(first, last, steps.All(step => step.Drop is null or <= LargestDrop), steps, null);
        }
        catch (AssumptionException failed)
        {
            return new InvarianceCheck(first, last, null, [], failed.Message);
        }
    }

    private static string Column(string item, string wave) => $"{item}_{wave}";

    private IEnumerable<string> Items() => Enumerable.Range(1, measure.Items).Select(item => $"i{item}");
}
