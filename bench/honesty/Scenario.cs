using Attune.App.Studies.Plans;
using Attune.App.Studies.Planning;
using Attune.App.Studies.Sentences;

namespace Attune.Honesty;

/// <summary>A world whose truth is known. Scores have a standard deviation of 1; before and after correlate at .6.</summary>
/// <param name="People">All arms together.</param>
/// <param name="Clusters">Groups allotted whole; 0 for people one by one.</param>
/// <param name="Concern">True effect on concern, where higher is better.</param>
/// <param name="Distress">True effect on distress, where lower is better.</param>
/// <param name="Lost">Share that leaves where leaving is at random.</param>
/// <param name="Clear">Whether there is a clear answer, so that "cannot tell" is wrong too.</param>
/// <param name="Right">Cases that say nothing untrue here. A study is compromised where one arm was left for a reason, and
/// nowhere else.</param>
internal sealed record Scenario(
    string Name, int People, int Clusters, double Concern, double Distress, double Lost, Leaving Leaving, bool Clear, IReadOnlyList<StudyCase> Right)
{
    public const double WorthHaving = 0.4;

    public const double Correlation = 0.6;

    /// <summary>Share of variance between groups, where there are groups.</summary>
    public const double Icc = 0.15;

    private static readonly StudyCase[] NoClaim = [StudyCase.CannotTell, StudyCase.NoDifferenceWorthHaving];

    /// <summary>Effect that the planner says is found in 80 % of trials.</summary>
    public double Planned => PlanStudy.Of(World.Plan(this)) is PlanStudy.Outcome.Planned planned ? planned.Detection.Detectable : throw new InvalidOperationException(Name);

    public static IReadOnlyList<Scenario> All()
    {
        Scenario nothing = new("no effect", 100, 0, 0, 0, 0.1, Leaving.AtRandom, false, NoClaim);
        Scenario groups = new("no effect, whole groups allotted, two in ten leave", 192, 16, 0, 0, 0.2, Leaving.AtRandom, false, NoClaim);
        StudyCase[] benefit = [StudyCase.ClearBenefit, StudyCase.BenefitOfUnknownSize, StudyCase.CannotTell];
        StudyCase[] harm = [StudyCase.ClearHarm, StudyCase.CannotTell];
        return
        [
            nothing,
            nothing with { Name = "a real effect, as large as the planner says is found four times in five", Concern = nothing.Planned, Right = benefit },
            nothing with { Name = "harm of that size", Distress = nothing.Planned, Right = harm },
            nothing with { Name = "no effect, but those who began low leave one arm", Leaving = Leaving.LowBefore, Right = [.. NoClaim, StudyCase.Compromised] },
            nothing with { Name = "no effect, but those who fare badly leave one arm", Leaving = Leaving.LowAfter, Right = [.. NoClaim, StudyCase.Compromised] },
            groups,
            groups with { Name = "a real effect of the planner's size, whole groups allotted, two in ten leave", Concern = groups.Planned, Right = benefit },
            new("a large effect, many people", 600, 0, 0.8, 0, 0, Leaving.AtRandom, true, [StudyCase.ClearBenefit]),
            new("large harm, many people", 600, 0, 0, 0.8, 0, Leaving.AtRandom, true, [StudyCase.ClearHarm]),
            new("no effect, many people", 600, 0, 0, 0, 0, Leaving.AtRandom, true, [StudyCase.NoDifferenceWorthHaving]),
            new("no effect, too few people to tell", 24, 0, 0, 0, 0, Leaving.AtRandom, false, [StudyCase.CannotTell]),
        ];
    }
}
