using System.Globalization;
using Attune.App.Reminders;
using Attune.Web.Design;

namespace Attune.Web.Reminders;

/// <summary>Windows as people read them: the first and the last day.</summary>
internal static class WaveTerms
{
    public static IReadOnlyList<Term> Of(IReadOnlyList<PlannedWave> windows, TimeZoneInfo zone, Texts texts) =>
        [.. windows.Select((window, place) => new Term(texts["Reminders.Window", place + 1], texts["Reminders.FromTo", Day(window.OpensAt, zone), Day(window.ClosesAt.AddMinutes(-1), zone)]))];

    private static string Day(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("D", CultureInfo.CurrentCulture);
}
