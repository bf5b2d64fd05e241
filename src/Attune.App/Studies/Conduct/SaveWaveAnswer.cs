using Attune.App.Documents;
using Attune.App.People;
using Attune.App.Sessions;
using Attune.App.Sessions.Screens;
using Attune.App.Storage;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>Keeps one answer of a wave as it is given, so that a lost connection loses nothing.</summary>
public static class SaveWaveAnswer
{
    /// <param name="Key">Made by the browser for this write; sent twice it is carried out once.</param>
    public sealed record Request(PersonHere Person, Guid Key, string Field, string? Value);

    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Saved(DateTimeOffset At) : Outcome;

        public sealed record Refused(FieldProblem Problem) : Outcome;

        /// <summary>There are no questions for this person now; perhaps another tab sent them.</summary>
        public sealed record NothingAsked : Outcome;
    }

    public static async Task<Outcome> Handle(
        Request request, AttuneDb db, DocumentShelf shelf, KeyRing keys, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await Participation.Load(db, shelf, request.Person, master, clock, ct) is not { Open: true } here || here.Path.Due is not { } wave)
            return new Outcome.NothingAsked();
        var (walk, now) = (here.Walk, clock.GetUtcNow());
        if (WavePage.ScreenOf(here.Plan.Latest, wave, walk).Field(request.Field) is not { } field)
            return new Outcome.Refused(new FieldProblem.Unknown(request.Field));
        var answer = FieldAnswer.Read(field, request.Value);
        if (field.Refuses(answer) is { } problem)
            return new Outcome.Refused(problem);
        if (await db.WriteKeys.AnyAsync(k => k.SessionId == walk.Session.Id && k.Key == request.Key, ct))
            return new Outcome.Saved(now); // the same write came before

        var step = WaveStep.Of(wave);
        await walk.Arrive(step, now, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await walk.TakeTurn(step, ct))
            return new Outcome.NothingAsked();
        await Drafts.Write(walk, step.Key, field.Name, answer, keys, now, ct);
        db.WriteKeys.Add(new WriteKey { SessionId = walk.Session.Id, OrganisationId = walk.Session.OrganisationId, Key = request.Key, At = now });
        if (await db.TrySave(ct))
            await transaction.CommitAsync(ct);
        return new Outcome.Saved(now);
    }
}
