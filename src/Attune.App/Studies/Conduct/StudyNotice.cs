using Attune.App.Studies.Allocations;
using Attune.App.Studies.Plans;
using Attune.App.Vault;

namespace Attune.App.Studies.Conduct;

/// <summary>What somebody in a study is told plainly: their group, when they begin, and when they are asked again.</summary>
/// <param name="Group">The arm's name; null where there is one group.</param>
/// <param name="Begins">The first day of the practice; null where it is theirs already, or never.</param>
/// <param name="Start">When their group goes through the practice.</param>
/// <param name="AskedFrom">The first day of the next questions; null after the last.</param>
/// <param name="AskedUntil">The last day of the next questions.</param>
public sealed record StudyNotice(string? Group, PracticeStart Start, DateOnly? Begins, DateOnly? AskedFrom, DateOnly? AskedUntil)
{
    internal static StudyNotice Of(Participation here, MasterKey master)
    {
        var (plan, member, path) = (here.Plan.Latest, here.Member, here.Path);
        var arm = member.Label is { } label ? plan.Arm(ArmLabels.From(here.Plan.First.Allocation!, StudySecrets.Open(master, here.Study)).Arm(label)) : plan.Arms[0];
        var next = path.Next;
        return new StudyNotice(
            plan.OneGroup ? null : arm.Label, plan.Conduct!.Starts[arm.Id], member.MayPractise(path.Today) ? null : member.PractisesFrom,
            next is null ? null : path.Opens(next), next is null ? null : path.Closes(next));
    }
}
