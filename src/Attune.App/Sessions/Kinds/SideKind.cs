using Attune.App.Instruments;
using Attune.App.Measures;
using Attune.App.Practices;
using Attune.App.Sessions.Screens;

namespace Attune.App.Sessions.Kinds;

/// <summary>On which of two sides the person is; they may say neither.</summary>
internal sealed class SideKind : IStepKind
{
    private const string Field = "side";

    public string Name => "side";

    public StepSubject SubjectOf(PracticeStep step) => StepSubject.Once;

    public Task<Screen> Show(StepScene scene, CancellationToken ct) => Task.FromResult(new Screen(
        new ScreenPart.Questions(null,
        [
            new NumberField(Field, null, [.. Names(scene.Step).Select((name, index) => new ItemOption(index + 1, name))], NumberLook.Choice, MayDecline: true),
        ])));

    public Task Seal(StepScene scene, GivenAnswers answers, CancellationToken ct)
    {
        scene.Db.SidesTaken.Add(new SideTaken
        {
            ParticipantId = scene.Person,
            OrganisationId = scene.Walk.Session.OrganisationId,
            ProgrammeId = scene.Walk.Session.ProgrammeId,
            Side = answers.Number(Field),
        });
        return Task.CompletedTask;
    }

    /// <summary>The two sides as the practice names them.</summary>
    public static IReadOnlyList<string> Names(PracticeStep step) => OptionType.TwoNames.Split(step.Option("between")!);
}
