namespace Attune.App.Reminders;

/// <summary>Which mail server takes reminders. Read from the environment, kept in memory, written nowhere.</summary>
/// <param name="Password">Null where the server asks for none.</param>
public sealed record SmtpSettings(string Host, int Port, string? User, string? Password, string From)
{
    public const string Variable = "ATTUNE_SMTP";
    public const string PasswordVariable = "ATTUNE_SMTP_PASSWORD";
    public const string FromVariable = "ATTUNE_SMTP_FROM";

    private const int Submission = 587;

    /// <summary>A mail server on this machine may be spoken to in the clear; any other must offer STARTTLS.</summary>
    public bool Encrypted => Host is not ("localhost" or "127.0.0.1" or "::1");

    /// <summary>The settings; null without any; or what is wrong with them, without the password.</summary>
    public static (SmtpSettings? Settings, string? Problem) Read(string? server, string? password, string? from)
    {
        if (string.IsNullOrWhiteSpace(server))
            return (null, null);
        if (!Uri.TryCreate(server.Trim(), UriKind.Absolute, out var address) || address.Scheme != "smtp" || address.Host.Length == 0)
            return (null, $"{Variable}: expected smtp://USER@HOST:587");
        if (address.UserInfo.Contains(':'))
            return (null, $"{Variable}: expected no password in it; set {PasswordVariable} instead, so that it stands in no list of processes");
        if (MailAddressText.Read(from ?? "") is not { } sender)
            return (null, $"{FromVariable}: expected the address reminders come from, such as reminders@example.org");
        var user = Uri.UnescapeDataString(address.UserInfo);
        return (new SmtpSettings(address.Host, address.Port > 0 ? address.Port : Submission, user.Length == 0 ? null : user, string.IsNullOrEmpty(password) ? null : password, sender), null);
    }

    /// <summary>Never the password: it must not come into a log or a message by accident.</summary>
    public override string ToString() => $"SmtpSettings ({Host}:{Port})";
}
