using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Runs;

/// <summary>What must hold of all people together before anything is computed. Told of each; keeps counts.</summary>
internal sealed class PeopleRules(StudyPlan plan, PlanData mapping)
{
    private readonly HashSet<string> arms = [];
    private readonly Dictionary<string, (long Count, long Line)> strata = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Count, long Line, HashSet<string> Arms)> pairs = new(StringComparer.Ordinal);
    private readonly List<long> nowhere = [];
    private readonly Dictionary<string, HashSet<string>> steps = new(StringComparer.Ordinal);
    private long count;

    public void Add(StudyPerson person, long line)
    {
        count++;
        arms.Add(person.Arm);
        if (mapping.Stratum is not null)
        {
            var known = strata.GetValueOrDefault(person.Stratum ?? "", (0, line));
            strata[person.Stratum ?? ""] = (known.Count + 1, known.Line);
        }

        if (mapping.Cluster is not null && person.Cluster is null)
            nowhere.Add(line);
        else if (mapping.Cluster is not null && plan.Design == StudyDesign.Cluster)
            Of(clusters, person.Cluster!).Add(person.Arm);
        if (plan.Design == StudyDesign.SteppedWedge && person.Cluster is { } stepping)
            Of(steps, stepping).Add(person.Begins is { } wave ? plan.Waves[wave].Id : "not yet");
        if (plan.Design == StudyDesign.MatchedPairs)
        {
            var known = pairs.GetValueOrDefault(person.Pair ?? "", (0, line, []));
            known.Arms.Add(person.Arm);
            pairs[person.Pair ?? ""] = (known.Count + 1, known.Line, known.Arms);
        }
    }

    public void Finish(string file, ProblemList problems)
    {
        void Wrong(long line, string? column, string expected) => problems.Add(new DataProblem(file, line, column ?? "", expected));
        if (count == 0)
        {
            Wrong(0, "", "expected people; no row is in the trial as the plan says it");
            return;
        }

        foreach (var (cluster, mixed) in steps.Where(cluster => cluster.Value.Count > 1))
            Wrong(0, mapping.Begins, $"expected everyone of a cluster to begin at one wave; '{cluster}' begins at {string.Join(" and ", mixed)}");
        if (plan.Design == StudyDesign.SteppedWedge && steps.Values.SelectMany(step => step).Distinct().Count() < 2)
            Wrong(0, mapping.Begins, "expected clusters that begin at different waves; all begin at the same");
        foreach (var arm in plan.Arms.Where(arm => plan.Design != StudyDesign.SteppedWedge && !arms.Contains(arm.Id)))
            Wrong(0, mapping.Arm, $"expected people in every arm; nobody is in '{arm.Id}'");
        foreach (var (stratum, alone) in strata.Where(stratum => stratum.Value.Count == 1))
            Wrong(alone.Line, mapping.Stratum,
                $"expected at least two people in a stratum; '{stratum}' has one, whom adjusting for it would take out of the comparison. Put it together with another stratum in the data, and say so in an amendment");
        foreach (var line in nowhere)
            Wrong(line, mapping.Cluster, "expected the cluster of this person; it is empty");
        foreach (var (cluster, mixed) in clusters.Where(cluster => cluster.Value.Count > 1))
            Wrong(0, mapping.Cluster, $"expected everyone of a cluster in one arm; '{cluster}' has people in {string.Join(" and ", mixed)}");
        foreach (var (name, pair) in pairs.Where(pair => pair.Key == "" || pair.Value.Count != 2 || pair.Value.Arms.Count != 2))
            Wrong(pair.Line, mapping.Pair, $"expected two people of different arms in a pair; '{name}' has {pair.Count}");
    }

    private static HashSet<string> Of(Dictionary<string, HashSet<string>> sets, string name) =>
        sets.TryGetValue(name, out var found) ? found : sets[name] = new HashSet<string>(StringComparer.Ordinal);
}
