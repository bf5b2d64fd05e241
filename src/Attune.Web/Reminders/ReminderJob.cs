using Attune.App.Reminders;
using Attune.App.Storage;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Attune.Web.Reminders;

/// <summary>Looks every few minutes, organisation by organisation, whether somebody is to be reminded or an address to be deleted.</summary>
internal sealed partial class ReminderJob(IServiceScopeFactory scopes, MailHere mail, TimeProvider clock, ILogger<ReminderJob> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Round(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(failure.GetType().Name); // no message: it may hold an address
            }
        }
    }

    /// <summary>One look at every organisation.</summary>
    internal async Task Round(CancellationToken ct)
    {
        List<Guid> organisations;
        await using (var scope = scopes.CreateAsyncScope())
            organisations = await scope.ServiceProvider.GetRequiredService<AttuneDb>().Organisations.Select(o => o.Id).ToListAsync(ct);
        foreach (var organisation in organisations)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AttuneDb>();
            db.Enter(organisation);
            var done = await SendDueReminders.Handle(
                mail.Sender, db, scope.ServiceProvider.GetRequiredService<KeyRing>(), scope.ServiceProvider.GetRequiredService<MasterKey>(), clock, ct);
            if (done.Failed > 0)
                NotTaken(done.Failed);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminders could not be looked at: {Kind}. It is tried again in a few minutes.")]
    private partial void Failed(string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} reminders were not taken by the mail server, or it is not known whether they were.")]
    private partial void NotTaken(int count);
}
