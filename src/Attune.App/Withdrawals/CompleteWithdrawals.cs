using Attune.App.People;
using Attune.App.Storage;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Withdrawals;

/// <summary>
/// Does every withdrawal of the organisation whose day has come. Each is one transaction: after a power cut it is done or not yet
/// begun, and the next round does it. One that fails does not keep the others waiting.
/// </summary>
public static class CompleteWithdrawals
{
    public static async Task Handle(AttuneDb db, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Withdrawals.AsNoTracking().Where(w => w.DoneOn == null && w.DueAt <= now).OrderBy(w => w.DueAt).Select(w => w.Id).ToListAsync(ct);
        List<Exception> failed = [];
        foreach (var withdrawal in due)
        {
            try
            {
                await Complete(withdrawal, db, master, clock, ct);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failed.Add(failure);
                db.ChangeTracker.Clear();
            }
        }

        if (await db.Withdrawals.AnyAsync(w => w.DoneOn != null && !w.Forgotten, ct) && await db.LetGo(ct))
            await db.Withdrawals.Where(w => w.DoneOn != null && !w.Forgotten).ExecuteUpdateAsync(set => set.SetProperty(w => w.Forgotten, true), ct);
        if (failed.Count > 0)
            throw new AggregateException(failed);
    }

    internal static async Task Complete(Guid id, AttuneDb db, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Holds the row, so that a second worker waits here and then finds it done.
        if (await db.Withdrawals.Where(w => w.Id == id && w.DoneOn == null).ExecuteUpdateAsync(set => set.SetProperty(w => w.Forgotten, false), ct) == 0)
            return;
        var withdrawal = await db.Withdrawals.AsNoTracking().SingleAsync(w => w.Id == id, ct);
        var person = await db.Participants.AsNoTracking().SingleAsync(p => p.Id == withdrawal.ParticipantId, ct);
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == withdrawal.OrganisationId, ct);
        var nobody = Participant.InPlaceOf(person, await db.Participants.Where(p => p.ProgrammeId == person.ProgrammeId).MinAsync(p => p.Number, ct));
        db.Participants.Add(nobody);
        await db.SaveChangesAsync(ct);
        await TakeOut.Everything(db, person.Id, nobody, clock.GetUtcNow(), ct);
        await db.Programmes.Where(p => p.Id == person.ProgrammeId && p.LastNumberTakenBack < person.Number)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.LastNumberTakenBack, person.Number), ct);

        using var key = ReceiptKey.Of(master, organisation.Id);
        var (asked, done) = (DateOnly.FromDateTime(withdrawal.AskedAt.UtcDateTime), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var receipt = ReceiptFile.Words(organisation.Name, asked, done, key.Id);
        var signature = key.Sign(receipt);
        var day = Participant.DayOf(withdrawal.AskedAt);
        await db.Withdrawals.Where(w => w.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(w => w.ParticipantId, nobody.Id).SetProperty(w => w.AskedAt, day).SetProperty(w => w.DueAt, day)
            .SetProperty(w => w.DoneOn, done).SetProperty(w => w.Receipt, receipt).SetProperty(w => w.Signature, signature), ct);
        await db.Participants.Where(p => p.Id == person.Id).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
    }
}
