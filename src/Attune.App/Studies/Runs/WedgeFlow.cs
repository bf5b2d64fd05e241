namespace Attune.App.Studies.Runs;

/// <summary>Flow of a stepped wedge: people by the wave at which their cluster began.</summary>
internal static class WedgeFlow
{
    public static IReadOnlyList<ArmFlow> Of(StudyData data)
    {
        var plan = data.Plan;
        var steps = new SortedDictionary<int, (long People, long[] Answered, HashSet<string> Clusters)>();
        foreach (var person in data.People)
        {
            // Those who have not begun come last.
            var begins = person.Begins ?? plan.Waves.Count;
            var step = steps.GetValueOrDefault(begins, (0, new long[plan.Waves.Count], new HashSet<string>(StringComparer.Ordinal)));
            for (var wave = 0; wave < plan.Waves.Count; wave++)
                if (plan.Measures.Any(measure => measure.AskedAt(plan.Waves[wave].Id) && person.Scores[data.Place(measure.Id, plan.Waves[wave].Id)] is not null))
                    step.Answered[wave]++;
            step.Clusters.Add(person.Cluster!);
            steps[begins] = (step.People + 1, step.Answered, step.Clusters);
        }

        var arm = plan.Arms.First(arm => !arm.Comparison).Id;
        return [.. steps.Select(step => new ArmFlow(arm, step.Value.People, plan.Waves.Index().ToDictionary(wave => wave.Item.Id, wave => step.Value.Answered[wave.Index]),
            step.Value.Clusters.Count, step.Key < plan.Waves.Count ? plan.Waves[step.Key].Id : ""))];
    }
}
