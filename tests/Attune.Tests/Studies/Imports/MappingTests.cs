using System.Text;
using Attune.App.Studies.Imports;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.Tests.Studies.Plans;

namespace Attune.Tests.Studies.Imports;

/// <summary>A file as another tool wrote it gives the same people as the file that the plan reads.</summary>
public sealed class MappingTests : IDisposable
{
    private static readonly string[] Waves = ["before", "after"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attune-mapping-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string[][] Rows => [.. File.ReadAllLines(Path.Combine(PlanExample.Folder, "people.csv")).Select(line => line.Split(','))];

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("windows-1252", false)]
    [InlineData("utf-16", true)]
    public void Semicolons_decimal_commas_words_and_any_of_the_encodings_give_the_same_people(string encoding, bool mark)
    {
        var rows = Rows;
        rows[0] = [.. rows[0].Select(name => name == "branch" ? "Außenstelle" : "Frage " + name)];
        // 3 becomes "manchmal", 4 becomes 4,0; both are the same answer.
        foreach (var row in rows.Skip(1))
            for (var i = 7; i < row.Length; i++)
                row[i] = row[i] switch { "3" => "manchmal", "4" => "4,0", var other => other };
        var file = Write(string.Join("\r\n", rows.Select(row => string.Join(';', row))), encoding, mark);
        var mapping = Mapping(encoding, ";", ",", names: name => name == "branch" ? "Außenstelle" : "Frage " + name, labels: """, "labels": { "manchmal": "3" }""");

        Same(Read(PlanExample.Plan(), mapping, file));
    }

    [Fact]
    public void A_row_for_each_wave_gives_the_same_people_as_a_row_for_each_person()
    {
        var rows = Rows;
        List<string> lines = ["id,arm,branch,helper,consent,visit,day,c1,c2,c3,d1,d2,d3"];
        foreach (var wave in Waves.Reverse()) // in any order
            foreach (var row in rows.Skip(1))
                lines.Add(string.Join(',', [.. row[..5], wave == "before" ? "T1" : "T2", row[wave == "before" ? 5 : 6], .. wave == "before" ? row[7..13] : row[13..19]]));
        var columns = string.Join(",\n", new[] { "id", "arm", "branch", "helper" }.Select(name => $$"""{ "from": "{{name}}" }""")
            .Append("""{ "from": "consent", "as": "date", "dates": "day-month-year" }""").Append("""{ "from": "day", "to": "day_{wave}", "as": "date", "dates": "day-month-year" }""")
            .Concat(new[] { "c1", "c2", "c3", "d1", "d2", "d3" }.Select(name => $$"""{ "from": "{{name}}", "to": "{{name}}_{wave}", "as": "number" }""")));
        var mapping = $$"""{ "format": "attune-mapping/1", "columns": [{{columns}}], "wave": { "column": "visit", "values": { "T1": "before", "T2": "after" } } }""";

        // People come in the order of the file, which is that of the rows.
        Same(Read(PlanExample.Plan(), mapping, Write(string.Join('\n', lines))));
        Told(Read(PlanExample.Plan(), mapping, Write(string.Join('\n', [.. lines, lines[^1]])))).ShouldContain($"line {lines.Count + 1}, column id: expected one row for this person at 'before'");
    }

    [Fact]
    public void Dates_that_can_be_read_in_two_ways_are_refused_until_the_mapping_says_which()
    {
        var file = Write(File.ReadAllText(Path.Combine(PlanExample.Folder, "people.csv")));

        var told = Told(Read(PlanExample.Plan(), Mapping("utf-8", ",", ".", dates: ""), file));

        told.ShouldContain("people.csv, line 2, column consent: expected a date that can be read in one way; '1.3.2026' has two. Say which in the mapping: \"dates\": \"day-month-year\" or \"month-day-year\"");
        Same(Read(PlanExample.Plan(), Mapping("utf-8", ",", "."), file));
    }

    [Fact]
    public void What_is_wrong_is_told_by_line_and_column_of_the_file_as_it_is()
    {
        var rows = Rows;
        rows[0] = [.. rows[0].Select(name => "Q " + name)];
        rows[3][7] = "often";
        rows[5][8] = "2,5";
        rows[6][9] = "99";
        rows[8][0] = rows[7][0];
        rows[9][4] = "31.2.2026";
        var mapping = Mapping("utf-8", ",", ".", names: name => "Q " + name);
        // A quoted cell over two lines moves every line after it.
        rows[1][3] = "\"no\nreally\"";

        var told = Told(Read(PlanExample.Plan(), mapping, Write(string.Join('\n', rows.Select(row => string.Join(',', row.Select(cell => cell == "2,5" ? "\"2,5\"" : cell)))))));
        told.ShouldContain("line 5, column Q c1_before: expected a number, found 'often'. Say what it stands for under \"labels\", or put it under \"missing\"");
        told.ShouldContain("line 7, column Q c2_before: expected a number, found '2,5'. Where ',' stands before decimals say so in the mapping: \"decimal\": \",\"");
        told.ShouldContain("line 11, column Q consent: expected a day of the calendar as day-month-year, found '31.2.2026'");

        (rows[3][7], rows[5][8], rows[9][4]) = ("3", "2", "1.3.2026");
        told = Told(Read(PlanExample.Plan(), mapping, Write(string.Join('\n', rows.Select(row => string.Join(',', row))))));
        told.ShouldContain("people.csv, line 8, column Q c3_before: expected a number from 1 to 7, found 99");
        told.ShouldContain("people.csv, line 10, column Q id: expected each person once");
    }

    [Fact]
    public void A_column_that_the_mapping_does_not_name_is_refused_so_that_none_is_lost_unseen()
    {
        var text = File.ReadAllText(Path.Combine(PlanExample.Folder, "people.csv"));
        var told = Told(Read(PlanExample.Plan(), Mapping("utf-8", ",", "."), Write("note," + text.Replace("\n", "\n,").TrimEnd(','))));

        told.ShouldContain("line 1, column note: expected every column in the mapping; put it under \"columns\", or under \"ignore\"");
    }

    [Theory]
    [InlineData("windows-1252", "utf-8", "expected text in utf-8, and somewhere after this line it is not. Say what it is in: \"encoding\": \"windows-1252\" or \"utf-16\"")]
    [InlineData("utf-8", "utf-8", null)]
    public void A_file_in_another_encoding_is_refused_and_never_read_as_other_letters(string written, string said, string? expected)
    {
        var text = File.ReadAllText(Path.Combine(PlanExample.Folder, "people.csv")).Replace("north", "Nürnberg");
        var outcome = Read(PlanExample.Plan(), Mapping(said, ",", "."), Write(text, written));
        if (expected is null)
            outcome.ShouldBeOfType<StudyImport.Outcome.Read>().Data.People.ShouldContain(person => person.Stratum == "Nürnberg");
        else
            Told(outcome).ShouldContain(expected);
    }

    [Fact]
    public void A_suggested_mapping_of_a_file_with_the_plans_names_reads_it_as_it_is()
    {
        var file = Write(File.ReadAllText(Path.Combine(PlanExample.Folder, "people.csv")).Replace(',', ';'));

        var suggested = SuggestMapping.Handle(new SuggestMapping.Request(file, PlanExample.Plan()), Ct).ShouldBeOfType<SuggestMapping.Outcome.Suggested>();

        suggested.Remarks.ShouldBeEmpty();
        Same(Read(PlanExample.Plan(), suggested.Json, file));
    }

    [Fact]
    public void The_preview_shows_the_first_rows_as_understood_and_keeps_nothing()
    {
        var file = Write(File.ReadAllText(Path.Combine(PlanExample.Folder, "people.csv")));
        var mapping = MappingReader.Read(Mapping("utf-8", ",", "."), "mapping.json").Mapping.ShouldNotBeNull();

        var seen = PreviewMapping.Handle(new PreviewMapping.Request(file, mapping, PlanExample.Plan(), 2), Ct).ShouldBeOfType<PreviewMapping.Outcome.Seen>();

        seen.RowsInAll.ShouldBe(120);
        seen.Rows.Count.ShouldBe(3);
        seen.Rows[1][4].ShouldBe("2026-03-01");
        seen.Problems.ShouldBeEmpty();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Mapping(string encoding, string separator, string comma, Func<string, string>? names = null, string labels = "", string dates = """, "dates": "day-month-year" """)
    {
        var columns = Rows[0].Select((name, i) => $$"""{ "from": "{{names?.Invoke(name) ?? name}}", "to": "{{name}}", "as": "{{(i is >= 4 and <= 6 ? "date" : i > 6 ? "number" : "text")}}"{{(i > 6 ? labels : "")}} }""");
        return $$"""{ "format": "attune-mapping/1", "encoding": "{{encoding}}", "separator": "{{separator}}", "decimal": "{{comma}}"{{dates}}, "columns": [{{string.Join(",\n", columns)}}] }""";
    }

    private static StudyImport.Outcome Read(StudyPlan plan, string mapping, string file)
    {
        var (read, problems) = MappingReader.Read(mapping, "mapping.json");
        problems.ShouldBeEmpty();
        return MappedImport.Read(plan, read!, file, Ct);
    }

    private static void Same(StudyImport.Outcome outcome)
    {
        if (outcome is StudyImport.Outcome.Refused refused)
            throw new ShouldAssertException(string.Join('\n', refused.Problems));
        var mapped = ((StudyImport.Outcome.Read)outcome).Data;
        var plain = ((StudyImport.Outcome.Read)StudyImport.Handle(PlanExample.Plan(), Path.Combine(PlanExample.Folder, "people.csv"), Ct)).Data;
        string Written(StudyData data) => string.Join('\n', data.People.OrderBy(person => person.Number).Select(person =>
            $"{person.Number} {person.Arm} {person.Stratum} {string.Join(' ', person.Scores)} {string.Join(' ', person.Items.SelectMany(items => items ?? []))} {string.Join(' ', person.Kinds)}"));
        Written(mapped).ShouldBe(Written(plain));
        mapped.OutsideWindow.ShouldBe(plain.OutsideWindow);
        mapped.Plan.Hash.ShouldBe(plain.Plan.Hash);
    }

    private static string Told(StudyImport.Outcome outcome) => string.Join('\n', outcome.ShouldBeOfType<StudyImport.Outcome.Refused>().Problems);

    private string Write(string text, string encoding = "utf-8", bool mark = false)
    {
        var path = Path.Combine(_folder.FullName, "people.csv");
        File.WriteAllText(path, text, encoding switch
        {
            "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
            "utf-16" => new UnicodeEncoding(false, mark),
            _ => new UTF8Encoding(mark),
        });
        return path;
    }
}
