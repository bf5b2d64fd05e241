using Attune.App.Exports.Tables;
using Attune.App.Instruments;
using Attune.App.Programmes;
using Attune.App.Sessions;
using Attune.App.Sessions.Screens;

namespace Attune.App.Exports.Sources;

/// <summary>
/// The tables of a programme: people with what they answered about themselves on each occasion, a table for each
/// instrument with a row for each time it was answered, and why answers are missing.
/// </summary>
internal sealed class ProgrammeTables
{
    public const string People = "people";
    public const string Reasons = "reasons";

    private readonly Dictionary<(int Version, string Wave), (int Items, ScaleScoring[] Scorings)> _wide = [];
    private readonly Dictionary<int, InstrumentRows> _long = [];
    private readonly List<string> _waves;
    private readonly Dictionary<string, int> _questions;

    public ProgrammeTables(IReadOnlyList<Asked> asked, IReadOnlySet<int> withheld)
    {
        List<Asked> given = [.. asked.Where(a => !withheld.Contains(a.Instrument.VersionId))];
        _waves = [.. given.Select(a => a.Wave).Distinct()];
        List<ExportTable> tables = [Wide([.. given.Where(a => a.Use == AskedFor.State)])];
        var names = new VariableNames();
        names.Give(People);
        names.Give(Reasons);
        foreach (var group in given.GroupBy(a => a.Instrument.VersionId))
            tables.Add(Long([.. group], names.Give(group.First().Instrument.Document.Id), tables.Count));
        List<string> questions = [.. tables.Skip(1).SelectMany(table => table.Columns.Where(column => column.Kind is ColumnKind.Item or ColumnKind.Sureness)
            .Select(column => Question(table.Name, column.Name)))];
        _questions = questions.Index().ToDictionary(entry => entry.Item, entry => entry.Index + 1, StringComparer.Ordinal);
        tables.Add(new ExportTable(Reasons, "A row for each answer that is missing, with the reason",
            [ExportColumn.Person(), ExportColumn.Wave(_waves), ExportColumn.Occasion(), ExportColumn.Question(questions), ExportColumn.Reason()], ForTexts: true));
        All = tables;
    }

    public IReadOnlyList<ExportTable> All { get; }

    public InstrumentRows Rows(int version) => _long[version];

    public bool Has(int version) => _long.ContainsKey(version);

    public int Wave(string wave) => _waves.IndexOf(wave) + 1;

    public int QuestionPlace(string table, string column) => _questions[Question(table, column)];

    /// <summary>Where the answers of an occasion begin in the table of people; null where they are not in it.</summary>
    public (int Items, ScaleScoring[] Scorings)? InPeople(int version, string wave) => _wide.TryGetValue((version, wave), out var place) ? place : null;

    private static string Question(string table, string column) => $"{table}.{column}";

    private ExportTable Wide(IReadOnlyList<Asked> asked)
    {
        var names = new VariableNames();
        List<ExportColumn> columns = [ExportColumn.Person().Named(names.Give("person"))];
        foreach (var (pinned, wave, _) in asked)
        {
            var document = pinned.Document;
            ScaleScoring[] scorings = [.. document.Scales.Select(scale => new ScaleScoring(document, scale))];
            _wide[(pinned.VersionId, wave)] = (columns.Count, scorings);
            columns.AddRange(document.Items.Select(item => ExportColumn.Item(document, item, names.Give(item.Id, wave), wave)));
            columns.AddRange(scorings.Select(scoring => ExportColumn.Score(scoring, names.Give(scoring.Scale.Id, "score", wave), wave)));
        }

        return new ExportTable(People, "A row for each person, with what they answered about themselves on each occasion", columns);
    }

    private ExportTable Long(IReadOnlyList<Asked> asked, string name, int table)
    {
        var document = asked[0].Instrument.Document;
        var names = new VariableNames();
        foreach (var own in new[] { "person", "wave", "occasion", "day" })
            names.Give(own);
        List<ExportColumn> columns = [ExportColumn.Person(), ExportColumn.Wave(_waves), ExportColumn.Occasion(), ExportColumn.Day()];
        var items = columns.Count;
        columns.AddRange(document.Items.Select(item => ExportColumn.Item(document, item, names.Give(item.Id))));
        ScaleScoring[] scorings = [.. document.Scales.Select(scale => new ScaleScoring(document, scale))];
        columns.AddRange(scorings.Select(scoring => ExportColumn.Score(scoring, names.Give(scoring.Scale.Id, "score"))));
        int? sureness = null;
        if (asked.Any(a => a.Use is AskedFor.Picture or AskedFor.LastPicture))
        {
            sureness = columns.Count;
            columns.AddRange(document.Items.Select(item => ExportColumn.Sureness(item, names.Give(item.Id, "sure"), InstrumentQuestions.Sureness[^1].Value)));
        }

        _long[asked[0].Instrument.VersionId] = new InstrumentRows(table, document, columns, items, scorings, sureness);
        return new ExportTable(name, $"A row for each time somebody answered \u201c{document.Title}\u201d", columns);
    }
}

/// <summary>Where the parts of a response stand in the rows of its instrument.</summary>
/// <param name="Items">The place of the first item; the scores follow the items.</param>
/// <param name="Sureness">The place of the first answer to how sure; null where it is not asked.</param>
internal sealed record InstrumentRows(
    int Table, InstrumentDocument Document, IReadOnlyList<ExportColumn> Columns, int Items, ScaleScoring[] Scorings, int? Sureness);
