using Attune.App.Instruments;
using Attune.App.Programmes;
using Attune.App.Responses;
using Attune.App.Sessions;
using Attune.App.Storage;
using Attune.Measurement.Accuracy;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Measures;

/// <summary>
/// From the exchange: whether listening moved a listener's picture towards the teller's own answers, and how closely their
/// marks followed the teller's. A listener with two stories counts once, averaged.
/// </summary>
internal static class ExchangeMeasures
{
    private const int FewestParagraphs = 4;
    private const double Widest = Stories.ParagraphRating.Highest - Stories.ParagraphRating.Lowest;

    public static async Task<IReadOnlyList<MeasuredValues>> Of(Guid programme, ProgrammeDocuments documents, AttuneDb db, CancellationToken ct)
    {
        var measured = new List<MeasuredValues>();
        foreach (var asked in Asked.In(documents).Where(asked => asked.Use == AskedFor.LastPicture))
            measured.AddRange(await Pictures(programme, asked.Instrument, db, ct));
        if (Listens(documents.Practice))
            measured.AddRange(await Traces(programme, db, ct));
        return measured;
    }

    /// <summary>Whether a practice has a step in which another's story is marked paragraph by paragraph.</summary>
    public static bool Listens(Practices.PracticeDocument practice) => practice.Steps.Any(step => step.Kind == "listen" && step.Option("of") == "other");

    private static async Task<IEnumerable<MeasuredValues>> Pictures(Guid programme, PinnedInstrument instrument, AttuneDb db, CancellationToken ct)
    {
        var listenings = await (
            from first in db.Responses.AsNoTracking()
            join second in db.Responses on new { first.ParticipantId, first.About } equals new { second.ParticipantId, second.About }
            join match in db.Matches on first.About equals match.Id
            join own in db.Responses on match.TellerId equals own.ParticipantId
            where first.ProgrammeId == programme && first.InstrumentVersionId == instrument.VersionId && first.Wave == Waves.FirstPicture
                && second.InstrumentVersionId == instrument.VersionId && second.Wave == Waves.SecondPicture
                && own.InstrumentVersionId == instrument.VersionId && own.Wave == Waves.Own
            select new { Listener = first.ParticipantId, First = first.Answers, Second = second.Answers, Own = own.Answers }).ToListAsync(ct);
        var updates = listenings
            .Select(one => (one.Listener, Update: PictureMove.Of(instrument.Document, one.First, one.Second, one.Own)))
            .Where(one => one.Update is not null).ToLookup(one => one.Listener, one => one.Update!);
        Dictionary<Guid, double>[] values =
        [
            Averages(updates, update => update.ErrorBefore), Averages(updates, update => update.ErrorAfter),
            Averages(updates, update => update.Improvement), Averages(updates, update => update.Updating),
        ];
        return PictureColumns(instrument.Document).Zip(values, (column, byPerson) => new MeasuredValues(column, byPerson));
    }

    /// <summary>How far the first picture was, and the second; how much nearer; and the share of the way, in this order.</summary>
    public static IEnumerable<MeasureColumn> PictureColumns(InstrumentDocument instrument)
    {
        var range = PictureMove.Range(instrument);
        yield return new MeasureColumn(MeasureIds.PictureDistance, Waves.Before, ScaleDirection.HigherIsWorse, 0, range);
        yield return new MeasureColumn(MeasureIds.PictureDistance, Waves.After, ScaleDirection.HigherIsWorse, 0, range);
        yield return new MeasureColumn(MeasureIds.Nearer, Waves.After, ScaleDirection.HigherIsBetter, -range, range);
        // A picture that was almost right can overshoot by any factor, so the share has no range of its own.
        yield return new MeasureColumn("updating", Waves.After, ScaleDirection.HigherIsBetter, double.MinValue, double.MaxValue);
    }

    /// <summary>How far a listener's marks lay from the teller's, and how they moved together, in this order.</summary>
    public static IEnumerable<MeasureColumn> TraceColumns()
    {
        yield return new MeasureColumn(MeasureIds.TraceDistance, Waves.After, ScaleDirection.HigherIsWorse, 0, Widest);
        yield return new MeasureColumn(MeasureIds.TraceR, Waves.After, ScaleDirection.HigherIsBetter, -1, 1);
    }

    private static async Task<IEnumerable<MeasuredValues>> Traces(Guid programme, AttuneDb db, CancellationToken ct)
    {
        var listenings = await (
            from match in db.Matches.AsNoTracking()
            join heard in db.ParagraphRatings on new { match.StoryId, Rater = match.ListenerId } equals new { heard.StoryId, Rater = heard.RaterId }
            join own in db.ParagraphRatings on new { match.StoryId, Rater = match.TellerId } equals new { own.StoryId, Rater = own.RaterId }
            where match.ProgrammeId == programme
            select new { match.ListenerId, Heard = heard, Own = own }).ToListAsync(ct);
        var traces = listenings.ToLookup(one => one.ListenerId, one => Trace(one.Own.Ratings(), one.Heard.Ratings()));
        return TraceColumns().Zip([Averages(traces, trace => trace.Distance), Averages(traces, trace => trace.R)], (column, values) => new MeasuredValues(column, values));
    }

    /// <summary>Root mean square distance over the paragraphs both marked, and the correlation where there are enough of them and both move.</summary>
    internal static (double? Distance, double? R) Trace(IReadOnlyList<int?> own, IReadOnlyList<int?> heard)
    {
        var points = own.Zip(heard).Select((pair, index) => new TracePoint(index, pair.First, pair.Second))
            .Where(point => point is { Teller: not null, Listener: not null }).ToList();
        if (points.Count == 0)
            return (null, null);
        var distance = Math.Sqrt(points.Average(point => Math.Pow(point.Teller!.Value - point.Listener!.Value, 2)));
        var moves = points.Select(point => point.Teller).Distinct().Count() > 1 && points.Select(point => point.Listener).Distinct().Count() > 1;
        // Paragraphs have an order and no time: they are numbered anew, so that one left open makes no gap.
        return (distance, points.Count >= FewestParagraphs && moves
            ? TraceAccuracy.From(points.Select((point, index) => point with { Seconds = index }), maxLagSeconds: 0).R
            : null);
    }

    private static Dictionary<Guid, double> Averages<T>(ILookup<Guid, T> byListener, Func<T, double?> value) =>
        byListener.Select(group => (group.Key, Value: group.Select(value).Average())).Where(entry => entry.Value is not null)
            .ToDictionary(entry => entry.Key, entry => entry.Value!.Value);
}
