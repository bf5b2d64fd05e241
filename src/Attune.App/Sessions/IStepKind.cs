using Attune.App.Practices;
using Attune.App.Programmes;
using Attune.App.Sessions.Screens;

namespace Attune.App.Sessions;

/// <summary>What a kind of step shows, and what it keeps when it is sealed. It knows roles, and no practice in particular.</summary>
public interface IStepKind
{
    string Name { get; }

    StepSubject SubjectOf(PracticeStep step);

    /// <summary>The instruments a step asks, and when: what reports and planners read. Nothing, unless the kind says otherwise.</summary>
    IEnumerable<Asked> Asks(PracticeStep step, ProgrammeDocuments documents) => [];

    /// <summary>Whether everyone meets the step who comes so far. Others have no number, so that none gives away why they are there.</summary>
    bool ForEveryone => true;

    /// <summary>Whether a study may ask it of everyone in it after one of its waves; then it comes before everything else, also for who waits.</summary>
    bool StudiesMayAskIt => false;

    /// <summary>Whether this person meets the step at all.</summary>
    Task<bool> Applies(Walk walk, StepInstance step, CancellationToken ct) => Task.FromResult(true);

    /// <summary>Whether someone who is done may open the step again and look.</summary>
    bool MayLookAgain => false;

    Task<Screen> Show(StepScene scene, CancellationToken ct);

    /// <summary>Adds what is kept to the scene's database context; the engine saves it together with the step's end.</summary>
    Task Seal(StepScene scene, GivenAnswers answers, CancellationToken ct);
}
