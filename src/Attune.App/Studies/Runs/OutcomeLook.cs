using Attune.App.Studies.Plans;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Runs;

/// <summary>What one reading of everyone tells about an outcome: how many of each arm gave it, how high it is, and what the
/// model needs to know beforehand.</summary>
/// <param name="MeanBefore">Mean of the scores before, of all arms; null where nobody has one, or the outcome has none.</param>
/// <param name="Kinds">Strata, or pairs in a paired design, in byte order; one empty name where there are none.</param>
/// <param name="Before">The score before, of everyone who gave one.</param>
internal sealed record OutcomeLook(
    IReadOnlyList<ArmLevel> Levels, IReadOnlyList<ArmDropOut> DropOut, double? MeanBefore, IReadOnlyList<string> Kinds, MomentSummary Before)
{
    public static OutcomeLook Of(StudyData data, PlanOutcome outcome)
    {
        var plan = data.Plan;
        int at = data.Place(outcome.Measure!, outcome.At), from = outcome.From is null ? -1 : data.Place(outcome.Measure!, outcome.From);
        var folds = plan.Arms.Select(_ => new MomentFold("y")).ToArray();
        var (people, missing) = (new long[folds.Length], new long[folds.Length]);
        var all = new MomentFold("before");
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        var (sum, given) = (0.0, 0L);
        foreach (var person in data.People)
        {
            var arm = plan.ArmPlace(person.Arm);
            people[arm]++;
            if (person.Scores[at] is { } after)
                folds[arm].Add([after]);
            else
                missing[arm]++;
            if (from >= 0 && person.Scores[from] is { } before)
            {
                sum += before;
                given++;
                all.Add([before]);
            }

            kinds.Add(KindOf(plan, person));
        }

        return new OutcomeLook(
            [.. plan.Arms.Select((arm, i) => Level(arm.Id, folds[i].Summary()))], [.. plan.Arms.Select((arm, i) => new ArmDropOut(arm.Id, people[i], missing[i]))],
            given == 0 ? null : sum / given, [.. kinds.Order(StringComparer.Ordinal)], all.Summary());
    }

    public static string KindOf(StudyPlan plan, StudyPerson person) => (plan.Design == StudyDesign.MatchedPairs ? person.Pair : person.Stratum) ?? "";

    /// <summary>Standard deviation within arms, pooled.</summary>
    public double Spread
    {
        get
        {
            var with = Levels.Where(arm => arm.Count > 1).ToList();
            return with.Count == 0 ? 0 : Math.Sqrt(with.Sum(arm => (arm.Count - 1) * arm.StandardDeviation * arm.StandardDeviation) / with.Sum(arm => arm.Count - 1));
        }
    }

    private static ArmLevel Level(string arm, MomentSummary y) => new(arm, y.Count, y.Mean(0), y.Count < 2 ? 0 : Math.Sqrt(y.Covariance(0, 0)));
}
