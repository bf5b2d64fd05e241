using Attune.App.Content;
using Attune.App.Instruments;
using Attune.App.Measures;
using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Conduct;

/// <summary>Whether a programme can fill a column: an answer at a wave, or something measured.</summary>
internal static class MeasuredColumnRules
{
    /// <summary>What is expected instead; null where it can be filled.</summary>
    public static string? Broken(StudyPlan plan, PlanMeasure measure, string wave, string column, ContentLibrary library, IReadOnlyList<MeasureOffer> offers)
    {
        if (StudyWaves.Read(column) is not { } place || place.Wave != wave)
            return Unknown(column);
        var offered = offers.Where(offer => offer.Source == place.Instrument && offer.Column.Id == place.Item).ToList();
        if (offered.Count > 0)
            return Measured(plan, measure, wave, offered) ?? Range(measure, column, offered[0].Column.Lowest, offered[0].Column.Highest);
        return library.Instrument(place.Instrument)?.Items.FirstOrDefault(item => item.Id == place.Item) is not { } item ? Unknown(column)
            : measure.Reverse.Contains(measure.At(wave).ToList().IndexOf(column)) && measure.Lowest + measure.Highest != item.Minimum + item.Maximum
                ? $"expected \"range\" from {item.Minimum} to {item.Maximum}, as '{column}' is answered: an item that is turned round is turned within it"
            : Range(measure, column, item.Minimum, item.Maximum);
    }

    private static string? Measured(StudyPlan plan, PlanMeasure measure, string wave, IReadOnlyList<MeasureOffer> offered)
    {
        if (measure.Items > 1)
            return $"expected '{offered[0].Column.Id}' alone: it is a score, and no item of one";
        var place = plan.Waves.ToList().FindIndex(known => known.Id == wave);
        return offered[0].By switch
        {
            MeasuredBy.Helping when place == 0 => "expected a later wave: nobody is asked for help with the first questions",
            MeasuredBy.Listening when !plan.Arms.All(arm => plan.Conduct!.Starts[arm.Id] == PracticeStart.Now) =>
                $"expected something that everyone can be asked: '{offered[0].Column.Id}' is of those who go through the practice, and an arm does not before the last questions. Take a design with one group for it, or \"gap-…\" or \"granted-…\"",
            MeasuredBy.Listening when !offered.Any(offer => place == (offer.Column.Wave == Responses.Waves.Before ? 0 : 1)) =>
                $"expected '{offered[0].Column.Id}' at {string.Join(" and ", offered.Select(offer => plan.Waves[offer.Column.Wave == Responses.Waves.Before ? 0 : 1].Id))}: the practice is gone through between the first wave and the second",
            _ => null,
        };
    }

    // Seen at the lock and not on the day the outcomes are opened, when a value out of range would refuse the whole file.
    private static string? Range(PlanMeasure measure, string column, double lowest, double highest) =>
        measure.Lowest <= lowest && measure.Highest >= highest ? null
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"expected \"range\" to hold {lowest} to {highest}, which '{column}' can be");

    private static string Unknown(string column) =>
        $"expected wave.instrument.item of an instrument that is here, or wave.source.outcome that this practice measures; '{column}' is none";
}
