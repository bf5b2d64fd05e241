using Attune.App.Studies.Allocations;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;

namespace Attune.App.Studies.Conduct;

/// <summary>A study's data with its arms called A, B … and compared with A, whichever that is.</summary>
internal static class MaskedArms
{
    public static StudyData Of(StudyData data, ArmLabels labels)
    {
        var plan = data.Plan with
        {
            Arms = [.. data.Plan.Arms.Select(arm => labels.Of(arm.Id)).Order(StringComparer.Ordinal).Select(label => new PlanArm(label, label, label == "A"))],
        };
        return data with
        {
            Plan = plan,
            // Whether a guess was right would tell which arm it was.
            People = [.. data.People.Select(person => person with { Arm = labels.Of(person.Arm), Guess = null })],
        };
    }
}
