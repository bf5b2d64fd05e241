using Attune.App.Studies.Plans;
using Attune.App.Studies.Tables;

namespace Attune.App.Studies.Runs;

/// <summary>Makes people of the rows of the first file, in bounded memory: of wide data as they come; of long data when all
/// rows are there, part by part, since a person's rows may lie far apart.</summary>
internal sealed class PeopleReader(StudyPlan plan, PlanData mapping, ProblemList problems)
{
    private readonly StudyPersonCodec codec = new();
    private readonly Dictionary<string, (string Version, long Line)> versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Spool<(double First, double Second)>> retests = plan.Measures.Where(measure => measure.Retest is not null).ToDictionary(
        measure => measure.Id, _ => new Spool<(double First, double Second)>((writer, pair) => { writer.Write(pair.First); writer.Write(pair.Second); }, reader => (reader.ReadDouble(), reader.ReadDouble())), StringComparer.Ordinal);
    private readonly CellReader cells = new(plan, mapping);
    private readonly PeopleRules rules = new(plan, mapping);
    private readonly IdLedger ledger = new();
    private readonly Dictionary<string, int> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?[]> joined = new(StringComparer.Ordinal);
    private Spool<StudyPerson>? people;
    private Spool<LongRow>? rows;

    public long NotInTrial { get; private set; }

    public long OutsideWindow { get; private set; }

    /// <summary>The latest day on which an answer was given; null where the data hold no days.</summary>
    public DateOnly? LastAnswer { get; private set; }

    /// <summary>Cells that the second file's rows need of each person; empty without a second file.</summary>
    public IReadOnlyDictionary<string, string?[]> Joined => joined;

    public IReadOnlyDictionary<string, IReadOnlyCollection<(double First, double Second)>> Retests =>
        retests.ToDictionary(entry => entry.Key, entry => (IReadOnlyCollection<(double First, double Second)>)entry.Value);

    public bool Header(CsvTable table) => table.Knows(
    [
        mapping.Person, mapping.Arm, mapping.Stratum, mapping.Cluster, mapping.Pair, mapping.Begins, mapping.Consent, mapping.Version, mapping.Wave, mapping.Date,
        mapping.Guess?.Column, .. mapping.Where.Keys, .. plan.Subgroups.Select(subgroup => subgroup.Column), .. plan.Waves.Select(wave => wave.DateColumn),
        .. plan.Measures.SelectMany(measure => measure.Columns.Values.SelectMany(items => items)),
        .. plan.Measures.SelectMany(measure => new[] { measure.Retest?.First, measure.Retest?.Second }), .. mapping.Rows?.FromPeople.Values ?? [],
    ]);

    public void Row(CsvTable table)
    {
        var inTrial = mapping.Where.All(condition => table.Text(condition.Key) is { } cell && condition.Value.Contains(cell));
        foreach (var measure in plan.Measures)
            if (measure.Retest is { } retest && (inTrial || retest.Everyone))
                Retest(table, measure, retest);
        if (!inTrial)
        {
            NotInTrial++;
            return;
        }

        if (table.Text(mapping.Person) is not { } id)
        {
            table.Wrong(mapping.Person, "expected who this row is about; it is empty");
            return;
        }

        Version(table);
        var person = cells.Person(table);
        var consent = table.Date(mapping.Consent);
        if (mapping.Rows is { } second)
            joined.TryAdd(id, [.. second.FromPeople.Values.Select(table.Text)]);
        if (mapping.Long)
        {
            var wave = cells.Wave(table);
            if (wave >= 0)
                cells.Scores(table, plan.Waves[wave], person);
            rows ??= new Spool<LongRow>((writer, row) => LongRow.Write(writer, row, codec), reader => LongRow.Read(reader, codec), IdLedger.Lanes);
            rows.Add(new LongRow(id, table.Line, wave, wave < 0 ? null : table.Date(mapping.Date), consent, person), IdLedger.LaneOf(id));
            return;
        }

        ledger.Add(id, table.Line);
        foreach (var wave in plan.Waves)
        {
            var date = table.Date(wave.DateColumn);
            Window(new LongRow(id, table.Line, 0, date, consent, person), wave, wave.DateColumn, table.Name);
            cells.Scores(table, wave, person);
        }

        Add(id, person, consent, table.Name, table.Line);
    }

    /// <summary>Everyone, once all rows are there; check <c>problems</c> before using them.</summary>
    public (IReadOnlyCollection<StudyPerson> People, IReadOnlyDictionary<string, int> ById) Finish(string file)
    {
        if (rows is not null)
            foreach (var (id, row) in new LongPeople(plan, mapping, problems, file, Window).Of(rows))
                Add(id, row.Part, row.Consent, file, row.Line);
        rows?.Dispose();
        foreach (var (line, first) in ledger.Twice())
            problems.Add(new DataProblem(file, line, mapping.Person, $"expected each person once; this one is on line {first} already"));
        ledger.Dispose();
        if (problems.Count == 0)
            rules.Finish(file, problems);
        return (people ?? (IReadOnlyCollection<StudyPerson>)[], byId);
    }

    /// <summary>Lets go of what was read.</summary>
    public void Drop()
    {
        people?.Dispose();
        foreach (var pairs in retests.Values)
            pairs.Dispose();
    }

    private void Add(string id, StudyPerson person, DateOnly? consent, string file, long line)
    {
        if (mapping.Consent is not null && consent is null && person.Answered)
            problems.Add(new DataProblem(file, line, mapping.Consent, "expected the day of consent of a person who answered; it is empty: nothing given without consent may be used. Fill in the day, or take this person's answers out of the file"));
        people ??= new Spool<StudyPerson>(codec.Write, codec.Read);
        var numbered = person with { Number = people.Count + 1 };
        people.Add(numbered);
        rules.Add(numbered, line);
        if (mapping.Rows is not null)
            byId[id] = numbered.Number - 1;
    }

    private void Retest(CsvTable table, PlanMeasure measure, PlanRetest retest)
    {
        var first = table.Number(retest.First, measure.Labels, measure.Lowest, measure.Highest);
        var second = table.Number(retest.Second, measure.Labels, measure.Lowest, measure.Highest);
        if (first is not null && second is not null)
            retests[measure.Id].Add((first.Value, second.Value));
    }

    private void Window(LongRow row, PlanWave wave, string? column, string file)
    {
        if (row.Date is not { } day)
            return;
        if (LastAnswer is null || day > LastAnswer)
            LastAnswer = day;
        if (row.Consent is not { } consent)
            return;
        var passed = day.DayNumber - consent.DayNumber;
        if (passed < 0)
            problems.Add(new DataProblem(file, row.Line, column!, $"expected '{wave.Id}' on or after the day of consent, {consent:yyyy-MM-dd}, found {day:yyyy-MM-dd}: nothing given before consent may be used"));
        else if (passed < wave.OpensDay || passed > wave.ClosesDay)
            OutsideWindow++;
    }

    /// <summary>A version of the questions that changes midway makes two measures of one.</summary>
    private void Version(CsvTable table)
    {
        if (mapping.Version is null || table.Text(mapping.Version) is not { } version)
            return;
        if (!versions.TryGetValue("", out var first))
            versions[""] = (version, table.Line);
        else if (first.Version != version && versions.TryAdd(version, (version, table.Line)))
            table.Wrong(mapping.Version, $"expected version '{first.Version}' of the questions, as on line {first.Line}, found '{version}': an instrument that changed midway is two instruments; import them as two measures");
    }
}
