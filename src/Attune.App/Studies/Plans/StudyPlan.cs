using Attune.App.Studies.Allocations;

namespace Attune.App.Studies.Plans;

/// <summary>What a study will do, written before it is done: <c>study.json</c> as read (docs/reference/study-file.md).</summary>
/// <param name="AfterTheFact">Written when the outcomes were already known; the report says so.</param>
/// <param name="Allocation">How arms are given; null where people were given theirs elsewhere.</param>
/// <param name="MinimumCell">Fewest people of whom anything is shown; 5 or more.</param>
/// <param name="Masking">Who does not know the arms, in words; empty where everyone knows.</param>
/// <param name="ReleaseRows">Rows without names may go into the folder that reproduces the report; otherwise summaries only.</param>
/// <param name="Canonical">The whole plan as canonical JSON.</param>
/// <param name="Hash">SHA-256 of <paramref name="Canonical"/>, in hexadecimal.</param>
public sealed record StudyPlan(
    string Title, string Question, StudyDesign Design, bool AfterTheFact, string Eligible, IReadOnlyList<PlanArm> Arms,
    IReadOnlyList<PlanWave> Waves, IReadOnlyList<PlanMeasure> Measures, IReadOnlyList<PlanOutcome> Outcomes,
    IReadOnlyList<PlanSubgroup> Subgroups, AllocationPlan? Allocation, MissingPlan Missing, StoppingPlan Stopping, int MinimumCell,
    string Masking, PlanSize? Size, PlanData? Data, bool ReleaseRows, string Canonical, string Hash)
{
    /// <summary>How it is run inside a programme; null for a study that is run elsewhere.</summary>
    public PlanConduct? Conduct { get; init; }

    public bool OneGroup => Design is StudyDesign.BeforeAfter or StudyDesign.FollowUp;

    public PlanArm? Comparison => Arms.FirstOrDefault(arm => arm.Comparison);

    public PlanArm Arm(string id) => Arms.First(arm => arm.Id == id);

    /// <summary>Place of an arm among <see cref="Arms"/>.</summary>
    public int ArmPlace(string id)
    {
        for (var arm = 0; arm < Arms.Count; arm++)
            if (Arms[arm].Id == id)
                return arm;
        throw new ArgumentException($"No arm '{id}'.", nameof(id));
    }

    public PlanMeasure Measure(string id) => Measures.First(measure => measure.Id == id);

    public PlanWave Wave(string id) => Waves.First(wave => wave.Id == id);

    public IEnumerable<PlanOutcome> Primaries => Outcomes.Where(outcome => outcome.Primary);
}
