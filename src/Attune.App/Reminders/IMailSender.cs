namespace Attune.App.Reminders;

/// <summary>Hands a mail to a mail server.</summary>
public interface IMailSender
{
    Task<MailFate> Send(Mail mail, CancellationToken ct);
}

public sealed record Mail(string To, string Subject, string Body);

public enum MailFate
{
    /// <summary>The mail server took it.</summary>
    Taken,

    /// <summary>The mail server certainly did not take it, and may do so later.</summary>
    NotTaken,

    /// <summary>The connection ended at a moment when it may have been taken.</summary>
    Unknown,
}
