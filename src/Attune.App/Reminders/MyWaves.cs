using System.Security.Cryptography;
using Attune.App.People;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Reminders;

/// <summary>When somebody can answer, from today on, and whether they gave an address.</summary>
public static class MyWaves
{
    /// <param name="Windows">Those not over yet, the next first.</param>
    public sealed record View(IReadOnlyList<PlannedWave> Windows, bool HasAddress);

    public static async Task<View> Handle(PersonHere person, AttuneDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return new View(
            await db.PlannedWaves.AsNoTracking().Where(w => w.ParticipantId == person.ParticipantId && w.ClosesAt > now).OrderBy(w => w.OpensAt).ToListAsync(ct),
            await db.ReminderAddresses.AnyAsync(a => a.ParticipantId == person.ParticipantId, ct));
    }

    /// <summary>An appointment's name for ever. Nobody can tell from it whose it is.</summary>
    public static string Uid(PlannedWave window, string host) => Convert.ToHexStringLower(
        SHA256.HashData((byte[])[.. "attune-appointment\n"u8, .. window.ParticipantId.ToByteArray(), .. System.Text.Encoding.UTF8.GetBytes(window.Wave)]))[..32] + "@" + host;
}
