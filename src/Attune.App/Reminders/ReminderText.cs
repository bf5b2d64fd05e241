using System.Globalization;
using System.Resources;

namespace Attune.App.Reminders;

/// <summary>What a reminder says. Nothing in it tells whoever stands beside what it is about.</summary>
public static class ReminderText
{
    private static readonly ResourceManager Words = new("Attune.App.Reminders.ReminderTexts", typeof(ReminderText).Assembly);

    /// <param name="returnAddress">The page to come back on.</param>
    /// <param name="stopAddress">The page on which no more are asked for.</param>
    public static Mail Of(string to, DateTimeOffset closes, TimeZoneInfo zone, CultureInfo language, string returnAddress, string stopAddress)
    {
        string Text(string name) => Words.GetString(name, language) ?? throw new ArgumentException($"No text '{name}'.", nameof(language));
        var until = TimeZoneInfo.ConvertTime(closes.AddMinutes(-1), zone);
        return new Mail(to, Text("Subject"), string.Format(language, Text("Body"), until.ToString("f", language), returnAddress, stopAddress).ReplaceLineEndings("\r\n"));
    }
}
