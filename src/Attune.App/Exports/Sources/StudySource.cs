using System.Runtime.CompilerServices;
using Attune.App.Exports.Tables;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;

namespace Attune.App.Exports.Sources;

/// <summary>
/// The people of a study whose plan releases rows: arm, scores and their questions. Strata, clusters, pairs and subgroups are
/// numbers, since what the data call them may name a place or a person; a subgroup of fewer people than the plan's minimum
/// cell is left empty.
/// </summary>
internal sealed class StudySource : IExportSource
{
    private const int InAChunk = 500;
    private const string Table = "people";

    private readonly StudyData _data;
    private readonly List<(string Column, Func<StudyPerson, string?> Of, bool MayBeSmall)> _groups = [];

    public StudySource(StudyData data)
    {
        _data = data;
        var plan = data.Plan;
        var names = new VariableNames();
        List<ExportColumn> columns = [ExportColumn.Person().Named(names.Give("person")), ExportColumn.Arm(plan.Arms).Named(names.Give("arm"))];
        AddGroup("stratum", "Stratum, by number", person => person.Stratum, mayBeSmall: true);
        AddGroup("cluster", "Cluster, by number", person => person.Cluster, mayBeSmall: true);
        AddGroup("pair", "Pair, by number", person => person.Pair, mayBeSmall: true);
        for (var i = 0; i < plan.Subgroups.Count; i++)
        {
            var place = i;
            AddGroup(plan.Subgroups[i].Id, $"{plan.Subgroups[i].Label}, by number", person => person.Kinds[place], mayBeSmall: false);
        }

        foreach (var measure in plan.Measures)
            foreach (var wave in plan.Waves.Where(wave => measure.AskedAt(wave.Id)))
            {
                columns.Add(ExportColumn.Score(measure, names.Give(measure.Id, wave.Id), wave.Id));
                if (measure.Items > 1)
                    columns.AddRange(Enumerable.Range(0, measure.Items).Select(item => ExportColumn.Item(measure, item, names.Give(measure.Id, $"{item + 1}", wave.Id), wave.Id)));
            }

        Tables = [new ExportTable(Table, "A row for each person of the study", columns)];

        void AddGroup(string name, string label, Func<StudyPerson, string?> of, bool mayBeSmall)
        {
            if (!data.People.Any(person => of(person) is not null))
                return;
            var column = ExportColumn.Group(names.Give(name), label);
            columns.Add(column);
            _groups.Add((column.Name, of, mayBeSmall));
        }
    }

    public string Title => _data.Plan.Title;

    public bool Simulated => false;

    public IReadOnlyList<ExportTable> Tables { get; }

    public long People => _data.People.Count;

    public IReadOnlyList<string> Notes =>
    [
        "The plan of the study releases rows. Strata, clusters, pairs and subgroups are numbers; what they are called is not in it.",
        $"A subgroup of fewer than {_data.Plan.MinimumCell} people is left empty.",
        $"Plan {_data.Plan.Hash}, data {string.Join(", ", _data.Files.Select(file => file.Sha256))}.",
    ];

    public Task<string> Fingerprint(ExportKey key, CancellationToken ct) =>
        Task.FromResult(string.Join(' ', [_data.Plan.Hash, .. _data.Files.Select(file => file.Sha256)]));

    public async IAsyncEnumerable<ExportChunk> Chunks(ExportKey key, int from, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        List<(PersonCode Code, StudyPerson Person)> people = [.. _data.People.Select(person => (key.Of(person.Number), person)).OrderBy(entry => entry.Item1)];
        var numbers = _groups.Select(group => Numbers(people.Select(entry => group.Of(entry.Person)), group.MayBeSmall)).ToList();
        foreach (var chunk in people.Chunk(InAChunk).Skip(from))
        {
            ct.ThrowIfCancellationRequested();
            yield return new ExportChunk(chunk.Length, [.. chunk.Select(entry => (0, Row(entry.Code, entry.Person, numbers)))]);
        }
    }

    private Dictionary<string, int> Numbers(IEnumerable<string?> values, bool mayBeSmall) =>
        values.OfType<string>().GroupBy(value => value).Where(group => mayBeSmall || group.Count() >= _data.Plan.MinimumCell)
            .Select((group, i) => (group.Key, Number: i + 1)).ToDictionary(entry => entry.Key, entry => entry.Number, StringComparer.Ordinal);

    private ExportCell[] Row(PersonCode code, StudyPerson person, List<Dictionary<string, int>> numbers)
    {
        var plan = _data.Plan;
        List<ExportCell> cells = [ExportCell.Of(code), ExportCell.Of(1 + plan.Arms.Select(arm => arm.Id).ToList().IndexOf(person.Arm))];
        for (var i = 0; i < _groups.Count; i++)
            cells.Add(_groups[i].Of(person) is { } value && numbers[i].TryGetValue(value, out var number) ? ExportCell.Of(number) : default);
        foreach (var measure in plan.Measures)
            foreach (var wave in plan.Waves.Where(wave => measure.AskedAt(wave.Id)))
            {
                var place = _data.Place(measure.Id, wave.Id);
                cells.Add(Cell(person.Scores[place]));
                if (measure.Items > 1)
                    cells.AddRange(Enumerable.Range(0, measure.Items).Select(item => Cell(person.Items[place]?[item])));
            }

        return [.. cells];
    }

    private static ExportCell Cell(double? number) => number is { } given ? ExportCell.Of(given) : default;
}
