using Attune.App.Content;
using Attune.App.Helping;
using Attune.App.Instruments;
using Attune.App.Practices;
using Attune.App.Responses;

namespace Attune.App.Measures;

/// <summary>
/// Something that can be measured where a practice is used, beside what people say of themselves. What a study of the
/// programme may name; where the answers come from is <see cref="By"/>.
/// </summary>
/// <param name="Source">The id of the instrument that asks it, or <see cref="OfPractice"/>.</param>
/// <param name="Scale">The scale it is about; null where it is about none.</param>
public sealed record MeasureOffer(string Source, MeasureColumn Column, InstrumentScale? Scale, MeasuredBy By)
{
    /// <summary>The source of what comes from the practice itself and not from an instrument asked at a wave.</summary>
    public const string OfPractice = "practice";

    /// <summary>What a practice lets be measured, in the versions of the instruments that the library has.</summary>
    public static IReadOnlyList<MeasureOffer> In(PracticeDocument practice, ContentLibrary library)
    {
        var offers = new List<MeasureOffer>();
        foreach (var instrument in Named(practice, library, step => step.Kind == "picture" && Side(practice) is not null))
            foreach (var scoring in Scorings(instrument))
                offers.AddRange(GapMeasures.Columns(scoring, "").Select(column => new MeasureOffer(instrument.Id, column, scoring.Scale, MeasuredBy.Picture)));
        foreach (var instrument in Named(practice, library, step => step.Kind == "minds"))
            foreach (var scoring in Scorings(instrument))
                offers.AddRange(MindsMeasures.Columns(scoring, "").Select(column => new MeasureOffer(instrument.Id, column, scoring.Scale, MeasuredBy.Minds)));
        if (ApproveHelping.Offers(practice))
            offers.AddRange(HelpingMeasures.Columns(Waves.After).Select(column => new MeasureOffer(OfPractice, column, null, MeasuredBy.Helping)));
        foreach (var instrument in Named(practice, library, step => step.Kind == "profile" && step.Option("of") == "second"))
            offers.AddRange(ExchangeMeasures.PictureColumns(instrument).Where(column => double.IsFinite(column.Highest - column.Lowest))
                .Select(column => new MeasureOffer(OfPractice, column, null, MeasuredBy.Listening)));
        if (ExchangeMeasures.Listens(practice))
            offers.AddRange(ExchangeMeasures.TraceColumns().Select(column => new MeasureOffer(OfPractice, column, null, MeasuredBy.Listening)));
        return offers;
    }

    /// <summary>The step that asks on which side somebody is; null where a practice has no sides.</summary>
    public static PracticeStep? Side(PracticeDocument practice) => practice.Steps.FirstOrDefault(step => step.Kind == "side");

    /// <summary>Whom an instrument about a named other is about.</summary>
    public static string Who(PracticeDocument practice, string instrument) =>
        practice.Steps.First(step => step.Kind == "minds" && step.Option("instrument") == instrument).Option("who")!;

    private static IEnumerable<InstrumentDocument> Named(PracticeDocument practice, ContentLibrary library, Func<PracticeStep, bool> which) =>
        practice.Steps.Where(which).Select(step => step.Option("instrument")).OfType<string>().Distinct().Select(library.Instrument).OfType<InstrumentDocument>();

    private static IEnumerable<ScaleScoring> Scorings(InstrumentDocument instrument) => instrument.Scales.Select(scale => new ScaleScoring(instrument, scale));
}
