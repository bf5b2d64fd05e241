using Attune.App.Reminders;
using Attune.App.Storage;
using Attune.App.Vault;
using Attune.Web.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attune.Web.Reminders;

/// <summary>Looks every few minutes, organisation by organisation, whether somebody is to be reminded or an address to be deleted.</summary>
internal sealed partial class ReminderJob(IServiceScopeFactory scopes, MailHere mail, TimeProvider clock, ILogger<ReminderJob> log)
    : OrganisationRounds(scopes, clock, log)
{
    private readonly TimeProvider _clock = clock;
    private readonly ILogger _log = log;

    protected override TimeSpan Every => TimeSpan.FromMinutes(5);

    protected override async Task For(AttuneDb db, IServiceProvider services, CancellationToken ct)
    {
        var done = await SendDueReminders.Handle(
            mail.Sender, db, services.GetRequiredService<KeyRing>(), services.GetRequiredService<MasterKey>(), _clock, ct);
        if (done.Failed > 0)
            NotTaken(done.Failed);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} reminders were not taken by the mail server, or it is not known whether they were.")]
    private partial void NotTaken(int count);
}
