using Attune.App.Studies.Plans;
using Attune.App.Studies.Tables;

namespace Attune.App.Studies.Runs;

/// <summary>Puts the rows of long data together, a person at a time.</summary>
/// <param name="window">Told of each answer's date: row, wave, column, file.</param>
internal sealed class LongPeople(StudyPlan plan, PlanData mapping, ProblemList problems, string file, Action<LongRow, PlanWave, string?, string> window)
{
    public IEnumerable<(string Id, LongRow Whole)> Of(Spool<LongRow> rows)
    {
        // Each row lies in the lane of its id, in the order of the file, so that a person's rows meet. Few keep that order; of
        // many no more than a lane's people are held at once.
        if (rows.Count <= SpoolFile.ItemsHeld)
        {
            foreach (var person in Together(rows.OrderBy(row => row.Line)))
                yield return person;
            yield break;
        }

        for (var lane = 0; lane < rows.Lanes; lane++)
            foreach (var person in Together(rows.Read(lane)))
                yield return person;
    }

    private List<(string Id, LongRow Whole)> Together(IEnumerable<LongRow> rows)
    {
        var whole = new Dictionary<string, (int At, bool[] Seen)>(StringComparer.Ordinal);
        List<(string Id, LongRow Whole)> people = [];
        Dictionary<string, DateOnly> agreed = mapping.Consent is null ? [] : Consents(rows);
        foreach (var row in rows)
        {
            if (!whole.TryGetValue(row.Id, out var known))
            {
                whole.Add(row.Id, known = (people.Count, new bool[plan.Waves.Count]));
                people.Add((row.Id, row with { Consent = Day(row.Id) }));
            }

            var first = people[known.At].Whole;
            if (row.Line != first.Line)
            {
                Same(mapping.Arm, first.Part.Arm, row.Part.Arm, first, row);
                Same(mapping.Stratum, first.Part.Stratum, row.Part.Stratum, first, row);
                Same(mapping.Cluster, first.Part.Cluster, row.Part.Cluster, first, row);
                Same(mapping.Pair, first.Part.Pair, row.Part.Pair, first, row);
                Same(mapping.Begins, Wave(first.Part.Begins), Wave(row.Part.Begins), first, row);
                for (var i = 0; i < plan.Subgroups.Count; i++)
                    Same(plan.Subgroups[i].Column, first.Part.Kinds[i] ??= row.Part.Kinds[i], row.Part.Kinds[i], first, row);
            }

            if (row.Wave < 0)
                continue;
            if (known.Seen[row.Wave])
            {
                problems.Add(new DataProblem(file, row.Line, mapping.Person, $"expected one row for this person at '{plan.Waves[row.Wave].Id}'; there is one already"));
                continue;
            }

            known.Seen[row.Wave] = true;
            window(row with { Consent = first.Consent }, plan.Waves[row.Wave], mapping.Date, file);
            Take(first.Part, row);
            if (first.Part.Guess is null && row.Part.Guess is not null)
                people[known.At] = (row.Id, first with { Part = first.Part with { Guess = row.Part.Guess } });
        }

        return people;

        DateOnly? Day(string id) => agreed.TryGetValue(id, out var consent) ? consent : null;
    }

    /// <summary>The day each person agreed, from whichever of their rows has it; a second day is refused.</summary>
    private Dictionary<string, DateOnly> Consents(IEnumerable<LongRow> rows)
    {
        var agreed = new Dictionary<string, (DateOnly Day, LongRow Row)>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.Consent is not null))
            if (!agreed.TryAdd(row.Id, (row.Consent!.Value, row)))
                Same(mapping.Consent, $"{agreed[row.Id].Day:yyyy-MM-dd}", $"{row.Consent:yyyy-MM-dd}", agreed[row.Id].Row, row);
        return agreed.ToDictionary(entry => entry.Key, entry => entry.Value.Day, StringComparer.Ordinal);
    }

    private string? Wave(int? place) => place is { } at ? plan.Waves[at].Id : null;

    private void Take(StudyPerson person, LongRow row)
    {
        foreach (var measure in plan.Measures)
        {
            var place = StudyData.PlaceIn(plan, measure.Id, plan.Waves[row.Wave].Id);
            (person.Scores[place], person.Items[place]) = (row.Part.Scores[place], row.Part.Items[place]);
        }
    }

    private void Same(string? column, string? before, string? now, LongRow first, LongRow row)
    {
        if (column is not null && now is not null && now != "" && before != now)
            problems.Add(new DataProblem(file, row.Line, column, $"expected '{before}' as on line {first.Line} for the same person, found '{now}'"));
    }
}
