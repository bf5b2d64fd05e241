using System.Globalization;
using System.Text;

namespace Attune.App.Reminders;

/// <summary>Appointments as a calendar file (RFC 5545): lines end in CRLF and are folded after 75 bytes; the same appointment made again replaces itself.</summary>
public static class CalendarFile
{
    private const int MostBytes = 75;
    private const string Stamp = "yyyyMMdd'T'HHmmss'Z'";

    /// <param name="Uid">Of this appointment for ever: a calendar that knows it changes it and makes no second one.</param>
    /// <param name="At">When it reminds.</param>
    public sealed record Appointment(string Uid, DateTimeOffset At, TimeSpan Length, string Summary, string Description, string Url);

    public static string Write(IEnumerable<Appointment> appointments, DateTimeOffset now)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Attune//Reminders//EN");
        Line(text, "CALSCALE:GREGORIAN");
        foreach (var one in appointments)
        {
            Line(text, "BEGIN:VEVENT");
            Line(text, "UID:" + one.Uid);
            Line(text, "DTSTAMP:" + Time(now));
            Line(text, "SEQUENCE:" + now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            Line(text, "DTSTART:" + Time(one.At));
            Line(text, "DTEND:" + Time(one.At + one.Length));
            Line(text, "SUMMARY:" + Escaped(one.Summary));
            Line(text, "DESCRIPTION:" + Escaped(one.Description));
            Line(text, "URL:" + one.Url);
            Line(text, "CLASS:PRIVATE");
            Line(text, "TRANSP:TRANSPARENT");
            Line(text, "BEGIN:VALARM");
            Line(text, "ACTION:DISPLAY");
            Line(text, "TRIGGER:PT0S");
            Line(text, "DESCRIPTION:" + Escaped(one.Summary));
            Line(text, "END:VALARM");
            Line(text, "END:VEVENT");
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text.ReplaceLineEndings("\n")
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    // A fold stands between characters, never within one: the limit is in bytes.
    private static void Line(StringBuilder text, string line)
    {
        var left = MostBytes;
        foreach (var rune in line.EnumerateRunes())
        {
            if (rune.Utf8SequenceLength > left)
            {
                text.Append("\r\n ");
                left = MostBytes - 1;
            }

            text.Append(rune.ToString());
            left -= rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
