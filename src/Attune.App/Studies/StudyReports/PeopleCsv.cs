using System.Globalization;
using Attune.App.Studies.Runs;
using static Attune.App.Studies.StudyReports.Reproduction;

namespace Attune.App.Studies.StudyReports;

/// <summary>People as numbers: arm, stratum, cluster and pair by number, scores, items, guess, planned kinds. Nobody's id, no date.</summary>
internal static class PeopleCsv
{
    public static IEnumerable<string> Lines(StudyData data)
    {
        var plan = data.Plan;
        List<(string Name, Func<StudyPerson, string> Cell)> columns =
        [
            ("number", person => person.Number.ToString(CultureInfo.InvariantCulture)), ("arm", person => person.Arm), ("stratum", person => person.Stratum ?? ""),
            ("cluster", Numbered(data, person => person.Cluster)), ("pair", Numbered(data, person => person.Pair)),
            .. plan.Data?.Begins is null ? [] : new (string, Func<StudyPerson, string>)[] { ("begins", person => person.Begins?.ToString(CultureInfo.InvariantCulture) ?? "") },
            ("guess", person => Number(person.Guess)),
            .. plan.Subgroups.Select((subgroup, i) => ($"kind_{subgroup.Id}", (Func<StudyPerson, string>)(person => person.Kinds[i] ?? ""))),
        ];
        foreach (var measure in plan.Measures)
            foreach (var wave in plan.Waves.Where(wave => measure.AskedAt(wave.Id)))
            {
                var place = data.Place(measure.Id, wave.Id);
                columns.Add(($"{measure.Id}_{wave.Id}", person => Number(person.Scores[place])));
                for (var item = 0; item < measure.Items && measure.Items > 1; item++)
                {
                    var at = item;
                    columns.Add(($"{measure.Id}_{wave.Id}_i{item + 1}", person => Number(person.Items[place]?[at])));
                }
            }

        return data.People.Select(person => string.Join(',', columns.Select(column => Quoted(column.Cell(person))))).Prepend(string.Join(',', columns.Select(column => column.Name)));
    }

    // Zero-padded, so that the byte order of the numbers is that of the names they stand for.
    private static Func<StudyPerson, string> Numbered(StudyData data, Func<StudyPerson, string?> name)
    {
        var numbers = data.People.Select(name).OfType<string>().Distinct().Order(StringComparer.Ordinal)
            .Select((value, i) => (value, i)).ToDictionary(entry => entry.value, entry => (entry.i + 1).ToString("D7", CultureInfo.InvariantCulture));
        return person => name(person) is { } value ? numbers[value] : "";
    }

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
