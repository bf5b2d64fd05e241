using Attune.App.People;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Withdrawals;

/// <summary>Somebody who asked for everything back thinks better of it before the day has come.</summary>
public static class CancelWithdrawal
{
    public static async Task Handle(PersonHere person, AttuneDb db, CancellationToken ct) =>
        await db.Withdrawals.Where(w => w.ParticipantId == person.ParticipantId && w.DoneOn == null).ExecuteDeleteAsync(ct);
}
