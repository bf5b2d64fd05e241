using Attune.App.Documents;
using Attune.App.People;
using Attune.App.Programmes;
using Attune.App.Sessions.Screens;
using Attune.App.Storage;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Sessions;

/// <summary>Seals a step: its drafts become what is kept, and the person goes on.</summary>
public static class CompleteStep
{
    /// <param name="Key">Made by the browser for this write.</param>
    /// <param name="Sent">The fields as the form sent them; they win over drafts, which a lost connection may have cut short.</param>
    /// <param name="LeaveOpen">The person was told what is still open and goes on all the same.</param>
    /// <param name="GoOnWithout">The person goes on without what the step waits for.</param>
    public sealed record Request(
        PersonHere Person, string Step, Guid Key, IReadOnlyDictionary<string, string> Sent, bool LeaveOpen, bool GoOnWithout);

    public abstract record Outcome
    {
        private Outcome() { }

        /// <summary>Sealed now, or already before: whoever sends it twice goes on once.</summary>
        public sealed record GoOn : Outcome;

        /// <summary>Nothing is sealed; what was given is kept as a draft.</summary>
        /// <param name="Given">Every answer as the person gave it, to be shown again, the refused ones too.</param>
        /// <param name="Open">Fields that may stay open, if the person means to leave them so.</param>
        public sealed record Incomplete(
            IReadOnlyList<FieldProblem> Problems, IReadOnlyList<string> Open, IReadOnlyDictionary<string, FieldAnswer> Given) : Outcome;

        /// <summary>The step still waits for someone else.</summary>
        public sealed record StillWaiting : Outcome;

        /// <summary>The story was given to someone else; nothing is kept of what was sent about it.</summary>
        public sealed record StoryPassedOn : Outcome;

        public sealed record NoSuchStep : Outcome;

        public sealed record ProgrammeClosed : Outcome;
    }

    private const int Tries = 3;

    public static async Task<Outcome> Handle(
        Request request, AttuneDb db, DocumentShelf shelf, KeyRing keys, TimeProvider clock, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await Try(request, db, shelf, keys, clock, ct) is { } outcome)
                return outcome;
            db.ChangeTracker.Clear(); // another tab went on at the same moment
        }

        throw new DbUpdateException("A step could not be left: other writes to the same steps never ended.");
    }

    private static async Task<Outcome?> Try(
        Request request, AttuneDb db, DocumentShelf shelf, KeyRing keys, TimeProvider clock, CancellationToken ct)
    {
        var walk = await Walk.Load(db, shelf, request.Person, ct);
        if (walk.Programme.State != ProgrammeState.Open)
            return new Outcome.ProgrammeClosed();
        if (walk.IsHeldBack(JoinProgramme.Today(clock)))
            return new Outcome.NoSuchStep();
        if (walk.Find(request.Step) is not { } step)
            return Gone(walk, request.Step);
        if (walk.Done(step))
            return new Outcome.GoOn();
        if (step != walk.Current)
            return new Outcome.NoSuchStep();

        var now = clock.GetUtcNow();
        var kind = StepCatalogue.Of(step.Step.Kind);
        var scene = new StepScene(walk, step, keys, now);
        var screen = await kind.Show(scene, ct);
        if (screen.Waits is { } waiting)
            return waiting.MayGoOn && request.GoOnWithout ? await Leave(walk, step, request.Person, shelf, now, ct) : new Outcome.StillWaiting();

        await walk.Arrive(step, now, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await walk.TakeTurn(step, ct))
            return new Outcome.GoOn(); // sealed a moment before, by a double tap or another tab
        if (step.Match is { } match && !await walk.Holds(match, ct))
            return new Outcome.StoryPassedOn();

        var answers = await Drafts.Read(walk, step.Key, keys, ct);
        foreach (var field in screen.Fields)
        {
            if (request.Sent.TryGetValue(field.Name, out var sent))
                answers[field.Name] = FieldAnswer.Read(field, sent);
        }

        var problems = screen.Fields.Select(field => field.Prevents(answers.GetValueOrDefault(field.Name))).OfType<FieldProblem>().ToList();
        var open = OpenFields(screen, answers);
        if (problems.Count > 0 || (open.Count > 0 && !request.LeaveOpen))
        {
            await KeepWhatWasGiven(walk, step, screen, answers, keys, now, ct);
            await transaction.CommitAsync(ct);
            return new Outcome.Incomplete(problems, open, answers);
        }

        await kind.Seal(scene, new GivenAnswers(answers), ct);
        (await Visit(walk, step, now, ct)).Finish(now, wentOnWithout: false);
        await db.SaveChangesAsync(ct);
        await Drafts.Clear(walk, step.Key, ct);
        await LastStep.FinishAfter(walk, request.Person, shelf, now, ct);
        await transaction.CommitAsync(ct);
        return new Outcome.GoOn();
    }

    // What someone waited for may have come, and a story may have been given to another, while the page was open.
    private static Outcome Gone(Walk walk, string step) =>
        walk.WaitedAt(step) ? new Outcome.GoOn() : walk.PassedOn(step) ? new Outcome.StoryPassedOn() : new Outcome.NoSuchStep();

    // Without a story there is nothing to predict, read or reflect on: all steps that wait for the same thing are left.
    private static async Task<Outcome?> Leave(
        Walk walk, StepInstance step, PersonHere person, DocumentShelf shelf, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await walk.Db.Database.BeginTransactionAsync(ct);
        foreach (var left in walk.Steps.Where(other => other.Subject == step.Subject && other.Waits && !walk.Done(other)))
            (await Visit(walk, left, now, ct)).Finish(now, wentOnWithout: true);
        if (!await walk.Db.TrySave(ct))
            return null;
        await LastStep.FinishAfter(walk, person, shelf, now, ct);
        await transaction.CommitAsync(ct);
        return new Outcome.GoOn();
    }

    private static List<string> OpenFields(Screen screen, Dictionary<string, FieldAnswer> answers) =>
        [.. screen.Fields.OfType<NumberField>()
            .Where(field => !field.Required && field.Look != NumberLook.Feeling && answers.GetValueOrDefault(field.Name) is null or FieldAnswer.Cleared)
            .Select(field => field.Name)];

    private static async Task<StepVisit> Visit(Walk walk, StepInstance step, DateTimeOffset now, CancellationToken ct) =>
        await walk.Db.StepVisits.FindAsync([walk.Session.Id, step.Key], ct)
        ?? walk.Db.StepVisits.Add(StepVisit.Of(walk.Session, step.Key, now)).Entity;

    private static async Task KeepWhatWasGiven(
        Walk walk, StepInstance step, Screen screen, Dictionary<string, FieldAnswer> answers, KeyRing keys, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var field in screen.Fields)
        {
            if (answers.TryGetValue(field.Name, out var answer) && field.Refuses(answer) is null)
                await Drafts.Write(walk, step.Key, field.Name, answer, keys, now, ct);
        }

        await walk.Db.SaveChangesAsync(ct);
    }
}
