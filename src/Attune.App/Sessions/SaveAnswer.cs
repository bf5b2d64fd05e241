using Attune.App.Documents;
using Attune.App.People;
using Attune.App.Programmes;
using Attune.App.Sessions.Screens;
using Attune.App.Storage;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Sessions;

/// <summary>Keeps one answer as it is given.</summary>
public static class SaveAnswer
{
    /// <param name="Key">Made by the browser for this write; the same write sent twice is carried out once.</param>
    /// <param name="Value">As the browser sent it; null or empty takes the answer back.</param>
    public sealed record Request(PersonHere Person, string Step, Guid Key, string Field, string? Value);

    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Saved(DateTimeOffset At) : Outcome;

        public sealed record Refused(FieldProblem Problem) : Outcome;

        /// <summary>The step was sealed already, perhaps in another tab.</summary>
        public sealed record AlreadySealed : Outcome;

        /// <summary>Not a step this person is at.</summary>
        public sealed record NoSuchStep : Outcome;

        public sealed record ProgrammeClosed : Outcome;
    }

    private const int Tries = 3;

    public static async Task<Outcome> Handle(
        Request request, AttuneDb db, DocumentShelf shelf, KeyRing keys, TimeProvider clock, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await Try(request, db, shelf, keys, clock, ct);
            if (outcome is Outcome.Saved)
                return outcome;
            // The rare cases: the same write came before, and is acknowledged whatever has become of the step since.
            if (await CarriedOutAt(request, db, ct) is { } at)
                return new Outcome.Saved(at);
            if (outcome is not null)
                return outcome;
            if (attempt == Tries)
                throw new DbUpdateException("An answer could not be saved: other writes to the same answer never ended.");
            db.ChangeTracker.Clear(); // one to the same answer came in between
        }
    }

    private static async Task<DateTimeOffset?> CarriedOutAt(Request request, AttuneDb db, CancellationToken ct) =>
        (await db.WriteKeys.AsNoTracking().SingleOrDefaultAsync(
            k => k.Key == request.Key && db.Sessions.Any(s => s.Id == k.SessionId && s.ParticipantId == request.Person.ParticipantId), ct))?.At;

    private static async Task<Outcome?> Try(
        Request request, AttuneDb db, DocumentShelf shelf, KeyRing keys, TimeProvider clock, CancellationToken ct)
    {
        var walk = await Walk.Load(db, shelf, request.Person, ct);
        if (walk.Programme.State != ProgrammeState.Open)
            return new Outcome.ProgrammeClosed();
        if (walk.IsHeldBack(JoinProgramme.Today(clock)))
            return new Outcome.NoSuchStep();
        if (walk.Find(request.Step) is not { } step)
            return new Outcome.NoSuchStep();
        if (walk.Done(step))
            return new Outcome.AlreadySealed();
        if (step != walk.Current)
            return new Outcome.NoSuchStep();

        var now = clock.GetUtcNow();
        var screen = await StepCatalogue.Of(step.Step.Kind).Show(new StepScene(walk, step, keys, now), ct);
        if (screen.Field(request.Field) is not { } field)
            return new Outcome.Refused(new FieldProblem.Unknown(request.Field));
        var answer = FieldAnswer.Read(field, request.Value);
        if (field.Refuses(answer) is { } problem)
            return new Outcome.Refused(problem);

        await walk.Arrive(step, now, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await walk.TakeTurn(step, ct))
            return new Outcome.AlreadySealed();
        await Drafts.Write(walk, step.Key, field.Name, answer, keys, now, ct);
        db.WriteKeys.Add(new WriteKey { SessionId = walk.Session.Id, OrganisationId = walk.Session.OrganisationId, Key = request.Key, At = now });
        if (!await db.TrySave(ct))
            return null;
        await transaction.CommitAsync(ct);
        return new Outcome.Saved(now);
    }
}
