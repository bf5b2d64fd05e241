using Attune.App.Content;

namespace Attune.App.Practices;

/// <summary>
/// Refuses steps of which only the first could be sealed: a person has one story, one reflection on each story, and one
/// response to an instrument on one occasion.
/// </summary>
internal static class StepsKeptOnce
{
    public static void Check(
        IReadOnlyList<PracticeStep> steps, IReadOnlyList<PracticeWave> waves, IReadOnlyDictionary<string, StepKindRules> kinds, DocumentProblems problems)
    {
        var first = new Dictionary<string, PracticeStep>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            if (kinds.GetValueOrDefault(step.Kind)?.Once is not { } once)
                continue;
            var kind = kinds[step.Kind].KeptLike ?? step.Kind;
            var again = Kept(step, kind, once, waves).Select(kept => (Kept: kept, Before: first.GetValueOrDefault(kept)))
                .FirstOrDefault(entry => entry.Before is not null);
            if (again.Before is { } before)
            {
                problems.Add(step.Line, $"a second step {again.Kept}, after '{before.Id}' on line {before.Line}",
                    "one such step: what a person gives in it is kept once, and the second could not be finished");
            }

            foreach (var kept in Kept(step, kind, once, waves))
                first.TryAdd(kept, step);
        }
    }

    // A check-in without an instrument asks those its wave suggests, each of which another step may name.
    private static IEnumerable<string> Kept(PracticeStep step, string kind, IReadOnlyList<string> once, IReadOnlyList<PracticeWave> waves)
    {
        if (!once.Contains("wave") || step.Option("instrument") is not null)
            return [Named(kind, once, step.Option)];
        var wave = waves.FirstOrDefault(wave => wave.Name == step.Option("wave"));
        return [Named(kind, once, step.Option), .. (wave?.Instruments ?? []).Select(id => Named(kind, once, name => name == "instrument" ? id : step.Option(name)))];
    }

    private static string Named(string kind, IReadOnlyList<string> once, Func<string, string?> option) =>
        string.Join(' ', once.Where(name => option(name) is not null).Select(name => $"{name}={option(name)}").Prepend($"kind={kind}"));
}
