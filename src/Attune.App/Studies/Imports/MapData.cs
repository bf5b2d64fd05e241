using System.Text;
using Attune.App.Studies.Runs;

namespace Attune.App.Studies.Imports;

/// <summary>
/// Turns a file from elsewhere into the file that a plan reads, row by row. What cannot be read is told by line and column of
/// the file as it is; then nothing of it is used.
/// </summary>
internal sealed class MapData(DataMapping mapping, string path, string personColumn, string? waveColumn, ProblemList problems)
{
    private readonly Dictionary<string, (long Line, string[] Cells)> _people = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly List<long> _lines = [];
    private readonly HashSet<(string Person, string Wave)> _seen = [];
    private readonly List<string> _targets = Targets(mapping, waveColumn);
    private Dictionary<string, int> _places = [];

    private string Name => Path.GetFileName(path);

    public IReadOnlyList<string> Columns => _targets;

    /// <summary>The line of the file that a row came from.</summary>
    public long LineOf(long row) => row >= 2 && row - 2 < _lines.Count ? _lines[(int)(row - 2)] : row;

    /// <summary>What a column of the plan is called in the file.</summary>
    public string SourceOf(string column) =>
        mapping.Columns.FirstOrDefault(mapped => mapped.To == column || Filled(mapped.To).Contains(column))?.From ?? (column == waveColumn ? mapping.Wave?.Column : null) ?? column;

    /// <returns>Rows of the file.</returns>
    /// <param name="most">Rows after which it stops, for a look at the beginning.</param>
    public long Write(TextWriter to, long most, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            problems.Add(new DataProblem(Name, 0, "", "expected a file with answers; there is none of this name"));
            return 0;
        }

        using var text = MappedText.Open(path, mapping.Encoding);
        var rows = new MappedRows(text, mapping.Separator);
        var count = 0L;
        try
        {
            if (!rows.Read())
            {
                problems.Add(new DataProblem(Name, 1, "", "expected a first line with column names; the file is empty"));
                return 0;
            }

            if (!Header(rows.Cells))
                return 0;
            var names = rows.Cells.Count;
            Line(to, _targets);
            while (count < most && rows.Read())
            {
                ct.ThrowIfCancellationRequested();
                if (rows.Cells.Count != names)
                {
                    problems.Add(new DataProblem(Name, rows.Line, "", $"expected {names} cells, found {rows.Cells.Count}; nothing after this line was read"));
                    return count;
                }

                count++;
                Row(rows, to);
            }
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new DataProblem(Name, rows.Line, "",
                $"expected text in {mapping.Encoding}, and somewhere after this line it is not. Say what it is in: \"encoding\": {string.Join(" or ", MappedText.Encodings.Where(other => other != mapping.Encoding).Select(other => $"\"{other}\""))}"));
        }
        catch (FormatException wrong)
        {
            problems.Add(new DataProblem(Name, rows.Line, "", $"expected a row; {wrong.Message}"));
        }

        foreach (var person in _order)
        {
            _lines.Add(_people[person].Line);
            Line(to, _people[person].Cells);
        }

        return count;
    }

    private static List<string> Targets(DataMapping mapping, string? waveColumn)
    {
        var targets = mapping.Columns.SelectMany(column => mapping.Gathers && column.To.Contains(DataMapping.WavePlace, StringComparison.Ordinal)
            ? mapping.Wave!.Values.Values.Distinct().Select(wave => column.To.Replace(DataMapping.WavePlace, wave, StringComparison.Ordinal)) : [column.To]).Distinct().ToList();
        if (waveColumn is not null && (mapping.Spreads || mapping.Wave is not null && !mapping.Gathers) && !targets.Contains(waveColumn))
            targets.Add(waveColumn);
        return targets;
    }

    private IEnumerable<string> Filled(string target) =>
        mapping.Wave is { } wave ? wave.Values.Values.Select(value => target.Replace(DataMapping.WavePlace, value, StringComparison.Ordinal)) : [target];

    private bool Header(IReadOnlyList<string> names)
    {
        var before = problems.Count;
        for (var i = 0; i < names.Count; i++)
            if (!_places.TryAdd(names[i], i))
                problems.Add(new DataProblem(Name, 1, names[i], "expected each column name once; it comes again"));
        List<string> known = [.. mapping.Columns.Select(column => column.From), .. mapping.Ignore, .. mapping.Wave is { } wave ? [wave.Column] : Array.Empty<string>()];
        foreach (var missing in known.Except(mapping.Ignore).Distinct().Where(name => !_places.ContainsKey(name)))
            problems.Add(new DataProblem(Name, 1, missing, $"expected this column, which the mapping names; there are {string.Join(", ", names.Take(60))}. Is the separator right?"));
        foreach (var unknown in names.Except(known))
            problems.Add(new DataProblem(Name, 1, unknown, "expected every column in the mapping; put it under \"columns\", or under \"ignore\" if it is to be left out"));
        if (mapping.Gathers && !mapping.Columns.Any(column => column.To == personColumn))
            problems.Add(new DataProblem(Name, 1, personColumn, "expected a column that says who a row is about, to put the rows of one person together"));
        return problems.Count == before;
    }

    private void Row(MappedRows rows, TextWriter to)
    {
        var read = new string[mapping.Columns.Count];
        for (var i = 0; i < read.Length; i++)
            if (CellReading.Read(mapping, mapping.Columns[i], rows.Cells[_places[mapping.Columns[i].From]], out read[i]) is { } expected)
                problems.Add(new DataProblem(Name, rows.Line, mapping.Columns[i].From, expected));
        var wave = mapping.Wave is { } waves ? WaveOf(rows, waves) : "";
        if (wave is null)
            return;
        if (mapping.Spreads)
            Spread(read, rows.Line, to);
        else if (mapping.Gathers)
            Gather(read, wave, rows.Line);
        else
            Send(to, rows.Line, _targets.Select(target => target == waveColumn && mapping.Wave is not null ? wave : read[Place(column => column.To == target)]));
    }

    private string? WaveOf(MappedRows rows, MappedWave waves)
    {
        var label = rows.Cells[_places[waves.Column]];
        if (waves.Values.TryGetValue(label, out var wave))
            return wave;
        problems.Add(new DataProblem(Name, rows.Line, waves.Column, $"expected one of {string.Join(", ", waves.Values.Keys)}, found '{label}'. Say which wave it is under \"wave\", \"values\""));
        return null;
    }

    // A wave of which somebody answered nothing is no row.
    private void Spread(string[] read, long line, TextWriter to)
    {
        foreach (var wave in mapping.Columns.Select(column => column.Wave).OfType<string>().Distinct())
            if (mapping.Columns.Index().Any(entry => entry.Item.Wave == wave && read[entry.Index] != ""))
                Send(to, line, _targets.Select(target => target == waveColumn ? wave
                    : Place(column => column.To == target && (column.Wave ?? wave) == wave) is >= 0 and var place ? read[place] : ""));
    }

    private void Gather(string[] read, string wave, long line)
    {
        var person = read[Place(column => column.To == personColumn)];
        if (person == "")
        {
            problems.Add(new DataProblem(Name, line, SourceOf(personColumn), "expected who this row is about; it is empty"));
            return;
        }

        if (!_seen.Add((person, wave)))
        {
            problems.Add(new DataProblem(Name, line, SourceOf(personColumn), $"expected one row for this person at '{wave}'; there is one already"));
            return;
        }

        if (!_people.TryGetValue(person, out var row))
        {
            row = (line, new string[_targets.Count]);
            Array.Fill(row.Cells, "");
            _people.Add(person, row);
            _order.Add(person);
        }

        foreach (var (i, column) in mapping.Columns.Index())
        {
            var place = _targets.IndexOf(column.To.Replace(DataMapping.WavePlace, wave, StringComparison.Ordinal));
            if (row.Cells[place] != "" && read[i] != "" && row.Cells[place] != read[i])
                problems.Add(new DataProblem(Name, line, column.From, $"expected '{row.Cells[place]}' as on line {row.Line} for the same person, found '{read[i]}'"));
            else if (read[i] != "")
                row.Cells[place] = read[i];
        }
    }

    private int Place(Func<MappedColumn, bool> wanted)
    {
        for (var i = 0; i < mapping.Columns.Count; i++)
            if (wanted(mapping.Columns[i])) return i;
        return -1;
    }

    private void Send(TextWriter to, long line, IEnumerable<string> cells)
    {
        _lines.Add(line);
        Line(to, cells);
    }

    private static void Line(TextWriter to, IEnumerable<string> cells) => to.Write(string.Join(',', cells.Select(cell =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.ReplaceLineEndings(" ").Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n");
}
