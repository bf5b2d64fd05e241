using Attune.App.Practices;
using Attune.App.Programmes;
using Attune.App.Responses;
using Attune.App.Sessions.Screens;

namespace Attune.App.Sessions.Kinds;

/// <summary>What the person thinks the other side would answer. The other side's own answers come from them, in their check-in.</summary>
internal sealed class PictureKind : IStepKind
{
    public string Name => "picture";

    public StepSubject SubjectOf(PracticeStep step) => StepSubject.Once;

    public IEnumerable<Asked> Asks(PracticeStep step, ProgrammeDocuments documents) =>
        [new(documents.Named(step.Option("instrument")!), Waves.PictureIn(step.Option("wave")!), AskedFor.Picture)];

    public Task<Screen> Show(StepScene scene, CancellationToken ct) =>
        Task.FromResult(new Screen(InstrumentQuestions.AboutTheTeller(scene.NamedInstrument.Document, sureness: false)));

    public Task Seal(StepScene scene, GivenAnswers answers, CancellationToken ct)
    {
        var instrument = scene.NamedInstrument;
        scene.Keep(instrument, Waves.PictureIn(scene.Step.Option("wave")!), Guid.Empty, answers.Packed(instrument.Document));
        return Task.CompletedTask;
    }
}
