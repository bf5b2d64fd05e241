using Attune.App.People;
using Attune.App.Storage;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Reminders;

/// <summary>Somebody gives an address for reminders, changes it, or takes it back.</summary>
public static class KeepAddress
{
    /// <param name="Address">As typed; empty takes it back.</param>
    /// <param name="Server">Where the person's browser knows this server, such as https://attune.example.org.</param>
    public sealed record Request(PersonHere Person, string Address, string Server);

    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Kept : Outcome;

        public sealed record Forgotten : Outcome;

        public sealed record NotAnAddress : Outcome;

        public sealed record ProgrammeClosed : Outcome;
    }

    public static async Task<Outcome> Handle(Request request, AttuneDb db, KeyRing keys, TimeProvider clock, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Address))
        {
            await Forget(db, request.Person.ParticipantId, ct);
            return new Outcome.Forgotten();
        }

        if (MailAddressText.Read(request.Address) is not { } address)
            return new Outcome.NotAnAddress();
        if (await db.Programmes.AnyAsync(p => p.Id == request.Person.ProgrammeId && p.ClosedAt != null, ct))
            return new Outcome.ProgrammeClosed();
        var box = (await keys.Of(request.Person.ParticipantId, ct)).Seal(address, SealedWords.ReminderAddress, request.Person.ParticipantId);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            if (await db.ReminderAddresses.SingleOrDefaultAsync(a => a.ParticipantId == request.Person.ParticipantId, ct) is { } before)
            {
                (before.Address, before.Server, before.GivenAt) = (box, request.Server, clock.GetUtcNow());
            }
            else
            {
                db.ReminderAddresses.Add(new ReminderAddress
                {
                    ParticipantId = request.Person.ParticipantId,
                    OrganisationId = request.Person.OrganisationId,
                    ProgrammeId = request.Person.ProgrammeId,
                    Address = box,
                    Server = request.Server,
                    GivenAt = clock.GetUtcNow(),
                });
            }

            if (await db.TrySave(ct))
                break;
            db.ChangeTracker.Clear(); // a double tap was first
        }

        return new Outcome.Kept();
    }

    /// <summary>Nothing of it stays; what was planned stays, since a calendar file may be made of it.</summary>
    internal static Task<int> Forget(AttuneDb db, Guid participant, CancellationToken ct) =>
        db.ReminderAddresses.Where(a => a.ParticipantId == participant).ExecuteDeleteAsync(ct);
}
