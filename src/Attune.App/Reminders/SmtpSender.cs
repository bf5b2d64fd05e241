using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Attune.App.Reminders;

/// <summary>Hands mails to an SMTP server, one connection a mail.</summary>
public sealed class SmtpSender(SmtpSettings settings) : IMailSender
{
    private const int PatienceMilliseconds = 30_000;

    public async Task<MailFate> Send(Mail mail, CancellationToken ct)
    {
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Encrypted, Timeout = PatienceMilliseconds };
        if (settings.User is { } user)
            client.Credentials = new NetworkCredential(user, settings.Password);
        using var message = new MailMessage(settings.From, mail.To, mail.Subject, mail.Body) { BodyEncoding = Encoding.UTF8, SubjectEncoding = Encoding.UTF8 };
        message.Headers.Add("Auto-Submitted", "auto-generated"); // or an absence note answers it
        try
        {
            await client.SendMailAsync(message, ct);
            return MailFate.Taken;
        }
        catch (SmtpException refused) when (refused.StatusCode != SmtpStatusCode.GeneralFailure || refused.InnerException is SocketException or AuthenticationException)
        {
            return MailFate.NotTaken; // the server said no, or was never reached
        }
        catch (SmtpException)
        {
            return MailFate.Unknown;
        }
    }
}
