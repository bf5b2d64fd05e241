using Attune.App.Helping;
using Attune.App.Instruments;
using Attune.App.Practices;
using Attune.App.Sessions.Screens;

namespace Attune.App.Sessions.Kinds;

/// <summary>Tells whoever was shown a request what chance decided for them and why, and lets them have it left out.</summary>
internal sealed class DebriefKind : IStepKind
{
    private const string Field = "use";
    private const int LeaveOut = 2;

    private static readonly IReadOnlyList<ItemOption> Choices = [new(1, null), new(LeaveOut, null)];

    public string Name => "debrief";

    public bool ForEveryone => false;

    public bool StudiesMayAskIt => true;

    public StepSubject SubjectOf(PracticeStep step) => StepSubject.Once;

    public async Task<bool> Applies(Walk walk, StepInstance step, CancellationToken ct) =>
        await HelpingHere.OfferTo(walk, ct) is { AnsweredAt: not null };

    public async Task<Screen> Show(StepScene scene, CancellationToken ct) => new(
        new ScreenPart.WhatChanceDid((await HelpingHere.OfferTo(scene.Walk, ct))!.LeavingHard),
        new ScreenPart.Questions(null, [new NumberField(Field, null, Choices, NumberLook.Choice, Required: true)]));

    public async Task Seal(StepScene scene, GivenAnswers answers, CancellationToken ct)
    {
        if (answers.Number(Field) == LeaveOut)
            (await HelpingHere.OfferTo(scene.Walk, ct))!.LeaveOut();
    }
}
