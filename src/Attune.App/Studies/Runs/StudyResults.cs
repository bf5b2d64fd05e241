using Attune.App.Studies.Plans;
using Attune.App.Studies.Sentences;

namespace Attune.App.Studies.Runs;

/// <summary>Everything a study found. All faces of its report, and the folder that reproduces it, are made of this.</summary>
/// <param name="Lock">Null where the plan was never locked.</param>
/// <param name="Harm">What the rule for harm says.</param>
/// <param name="Look">Which planned look this is; null where there is one only.</param>
/// <param name="Locked">Whether the lock holds and the plan is its latest version.</param>
public sealed record StudyResults(
    StudyPlan Plan, PlanLock? Lock, PlanLockState Locked, IReadOnlyList<DataFile> Files, long NotInTrial, long OutsideWindow, IReadOnlyList<ArmFlow> Flow,
    IReadOnlyList<OutcomeResult> Outcomes, IReadOnlyList<SubgroupResult> Subgroups, IReadOnlyList<MeasureQuality> Quality,
    IReadOnlyList<ArmBlinding> Blinding, Verdict Verdict, HarmVerdict Harm, StudyLook? Look)
{
    /// <summary>For each outcome of which people were asked to look back.</summary>
    public IReadOnlyList<ThenTestResult> ThenTests { get; init; } = [];

    /// <summary>Null where it was not stopped.</summary>
    public StudyStop? Stopped { get; init; }

    /// <summary>Of every interval.</summary>
    public const double Confidence = 0.95;

    /// <summary>Level of every test.</summary>
    public const double Level = 1 - Confidence;

    public long People => Flow.Sum(arm => arm.Randomised);
}
