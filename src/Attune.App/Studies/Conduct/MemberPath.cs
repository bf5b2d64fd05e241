using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Conduct;

/// <summary>When one person is asked what. Days count from the day they agreed.</summary>
/// <param name="Windows">First and last day of every wave after the first, by id: the plan's, or as an amendment moved them.</param>
/// <param name="Answered">The waves they have answered, by id.</param>
public sealed record MemberPath(
    StudyPlan Plan, IReadOnlyDictionary<string, (DateOnly Opens, DateOnly Closes)> Windows, IReadOnlySet<string> Answered, DateOnly Today)
{
    /// <summary>The questions to be answered now; null where there are none.</summary>
    public PlanWave? Due =>
        !HasEntered ? Plan.Waves[0] : Plan.Waves.Skip(1).FirstOrDefault(wave => !Answered.Contains(wave.Id) && Opens(wave) <= Today && Today <= Closes(wave));

    /// <summary>The next questions there will be; null after the last.</summary>
    public PlanWave? Next => Plan.Waves.Skip(1).FirstOrDefault(wave => Opens(wave) > Today);

    public bool HasEntered => Answered.Contains(Plan.Waves[0].Id);

    /// <summary>Nothing is left to be asked.</summary>
    public bool AllAsked => HasEntered && Plan.Waves.Skip(1).All(wave => Answered.Contains(wave.Id) || Closes(wave) < Today);

    public DateOnly Opens(PlanWave wave) => Windows[wave.Id].Opens;

    public DateOnly Closes(PlanWave wave) => Windows[wave.Id].Closes;

    /// <summary>The first day on which somebody of an arm goes through the practice; null for never.</summary>
    public DateOnly? PractisesFrom(string arm) => Plan.Conduct!.Starts[arm] switch
    {
        PracticeStart.Now => Today,
        PracticeStart.Afterwards => Closes(Plan.Waves[^1]).AddDays(1),
        _ => null,
    };
}
