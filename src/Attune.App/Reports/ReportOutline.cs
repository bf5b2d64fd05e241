namespace Attune.App.Reports;

/// <summary>A report in words: the sentence that comes first, then its sections in their order.</summary>
public sealed record ReportOutline(string Title, IReadOnlyList<string> Sentence, IReadOnlyList<ReportSection> Sections)
{
    public static ReportOutline Of(Report report, ReportWords words) => new(
        words["Report.Title", report.Title],
        HonestSentence.Of(report, words),
        [
            FlowSection.Of(report, words),
            ChangeSection.Of(report, words),
            HarmSection.Of(report, words),
            LevelSections.Understood(report, words),
            PictureSection.Of(report, words),
            LevelSections.Others(report, words),
            MeasurementSections.Reliability(report, words),
            MeasurementSections.Missing(report, words),
            SourceSection.Of(report, words),
        ]);

    internal static string Points(ReportedScale scale, ReportWords words) =>
        words[scale.Rule == Instruments.ScaleRule.Sum ? "Points.Sum" : "Points.Mean", words.End(scale.Lowest), words.End(scale.Highest)];

    internal static string Range(Measurement.Interval interval, ReportWords words) =>
        words["Interval", words.Figure(interval.Low), words.Figure(interval.High)];

    /// <summary>The figure in words, or why there is none.</summary>
    internal static string Say<T>(Finding<T> finding, ReportWords words, Func<T, string> say) => finding switch
    {
        Finding<T>.Shown shown => say(shown.Figure),
        Finding<T>.NotEstimable no => words["NotEstimable", no.Assumption, no.Subject],
        _ => words["TooFew"],
    };

    internal static string Wave(string wave, ReportWords words) => wave switch
    {
        Responses.Waves.Before => words["Wave.Before"],
        Responses.Waves.After => words["Wave.After"],
        Responses.Waves.Own => words["Wave.Own"],
        Responses.Waves.FirstPicture => words["Wave.FirstPicture"],
        Responses.Waves.SecondPicture => words["Wave.SecondPicture"],
        Responses.Waves.Understood => words["Wave.Understood"],
        _ when Responses.Waves.WaveOfPicture(wave) is { } of => words["Wave.Picture", Wave(of, words)],
        _ => words["Wave.Named", wave],
    };

    internal static (string, string) Meaning(string key, ReportWords words) => (words[$"Meaning.{key}.Name"], words[$"Meaning.{key}.Text"]);
}
