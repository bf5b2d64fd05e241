using Attune.App.Reminders;

namespace Attune.Web.Reminders;

/// <summary>How this server sends mail; with none it offers a calendar file and a card instead.</summary>
internal sealed record MailHere(IMailSender? Sender);
