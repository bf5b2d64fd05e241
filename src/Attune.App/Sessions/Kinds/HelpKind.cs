using Attune.App.Helping;
using Attune.App.Practices;
using Attune.App.Sessions.Screens;
using Attune.App.Storage;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Sessions.Kinds;

/// <summary>
/// The request of somebody who waits. Writing a few lines is helping; going on is leaving, which chance has made easy (that
/// was all) or harder (the request comes once more).
/// </summary>
internal sealed class HelpKind : IStepKind
{
    private const string Field = "lines";

    public string Name => "help";

    public bool ForEveryone => false;

    public bool StudiesMayAskIt => true;

    public StepSubject SubjectOf(PracticeStep step) => StepSubject.Once;

    // Whoever has gone past it is not called back when somebody asks later.
    public async Task<bool> Applies(Walk walk, StepInstance step, CancellationToken ct) =>
        await HelpingHere.IsApproved(walk, ct)
        && (await HelpingHere.OfferTo(walk, ct) is not null || (walk.MayBeShownARequest(step.Step) && await HelpingHere.Waiting(walk, ct) is not null));

    public async Task<Screen> Show(StepScene scene, CancellationToken ct)
    {
        var offer = await Offer(scene, ct);
        return new Screen(
            new ScreenPart.Request(await Words(scene, offer, ct), offer.LeavingHard),
            new ScreenPart.Questions(null, [new TextField(Field, null, scene.Step.WholeNumber("max"), Long: true, Required: false)]));
    }

    public async Task Seal(StepScene scene, GivenAnswers answers, CancellationToken ct)
    {
        var offer = await HelpingHere.OfferTo(scene.Walk, ct) ?? throw new InvalidOperationException("A request is answered that was never shown.");
        offer.Answer(
            answers.Words(Field) is { } lines ? (await scene.Keys.Of(scene.Person, ct)).Seal(lines, SealedWords.HelpLines, offer.Id) : null, scene.Now);
    }

    public static async Task<string> Words(StepScene scene, HelpOffer offer, CancellationToken ct)
    {
        var request = await scene.Db.HelpRequests.AsNoTracking().SingleAsync(r => r.Id == offer.HelpRequestId, ct);
        return (await scene.Keys.Of(request.ParticipantId, ct)).Open(request.Words, SealedWords.HelpWish, request.Id);
    }

    // Whose request it is is settled at the first look, and kept.
    private static async Task<HelpOffer> Offer(StepScene scene, CancellationToken ct)
    {
        if (await HelpingHere.OfferTo(scene.Walk, ct) is { } known)
            return known;
        var request = await HelpingHere.Waiting(scene.Walk, ct) ?? throw new InvalidOperationException("Nobody waits any more.");
        var number = await scene.Db.Participants.Where(p => p.Id == scene.Person).Select(p => p.Number).SingleAsync(ct);
        await using var apart = scene.Db.Another();
        apart.Enter(scene.Db.Organisation);
        apart.HelpOffers.Add(new HelpOffer
        {
            Id = scene.NewId(),
            OrganisationId = request.OrganisationId,
            ProgrammeId = request.ProgrammeId,
            ParticipantId = scene.Person,
            HelpRequestId = request.Id,
            LeavingHard = LeavingDraw.IsHard(scene.Keys.LeavingSeed(request.ProgrammeId), number),
            ShownAt = scene.Now,
        });
        await apart.TrySave(ct); // false where another tab was first
        return (await HelpingHere.OfferTo(scene.Walk, ct))!;
    }
}
