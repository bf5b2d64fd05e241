using Attune.App.Organisations;
using Attune.App.People;
using Attune.App.Programmes;
using Attune.App.Responses;
using Attune.App.Withdrawals;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Storage;

/// <summary>
/// The only look-ups that cross organisations: they turn something a person holds (a join code, a device token, a receipt's
/// code, a staff membership) into the organisation to enter. No other file may ignore the query filters.
/// </summary>
public static class Doorway
{
    public static Task<Programme?> ProgrammeByCode(this AttuneDb db, string joinCode, CancellationToken ct) =>
        db.Programmes.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(p => p.JoinCode == joinCode, ct);

    public static Task<Device?> DeviceByToken(this AttuneDb db, byte[] tokenHash, CancellationToken ct) =>
        db.Devices.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(d => d.TokenHash == tokenHash, ct);

    public static Task<Withdrawal?> WithdrawalByCode(this AttuneDb db, byte[] codeHash, CancellationToken ct) =>
        db.Withdrawals.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(w => w.CodeHash == codeHash, ct);

    /// <summary>
    /// The answers of the organisation, those of a study whose outcomes are closed too: to be taken out, never to be read.
    /// </summary>
    internal static IQueryable<Response> EveryResponse(this AttuneDb db) =>
        db.Responses.IgnoreQueryFilters().Where(r => r.OrganisationId == db.Organisation);

    /// <summary>The master keys that people's keys were wrapped with; one, unless something is wrong.</summary>
    public static Task<List<string>> MasterKeysInUse(this AttuneDb db, CancellationToken ct) =>
        db.PersonKeys.IgnoreQueryFilters().Select(k => k.MasterKeyId).Distinct().ToListAsync(ct);

    /// <summary>Where the reminders of the holder of a reminder belong; null where they get none.</summary>
    public static Task<Guid?> OrganisationOfReminders(this AttuneDb db, Guid participant, CancellationToken ct) =>
        db.ReminderAddresses.IgnoreQueryFilters().Where(a => a.ParticipantId == participant).Select(a => (Guid?)a.OrganisationId).SingleOrDefaultAsync(ct);

    /// <summary>The closed programme of bots that a demonstration shows to anyone; null where there is none. Other walks are not shown.</summary>
    public static Task<Programme?> SimulatedProgramme(this AttuneDb db, CancellationToken ct) =>
        db.Programmes.IgnoreQueryFilters().AsNoTracking()
            .Where(p => p.Simulated && p.ClosedAt != null
                && db.Organisations.Any(o => o.Id == p.OrganisationId && o.Simulated && o.Name == Demonstration.Name))
            .OrderByDescending(p => p.CreatedAt).FirstOrDefaultAsync(ct);

    public static async Task<IReadOnlyList<Organisation>> OrganisationsOf(this AttuneDb db, Guid user, CancellationToken ct) =>
        await db.Memberships.IgnoreQueryFilters().Where(m => m.UserId == user)
            .Join(db.Organisations, m => m.OrganisationId, o => o.Id, (m, o) => o)
            .OrderBy(o => o.Name).AsNoTracking().ToListAsync(ct);
}
