using System.Text.Json.Nodes;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.Tests.Studies.Plans;

namespace Attune.Tests.Studies.Runs;

public sealed class StudyImportTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void Nothing_is_imported_where_one_row_is_broken_and_the_line_is_named()
    {
        var problems = Refused(null, Header, "1,circle,3,4,2,2", "2,circle,3,4,2", "3,waiting,3,4,2,2");

        problems.ShouldHaveSingleItem().ToString().ShouldBe("data.csv, line 3: expected 6 cells, found 5; nothing after this line was read");
    }

    [Fact]
    public void A_person_who_comes_twice_is_named_with_both_lines() =>
        Refused(null, Header, "1,circle,3,4,2,2", "2,waiting,3,4,2,2", "1,circle,3,4,2,2").ShouldHaveSingleItem().ToString()
            .ShouldBe("data.csv, line 4, column id: expected each person once; this one is on line 2 already");

    [Fact]
    public void An_arm_without_people_is_refused() =>
        Refused(null, Header, "1,circle,3,4,2,2", "2,circle,3,4,2,2").ShouldHaveSingleItem().Expected.ShouldContain("nobody is in 'waiting'");

    [Fact]
    public void A_stratum_of_one_person_is_refused_with_its_line() =>
        Refused(plan => plan["data"]!["stratum"] = "place", Header + ",place", "1,circle,3,4,2,2,north", "2,waiting,3,4,2,2,north", "3,waiting,3,4,2,2,south")
            .ShouldHaveSingleItem().ToString().ShouldStartWith("data.csv, line 4, column place: expected at least two people in a stratum; 'south' has one");

    [Fact]
    public void An_answer_from_before_consent_is_refused() =>
        Refused(Dated, Header + ",agreed,day", "1,circle,3,4,2,2,2026-03-02,2026-03-01", "2,waiting,3,4,2,2,2026-03-02,2026-03-02")
            .ShouldHaveSingleItem().ToString().ShouldStartWith("data.csv, line 2, column day: expected 'after' on or after the day of consent, 2026-03-02, found 2026-03-01");

    [Fact]
    public void An_answer_of_someone_without_a_day_of_consent_is_refused_and_who_gave_none_may_lack_it()
    {
        Refused(Dated, Header + ",agreed,day", "1,circle,3,4,2,2,,2026-03-01", "2,waiting,3,4,2,2,2026-03-02,2026-03-02")
            .ShouldHaveSingleItem().ToString().ShouldStartWith("data.csv, line 2, column agreed: expected the day of consent of a person who answered; it is empty");
        Read(Dated, Header + ",agreed,day", "1,circle,,,,,,", "2,waiting,3,4,2,2,2026-03-02,2026-03-02").People.Count.ShouldBe(2);
    }

    [Fact]
    public void In_long_data_consent_counts_from_whichever_row_has_it_and_who_somebody_is_does_not_change()
    {
        static void Consented(JsonNode plan)
        {
            Long(plan);
            plan["data"]!["consent"] = "agreed";
            plan["data"]!["date"] = "day";
            plan["waves"]![1]!.AsObject().Remove("opensDay");
            plan["subgroups"] = new JsonArray(new JsonObject { ["id"] = "sex", ["label"] = "Sex", ["column"] = "sex", ["outcome"] = "concern" });
        }

        const string Columns = "id,arm,when,day,agreed,sex,c,d";
        string[] sound = ["2,waiting,T0,2026-03-01,2026-03-01,m,3,2", "2,waiting,T1,2026-04-01,,,4,2"];
        Refused(Consented, [Columns, "1,circle,T0,2026-03-01,,f,3,2", "1,circle,T1,2026-05-02,2026-05-01,f,4,2", .. sound])
            .ShouldHaveSingleItem().ToString().ShouldStartWith("data.csv, line 2, column day: expected 'before' on or after the day of consent, 2026-05-01, found 2026-03-01");
        Refused(Consented, [Columns, "1,circle,T0,2026-03-01,2026-03-01,f,3,2", "1,circle,T1,2026-04-03,2026-04-02,m,4,2", .. sound]).Select(problem => problem.ToString()).ShouldBe(
        [
            "data.csv, line 3, column agreed: expected '2026-03-01' as on line 2 for the same person, found '2026-04-02'",
            "data.csv, line 3, column sex: expected 'f' as on line 2 for the same person, found 'm'",
        ], ignoreOrder: true);
        Refused(Consented, [Columns, "1,circle,T0,2026-03-01,,f,3,2", "1,circle,T1,2026-04-03,,f,4,2", .. sound])
            .ShouldHaveSingleItem().ToString().ShouldStartWith("data.csv, line 2, column agreed: expected the day of consent");
    }

    [Theory]
    [InlineData("year-month-day", "2026-03-02", null)]
    [InlineData("day-month-year", "2.3.2026", null)]
    [InlineData("day-month-year", "02/03/2026", null)]
    [InlineData("month-day-year", "3/2/2026", null)]
    [InlineData("year-month-day", "2.3.2026", "expected a date as year-month-day (yyyy-MM-dd), found '2.3.2026'; a file has one form of dates")]
    [InlineData("month-day-year", "13/2/2026", "expected a date as month-day-year")]
    public void Dates_have_the_one_form_the_plan_names(string form, string cell, string? problem)
    {
        Action<JsonNode> change = plan =>
        {
            Dated(plan);
            plan["data"]!["dates"] = form;
        };
        string[] rows = [Header + ",agreed,day", $"1,circle,3,4,2,2,{cell},{cell}", $"2,waiting,3,4,2,2,{cell},{cell}"];
        if (problem is null)
            Read(change, rows).People.Count.ShouldBe(2);
        else
            Refused(change, rows)[0].Expected.ShouldStartWith(problem);
    }

    [Fact]
    public void A_questionnaire_that_changed_midway_is_refused() =>
        Refused(plan => plan["data"]!["version"] = "form", Header + ",form", "1,circle,3,4,2,2,A", "2,waiting,3,4,2,2,A", "3,waiting,3,4,2,2,B", "4,waiting,3,4,2,2,B")
            .ShouldHaveSingleItem().ToString().ShouldStartWith("data.csv, line 4, column form: expected version 'A' of the questions, as on line 2, found 'B'");

    [Fact]
    public void Labels_and_decimal_commas_are_numbers()
    {
        var data = Read(plan =>
        {
            plan["measures"]![0]!["labels"] = new JsonObject { ["a little"] = 2 };
            plan["data"]!["separator"] = ";";
            plan["data"]!["decimal"] = ",";
            plan["data"]!["armLabels"] = new JsonObject { ["T"] = "circle", ["W"] = "waiting" };
        }, Header.Replace(',', ';'), "1;T;a little;4,5;2;2", "2;W;3;;2;2");

        data.People.First().Scores[..2].ShouldBe([2, 4.5]);
        data.People.Last().Scores[1].ShouldBeNull();
        data.People.Select(person => person.Arm).ShouldBe(["circle", "waiting"]);
    }

    [Theory]
    [InlineData("1,circle,9,4,2,2", "column cb: expected a number from 1 to 7, found 9")]
    [InlineData("1,circle,often,4,2,2", "column cb: expected a number, found 'often'")]
    [InlineData("1,cirlce,3,4,2,2", "column arm: expected an arm of the plan (waiting, circle), found 'cirlce'")]
    [InlineData("1,,3,4,2,2", "column arm: expected an arm: everyone randomised is analysed in theirs; it is empty")]
    [InlineData(",circle,3,4,2,2", "column id: expected who this row is about; it is empty")]
    public void A_cell_that_cannot_be_taken_is_named(string row, string problem) =>
        Refused(null, Header, row, "2,waiting,3,4,2,2").ShouldHaveSingleItem().ToString().ShouldBe("data.csv, line 2, " + problem);

    [Fact]
    public void Long_data_become_the_same_people_as_wide_data()
    {
        var wide = Read(null, Header, "1,circle,3,4,2,1", "2,waiting,3,,2,5");
        var narrow = Read(Long, "id,arm,when,c,d", "1,circle,T0,3,2", "2,waiting,T0,3,2", "2,waiting,T1,,5", "1,circle,T1,4,1");

        narrow.People.Select(person => person.Scores).ShouldBe(wide.People.Select(person => person.Scores));
    }

    [Fact]
    public void In_long_data_a_person_keeps_their_arm_and_comes_once_a_wave()
    {
        Refused(Long, "id,arm,when,c,d", "1,circle,T0,3,2", "2,waiting,T0,3,2", "1,waiting,T1,4,1")[0].ToString().ShouldBe("data.csv, line 4, column arm: expected 'circle' as on line 2 for the same person, found 'waiting'");
        Refused(Long, "id,arm,when,c,d", "1,circle,T0,3,2", "2,waiting,T0,3,2", "1,circle,T0,4,1")[0].ToString().ShouldBe("data.csv, line 4, column id: expected one row for this person at 'before'; there is one already");
    }

    [Fact]
    public void Many_problems_are_counted_and_the_first_are_told()
    {
        string[] rows = [Header, .. Enumerable.Range(1, 60).Select(i => $"{i},nowhere,3,4,2,2")];
        var refused = Import(null, rows).ShouldBeOfType<StudyImport.Outcome.Refused>();

        refused.Problems.Count.ShouldBe(StudyImport.ProblemsTold);
        refused.More.ShouldBe(60 - StudyImport.ProblemsTold);
    }

    [Fact]
    public void A_column_the_plan_names_and_the_file_lacks_is_pointed_out() =>
        Refused(null, "id,arm,cb,ca,db", "1,circle,3,4,2").ShouldHaveSingleItem().ToString().ShouldStartWith("data.csv, line 1, column da: expected this column, which the plan names");

    public void Dispose() => _scratch.Dispose();

    private const string Header = "id,arm,cb,ca,db,da";

    private static void Dated(JsonNode plan)
    {
        plan["data"]!["consent"] = "agreed";
        plan["waves"]![1]!["dateColumn"] = "day";
        plan["waves"]![1]!.AsObject().Remove("opensDay");
    }

    internal static void Long(JsonNode plan)
    {
        plan["data"]!["shape"] = "long";
        plan["data"]!["wave"] = "when";
        plan["data"]!["waveLabels"] = new JsonObject { ["T0"] = "before", ["T1"] = "after" };
        for (var i = 0; i < 2; i++)
        {
            plan["measures"]![i]!.AsObject().Remove("columns");
            plan["measures"]![i]!["column"] = i == 0 ? "c" : "d";
        }
    }

    private StudyData Read(Action<JsonNode>? change, params string[] rows) => Import(change, rows) switch
    {
        StudyImport.Outcome.Read read => read.Data,
        StudyImport.Outcome.Refused refused => throw new ShouldAssertException(string.Join('\n', refused.Problems)),
        _ => throw new InvalidOperationException(),
    };

    private IReadOnlyList<DataProblem> Refused(Action<JsonNode>? change, params string[] rows) => Import(change, rows).ShouldBeOfType<StudyImport.Outcome.Refused>().Problems;

    private StudyImport.Outcome Import(Action<JsonNode>? change, string[] rows)
    {
        _scratch.WithData(rows);
        return StudyImport.Handle(PlanExample.Plan(PlanExample.Small(change)), _scratch.In("data.csv"), TestContext.Current.CancellationToken);
    }
}
