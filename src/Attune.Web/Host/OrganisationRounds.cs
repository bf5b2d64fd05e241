using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Attune.Web.Host;

/// <summary>Something that is done now and then for every organisation, each in a context of its own.</summary>
internal abstract partial class OrganisationRounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger log) : BackgroundService
{
    protected abstract TimeSpan Every { get; }

    /// <summary>Whether the first round is made at the start, for what a power cut may have left.</summary>
    protected virtual bool AtOnce => false;

    protected abstract Task For(AttuneDb db, IServiceProvider services, CancellationToken ct);

    /// <summary>One look at every organisation; what fails in one does not keep the others waiting.</summary>
    internal async Task Round(CancellationToken ct)
    {
        List<Guid> organisations;
        await using (var scope = scopes.CreateAsyncScope())
            organisations = await scope.ServiceProvider.GetRequiredService<AttuneDb>().Organisations.Select(o => o.Id).ToListAsync(ct);
        foreach (var organisation in organisations)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<AttuneDb>();
                db.Enter(organisation);
                await For(db, scope.ServiceProvider, ct);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(GetType().Name, failure.GetType().Name); // no message: it may hold what somebody gave
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        if (AtOnce)
            await Try(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await Try(stoppingToken);
    }

    private async Task Try(CancellationToken ct)
    {
        try
        {
            await Round(ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(GetType().Name, failure.GetType().Name); // the database itself
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Job} met {Kind}. It is tried again in a few minutes.")]
    private partial void Failed(string job, string kind);
}
