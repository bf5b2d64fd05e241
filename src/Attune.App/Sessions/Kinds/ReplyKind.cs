using Attune.App.Helping;
using Attune.App.Practices;
using Attune.App.Sessions.Screens;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Sessions.Kinds;

/// <summary>What somebody wrote to a person who had asked for a few lines; met when there is something to read, also later.</summary>
internal sealed class ReplyKind : IStepKind
{
    public string Name => "reply";

    public bool ForEveryone => false;

    public bool MayLookAgain => true;

    public StepSubject SubjectOf(PracticeStep step) => StepSubject.Once;

    public Task<bool> Applies(Walk walk, StepInstance step, CancellationToken ct) => HelpingHere.LinesFor(walk).AnyAsync(ct);

    public async Task<Screen> Show(StepScene scene, CancellationToken ct)
    {
        var lines = new List<string>();
        foreach (var offer in await HelpingHere.LinesFor(scene.Walk).ToListAsync(ct))
            lines.Add((await scene.Keys.Of(offer.ParticipantId, ct)).Open(offer.Lines!, SealedWords.HelpLines, offer.Id));
        return new Screen(new ScreenPart.Lines(lines));
    }

    public Task Seal(StepScene scene, GivenAnswers answers, CancellationToken ct) => Task.CompletedTask;
}
