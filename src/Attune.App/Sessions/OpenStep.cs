using Attune.App.Documents;
using Attune.App.Matching;
using Attune.App.People;
using Attune.App.Practices;
using Attune.App.Programmes;
using Attune.App.Sessions.Screens;
using Attune.App.Storage;
using Attune.App.Vault;

namespace Attune.App.Sessions;

/// <summary>What someone sees at a step: the step they are at, or one already done.</summary>
public static class OpenStep
{
    /// <param name="Key">Null for wherever the person is.</param>
    public sealed record Request(PersonHere Person, string? Key);

    public abstract record Outcome
    {
        private Outcome() { }

        /// <summary>The step the person is at.</summary>
        public sealed record Shown(StepPage Page) : Outcome;

        /// <summary>A step that is sealed; with what can be looked at again.</summary>
        public sealed record AlreadyDone(StepPage Page) : Outcome;

        /// <summary>What the step was about has been taken back by the one it came from.</summary>
        public sealed record TakenBack : Outcome;

        public sealed record GoTo(string Key) : Outcome;

        /// <summary>Nothing is left to do.</summary>
        /// <param name="LookAgain">Reveals that can be opened again, by key.</param>
        public sealed record Finished(IReadOnlyList<StepInstance> LookAgain) : Outcome;

        public sealed record NoSuchStep : Outcome;

        public sealed record ProgrammeClosed : Outcome;

        /// <summary>The person is in a study, and the practice is not theirs now.</summary>
        public sealed record NotYet : Outcome;
    }

    public static async Task<Outcome> Handle(
        Request request, AttuneDb db, DocumentShelf shelf, KeyRing keys, TimeProvider clock, CancellationToken ct)
    {
        var walk = await Walk.Load(db, shelf, request.Person, ct);
        if (walk.Programme.State != ProgrammeState.Open)
            return new Outcome.ProgrammeClosed();
        if (walk.IsHeldBack(JoinProgramme.Today(clock)))
            return new Outcome.NotYet();
        if (await AskForAMatch(walk, clock, ct))
            walk = await Walk.Load(db, shelf, request.Person, ct);

        var current = walk.Current;
        if (request.Key is null)
            return current is null ? await Finish(walk, clock, ct) : new Outcome.GoTo(current.Key);
        if (walk.Find(request.Key) is not { } asked)
            return current is not null && (walk.WaitedAt(request.Key) || walk.PassedOn(request.Key)) ? new Outcome.GoTo(current.Key) : new Outcome.NoSuchStep();
        if (walk.IsTakenBack(asked))
            return new Outcome.TakenBack();
        if (walk.Done(asked))
            return new Outcome.AlreadyDone(await Page(walk, asked, keys, clock, ct));
        if (asked != current)
            return new Outcome.GoTo(current!.Key);

        var page = await Page(walk, asked, keys, clock, ct);
        await walk.Arrive(asked, clock.GetUtcNow(), ct);
        return new Outcome.Shown(page);
    }

    /// <summary>Whoever has come to the first step about another's story is ready to be matched, and their story to be heard.</summary>
    private static async Task<bool> AskForAMatch(Walk walk, TimeProvider clock, CancellationToken ct)
    {
        if (walk.Current is not { Subject: StepSubject.EachStoryHeard, Match: null } || walk.OwnStory is not { } story)
            return false;
        if (story.ReadyAt is null)
        {
            story.BecomeReady(clock.GetUtcNow());
            await walk.Db.SaveChangesAsync(ct);
        }

        await Pairings.Make(walk.Db, walk.Programme.Id, clock, ct);
        walk.Db.ChangeTracker.Clear();
        return true;
    }

    private static async Task<StepPage> Page(Walk walk, StepInstance step, KeyRing keys, TimeProvider clock, CancellationToken ct)
    {
        var scene = new StepScene(walk, step, keys, clock.GetUtcNow());
        var screen = await StepCatalogue.Of(step.Step.Kind).Show(scene, ct);
        var answers = walk.Done(step) ? [] : await Drafts.Read(walk, step.Key, keys, ct);
        return new StepPage(step, walk.PlaceOf(step), walk.Places, screen, answers, walk.Documents.Practice.Language, MayPass(step, screen));
    }

    private static bool MayPass(StepInstance step, Screen screen) => step.Match is not null && screen.Parts.OfType<ScreenPart.Preview>().Any();

    private static async Task<Outcome> Finish(Walk walk, TimeProvider clock, CancellationToken ct)
    {
        walk.Session.Finish(clock.GetUtcNow());
        await walk.Db.SaveChangesAsync(ct);
        return new Outcome.Finished([.. walk.Steps.Where(step => StepCatalogue.Of(step.Step.Kind).MayLookAgain && !step.Waits && !walk.IsTakenBack(step))]);
    }
}
