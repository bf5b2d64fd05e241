using Attune.App.Studies.Plans;
using Attune.App.Studies.Tables;

namespace Attune.App.Studies.Runs;

/// <summary>Puts the rows of long data together, a person at a time.</summary>
/// <param name="window">Told of each answer's date: row, wave, column, file.</param>
internal sealed class LongPeople(StudyPlan plan, PlanData mapping, ProblemList problems, string file, Action<LongRow, PlanWave, string?, string> window)
{
    public IEnumerable<(string Id, LongRow Whole)> Of(Spool<LongRow> rows)
    {
        // The first rows lie in the first lane, in the order of the file; where there are more, all of them are sorted into
        // the lane of their id, so that a person's rows meet.
        var all = rows.Count <= SpoolFile.ItemsHeld ? rows : Sorted(rows);
        for (var lane = 0; lane < all.Lanes; lane++)
            foreach (var person in Together(all.Read(lane).OrderBy(row => row.Line)))
                yield return person;
    }

    private static Spool<LongRow> Sorted(Spool<LongRow> rows)
    {
        foreach (var row in rows.TakeOut(0))
            rows.Add(row, IdLedger.LaneOf(row.Id));
        return rows;
    }

    private List<(string Id, LongRow Whole)> Together(IEnumerable<LongRow> rows)
    {
        var whole = new Dictionary<string, (int At, HashSet<int> Seen)>(StringComparer.Ordinal);
        List<(string Id, LongRow Whole)> people = [];
        foreach (var row in rows)
        {
            if (!whole.TryGetValue(row.Id, out var known))
            {
                whole.Add(row.Id, known = (people.Count, []));
                people.Add((row.Id, row));
            }

            var first = people[known.At].Whole;
            if (row.Line != first.Line)
            {
                Same(mapping.Arm, first.Part.Arm, row.Part.Arm, first, row);
                Same(mapping.Stratum, first.Part.Stratum, row.Part.Stratum, first, row);
                Same(mapping.Cluster, first.Part.Cluster, row.Part.Cluster, first, row);
            }

            if (row.Wave < 0)
                continue;
            if (!known.Seen.Add(row.Wave))
            {
                problems.Add(new DataProblem(file, row.Line, mapping.Person, $"expected one row for this person at '{plan.Waves[row.Wave].Id}'; there is one already"));
                continue;
            }

            window(row with { Consent = first.Consent }, plan.Waves[row.Wave], mapping.Date, file);
            Take(first.Part, row);
            if (first.Part.Guess is null && row.Part.Guess is not null)
                people[known.At] = (row.Id, first with { Part = first.Part with { Guess = row.Part.Guess } });
        }

        return people;
    }

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
