using Attune.App.Helping;
using Attune.App.Practices;
using Attune.App.Sessions.Screens;

namespace Attune.App.Sessions.Kinds;

/// <summary>The same request once more, for whoever went on without helping where chance had made leaving harder.</summary>
internal sealed class StayKind : IStepKind
{
    public string Name => "stay";

    public bool ForEveryone => false;

    public bool StudiesMayAskIt => true;

    public StepSubject SubjectOf(PracticeStep step) => StepSubject.Once;

    public async Task<bool> Applies(Walk walk, StepInstance step, CancellationToken ct) =>
        await HelpingHere.OfferTo(walk, ct) is { LeavingHard: true, Helped: false, AnsweredAt: not null };

    public async Task<Screen> Show(StepScene scene, CancellationToken ct) =>
        await HelpingHere.OfferTo(scene.Walk, ct) is { } offer
            ? new Screen(new ScreenPart.Request(await HelpKind.Words(scene, offer, ct), LeavingHard: null))
            : new Screen();

    public Task Seal(StepScene scene, GivenAnswers answers, CancellationToken ct) => Task.CompletedTask;
}
