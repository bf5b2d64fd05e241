using Attune.Measurement;
using Attune.Measurement.Effects;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Linking;

/// <summary>How those who could not be linked differed before, from those who could.</summary>
/// <param name="Linked">Linked people with an answer.</param>
/// <param name="Unlinked">Unlinked people with an answer.</param>
/// <param name="MeanLinked">Null where fewer than <see cref="Fewest"/> of either answered.</param>
/// <param name="Difference">Unlinked less linked, in standard deviations (Hedges' g); null where it cannot be worked out.</param>
public sealed record BaselineDifference(
    string Column, int Linked, int Unlinked, double? MeanLinked, double? MeanUnlinked, double? Difference, Interval? Interval)
{
    public const int Fewest = 5;

    public static BaselineDifference Of(string column, IReadOnlyList<double> linked, IReadOnlyList<double> unlinked)
    {
        if (linked.Count < Fewest || unlinked.Count < Fewest)
            return new BaselineDifference(column, linked.Count, unlinked.Count, null, null, null, null);
        try
        {
            var g = HedgesG.Independent(Moments(unlinked), Moments(linked), Score);
            return new BaselineDifference(column, linked.Count, unlinked.Count, linked.Average(), unlinked.Average(), g.G, g.Interval);
        }
        catch (AssumptionException)
        {
            return new BaselineDifference(column, linked.Count, unlinked.Count, linked.Average(), unlinked.Average(), null, null); // everyone alike
        }
    }

    private const string Score = "score";

    private static MomentSummary Moments(IReadOnlyList<double> values)
    {
        var fold = new MomentFold(Score);
        foreach (var value in values)
            fold.Add([value]);
        return fold.Summary();
    }
}
