using Attune.App.Helping;
using Attune.App.Practices;
using Attune.App.Sessions.Screens;
using Attune.App.Vault;

namespace Attune.App.Sessions.Kinds;

/// <summary>The person can ask for a few lines from another, and say what for. Empty asks for nothing.</summary>
internal sealed class AskKind : IStepKind
{
    private const string Field = "wish";

    public string Name => "ask";

    public StepSubject SubjectOf(PracticeStep step) => StepSubject.Once;

    public Task<bool> Applies(Walk walk, StepInstance step, CancellationToken ct) => HelpingHere.IsApproved(walk, ct);

    public Task<Screen> Show(StepScene scene, CancellationToken ct) => Task.FromResult(new Screen(
        new ScreenPart.Questions(null, [new TextField(Field, null, scene.Step.WholeNumber("max"), Long: true, Required: false)])));

    public async Task Seal(StepScene scene, GivenAnswers answers, CancellationToken ct)
    {
        if (answers.Words(Field) is not { } wish)
            return;
        var id = scene.NewId();
        scene.Db.HelpRequests.Add(new HelpRequest
        {
            Id = id,
            OrganisationId = scene.Walk.Session.OrganisationId,
            ProgrammeId = scene.Walk.Session.ProgrammeId,
            ParticipantId = scene.Person,
            Words = (await scene.Keys.Of(scene.Person, ct)).Seal(wish, SealedWords.HelpWish, id),
            AskedAt = scene.Now,
        });
    }
}
