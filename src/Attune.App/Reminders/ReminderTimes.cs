namespace Attune.App.Reminders;

/// <summary>When somebody who has not answered is reminded: as the window opens, half-way, and a day before it closes where it is longer than four.</summary>
public static class ReminderTimes
{
    private static readonly TimeSpan LastCall = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongEnough = TimeSpan.FromDays(4);

    private const int FirstHour = 8;
    private const int LastHour = 19;

    /// <summary>How long after a window's midnight a calendar reminds.</summary>
    public static readonly TimeSpan Morning = TimeSpan.FromHours(9);

    /// <summary>Whether it is an hour at which a telephone may make a sound, where the server stands.</summary>
    public static bool IsWaking(DateTimeOffset local) => local.Hour is >= FirstHour and <= LastHour;

    public static IReadOnlyList<DateTimeOffset> Of(DateTimeOffset opens, DateTimeOffset closes)
    {
        if (closes <= opens)
            throw new ArgumentException("A window closes after it opens.", nameof(closes));
        var length = closes - opens;
        return length > LongEnough ? [opens, opens + length / 2, closes - LastCall] : length > LastCall ? [opens, opens + length / 2] : [opens];
    }

    /// <summary>The number of the reminder whose time has come, from 1; 0 before the first and after closing. Those missed while nothing ran are not made up for.</summary>
    public static int Due(DateTimeOffset opens, DateTimeOffset closes, DateTimeOffset now) =>
        now >= closes ? 0 : Of(opens, closes).Count(time => time <= now);
}
