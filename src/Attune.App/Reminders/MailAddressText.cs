using System.Net.Mail;

namespace Attune.App.Reminders;

/// <summary>An e-mail address as typed. One, without a name, and nothing that could end a header line.</summary>
public static class MailAddressText
{
    private const int Longest = 254;

    /// <summary>Null where it cannot be an address.</summary>
    public static string? Read(string typed)
    {
        var text = typed.Trim();
        if (text.Length > Longest || text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)) || text.Contains(','))
            return null;
        return MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.') ? text : null;
    }
}
