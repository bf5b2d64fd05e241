using Attune.App.Storage;
using Attune.App.Vault;

namespace Attune.App.Reminders;

/// <summary>Whoever holds a reminder ends them, without words and without coming back.</summary>
public static class StopReminders
{
    public sealed record Request(string Token);

    public abstract record Outcome
    {
        private Outcome() { }

        /// <summary>The address is gone now, or was already.</summary>
        public sealed record Stopped : Outcome;

        public sealed record NotOurs : Outcome;
    }

    public static async Task<Outcome> Handle(Request request, AttuneDb db, MasterKey master, CancellationToken ct)
    {
        if (StopToken.Read(master, request.Token) is not { } participant)
            return new Outcome.NotOurs();
        if (await db.OrganisationOfReminders(participant, ct) is { } organisation)
        {
            db.Enter(organisation);
            await KeepAddress.Forget(db, participant, ct);
        }

        return new Outcome.Stopped();
    }
}
