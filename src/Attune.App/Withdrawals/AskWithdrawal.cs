using Attune.App.People;
using Attune.App.Storage;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Withdrawals;

/// <summary>Somebody takes back everything they gave, now or in a few days. Nobody asks why, and nobody can refuse.</summary>
public static class AskWithdrawal
{
    /// <param name="Days">How long they leave themselves to think better of it: 0 (now) to 7.</param>
    /// <param name="Key">Of the form; the receipt's code follows from it.</param>
    public sealed record Request(PersonHere Person, int Days, Guid Key);

    public abstract record Outcome
    {
        private Outcome() { }

        /// <param name="Code">Under which the receipt is found; shown to nobody else and stored nowhere.</param>
        public sealed record Asked(string Code, bool Done) : Outcome;

        public sealed record NoSuchDays : Outcome;
    }

    public static async Task<Outcome> Handle(Request request, AttuneDb db, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (request.Days is < 0 or > Withdrawal.MostDays)
            return new Outcome.NoSuchDays();
        var now = clock.GetUtcNow();
        var code = ReceiptCode.Make(master, request.Key);
        // Asked again, it is the last word that counts: the day, and the code that goes with it.
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            await db.Withdrawals.Where(w => w.ParticipantId == request.Person.ParticipantId && w.DoneOn == null).ExecuteDeleteAsync(ct);
            db.Withdrawals.Add(new Withdrawal
            {
                Id = Guid.CreateVersion7(Participant.DayOf(now)),
                OrganisationId = request.Person.OrganisationId,
                ProgrammeId = request.Person.ProgrammeId,
                ParticipantId = request.Person.ParticipantId,
                CodeHash = ReceiptCode.Hash(code),
                AskedAt = now,
                DueAt = now.AddDays(request.Days),
            });
            await db.TrySave(ct); // refused where a second tap was first: it asked for the same
            await transaction.CommitAsync(ct);
        }

        db.ChangeTracker.Clear();
        if (request.Days > 0)
            return new Outcome.Asked(code, Done: false);
        foreach (var own in await db.Withdrawals.Where(w => w.ParticipantId == request.Person.ParticipantId && w.DoneOn == null).Select(w => w.Id).ToListAsync(ct))
            await CompleteWithdrawals.Complete(own, db, master, clock, ct);
        return new Outcome.Asked(code, Done: true);
    }
}
