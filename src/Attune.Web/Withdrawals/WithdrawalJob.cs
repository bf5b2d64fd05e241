using Attune.App.Storage;
using Attune.App.Vault;
using Attune.App.Withdrawals;
using Attune.Web.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attune.Web.Withdrawals;

/// <summary>Does withdrawals whose day has come, and at the start those that a power cut kept from being done.</summary>
internal sealed class WithdrawalJob(IServiceScopeFactory scopes, TimeProvider clock, ILogger<WithdrawalJob> log) : OrganisationRounds(scopes, clock, log)
{
    private readonly TimeProvider _clock = clock;

    protected override TimeSpan Every => TimeSpan.FromMinutes(1);

    protected override bool AtOnce => true;

    protected override Task For(AttuneDb db, IServiceProvider services, CancellationToken ct) =>
        CompleteWithdrawals.Handle(db, services.GetRequiredService<MasterKey>(), _clock, ct);
}
