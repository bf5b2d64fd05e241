using Attune.App.Instruments;
using Attune.App.Measures;
using Attune.App.Practices;
using Attune.App.Sessions.Screens;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Sessions.Kinds;

/// <summary>On which of two sides the person is; they may say neither.</summary>
internal sealed class SideKind : IStepKind
{
    private const string Field = "side";

    public string Name => "side";

    public StepSubject SubjectOf(PracticeStep step) => StepSubject.Once;

    // Whoever is in a study that asked it with its first questions is not asked again.
    public async Task<bool> Applies(Walk walk, StepInstance step, CancellationToken ct) =>
        walk.Member is null || !await walk.Db.SidesTaken.AnyAsync(s => s.ParticipantId == walk.Session.ParticipantId, ct);

    public Task<Screen> Show(StepScene scene, CancellationToken ct) => Task.FromResult(new Screen(Question(scene.Step)));

    public Task Seal(StepScene scene, GivenAnswers answers, CancellationToken ct)
    {
        Keep(scene.Walk, answers);
        return Task.CompletedTask;
    }

    public static ScreenPart.Questions Question(PracticeStep step) => new(null,
    [
        new NumberField(Field, null, [.. Names(step).Select((name, index) => new ItemOption(index + 1, name))], NumberLook.Choice, MayDecline: true),
    ]);

    public static void Keep(Walk walk, GivenAnswers answers) => walk.Db.SidesTaken.Add(new SideTaken
    {
        ParticipantId = walk.Session.ParticipantId,
        OrganisationId = walk.Session.OrganisationId,
        ProgrammeId = walk.Session.ProgrammeId,
        Side = answers.Number(Field),
    });

    /// <summary>The two sides as the practice names them.</summary>
    public static IReadOnlyList<string> Names(PracticeStep step) => OptionType.TwoNames.Split(step.Option("between")!);
}
