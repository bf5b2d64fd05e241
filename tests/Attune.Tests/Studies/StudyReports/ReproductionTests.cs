using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.App.Studies.Sentences;
using Attune.App.Studies.StudyReports;
using Attune.Tests.Studies.Plans;
using Attune.Tests.Studies.Runs;

namespace Attune.Tests.Studies.StudyReports;

/// <summary>The folder that comes with a report gives every figure again, by a program that is not ours.</summary>
public sealed partial class ReproductionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attune-");

    [Theory]
    [InlineData("wait-list")]
    [InlineData("cluster")]
    [InlineData("matched-pairs")]
    [InlineData("before-after")]
    public async Task R_gives_every_figure_of_a_made_up_study_again(string design)
    {
        var plan = PlanExample.Plan(json => Design(json, design));
        using var data = Read(plan, DataFor(design));
        await AllAgree(StudyAnalysis.Of(data, null), data);
    }

    /// <summary>Where an outcome cannot be estimated there are counts still, and the script knows of no more than the report.</summary>
    [Theory]
    [InlineData("one group in each arm", "needs at least 2 groups")]
    [InlineData("one person in an arm", "needs at least 5 people")]
    [InlineData("nobody left in an arm", "needs at least 5 people")]
    public async Task What_an_arm_is_too_small_for_is_not_estimated_and_R_agrees_on_the_rest(string flaw, string why)
    {
        foreach (var release in new[] { "rows", "summaries" })
        {
            using var data = Read(PlanExample.Plan(json =>
            {
                json["release"] = release;
                json.AsObject().Remove("subgroups");
                json["data"]!.AsObject().Remove("stratum");
                if (flaw == "one group in each arm")
                    Design(json, "cluster");
            }), Flawed(flaw));
            var results = StudyAnalysis.Of(data, null);
            foreach (var outcome in results.Outcomes)
            {
                outcome.Lead.ShouldBeNull();
                outcome.Imputed.ShouldBeNull();
                outcome.HedgesG.ShouldBeNull();
                outcome.NotEstimable!.ShouldStartWith(why);
                outcome.DropOutP.ShouldNotBeNull();
            }

            results.Harm.Advice.ShouldBe(HarmAdvice.CannotTell);
            var text = StudyMarkdown.Write(results);
            text.ShouldContain("The rule for harm could not be asked");
            text.ShouldNotContain("a model over rows uses every row");
            Reproduction.Write(results, data, _folder.FullName);
            var (exit, output) = await R("reproduce.R");
            exit.ShouldBe(0, output);
            if (release == "rows")
                output.ShouldContain($"{StudyFigures.Of(results).Count} figures, {StudyFigures.Of(results).Count} agree.");
        }
    }

    [Fact]
    public async Task With_one_group_people_of_a_cluster_count_as_one_and_R_agrees_from_rows_and_summaries()
    {
        foreach (var release in new[] { "rows", "summaries" })
        {
            using var data = Read(PlanExample.Plan(json =>
            {
                Design(json, "before-after");
                json["data"]!["cluster"] = "group";
                json["data"]!.AsObject().Remove("stratum");
                json["release"] = release;
            }), DataFor("before-after"));
            var results = StudyAnalysis.Of(data, null);
            // Fourteen groups of nearly one size: about thirteen degrees of freedom, whatever the people.
            results.Outcomes.ShouldAllBe(outcome => outcome.Lead!.Df > 11 && outcome.Lead.Df < 13.0001);
            Reproduction.Write(results, data, _folder.FullName);
            var (exit, output) = await R("reproduce.R");
            exit.ShouldBe(0, output);
            output.ShouldContain("concern.circle.answered.df");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task R_gives_every_figure_of_a_stepped_wedge_again(bool again)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.FullName, "data")).FullName, "people.csv");
        File.WriteAllLines(file, WedgeExample.Rows(again));
        using var data = StudyImport.Handle(WedgeExample.Plan(), file, TestContext.Current.CancellationToken).ShouldBeOfType<StudyImport.Outcome.Read>().Data;
        await AllAgree(StudyAnalysis.Of(data, null), data, "lmerTest");
    }

    [Fact]
    public async Task R_gives_every_figure_of_the_oxazepam_trial_again()
    {
        var file = Shared.File("data", "oxazepam_empathy_rct", "demographics.csv");
        var ran = RunStudy.Handle(new RunStudy.Request(RepositoryFiles.In("docs", "reference", "example", "oxazepam", "study.json"), file), TestContext.Current.CancellationToken)
            .ShouldBeOfType<RunStudy.Outcome.Ran>();
        await AllAgree(ran.Results, ran.Data, "lmerTest");
    }

    [Fact]
    public void Where_rows_are_held_back_the_folder_holds_summaries_alone()
    {
        var plan = PlanExample.Plan(json => json["release"] = "summaries");
        using var data = Read(plan, Path.Combine(PlanExample.Folder, "people.csv"));
        Reproduction.Write(StudyAnalysis.Of(data, null), data, _folder.FullName);

        Directory.GetFiles(_folder.FullName, "*.csv").Select(Path.GetFileName).ShouldBe(
            ["before.csv", "counts.csv", "draws-concern.csv", "draws-distress.csv", "expected.csv", "items.csv", "moments-concern.csv", "moments-distress.csv", "summaries.csv"], ignoreOrder: true);
        foreach (var file in Directory.GetFiles(_folder.FullName))
            File.ReadAllText(file).ShouldNotContain("p001");
        foreach (var name in new[] { "before.csv", "items.csv", "moments-concern.csv", "moments-distress.csv" })
            Column(name, "n").ShouldAllBe(count => count >= plan.MinimumCell, name);
    }

    /// <summary>Of the figures those that cannot be had from summaries, by how they begin.</summary>
    [Theory]
    // Looking back rests on nearly the same people as the outcome: one taken from the other would be somebody's answer.
    [InlineData("wait-list", "subgroup. concern.then. concern.circle.then.")]
    [InlineData("cluster", "subgroup. concern.then. concern.circle.then.")]
    // Two people make a pair, so nothing may be said of one.
    [InlineData("matched-pairs", "subgroup. concern.circle.answered. concern.circle.g distress.circle.answered. distress.circle.g")]
    [InlineData("before-after", "concern.then.")]
    public async Task R_gives_from_summaries_every_figure_they_allow(string design, string without)
    {
        var plan = PlanExample.Plan(json =>
        {
            Design(json, design);
            json["release"] = "summaries";
            if (design == "cluster")
                json["data"]!.AsObject().Remove("stratum");
        });
        using var data = Read(plan, DataFor(design));
        var results = StudyAnalysis.Of(data, null);
        Reproduction.Write(results, data, _folder.FullName);
        var (exit, output) = await R("reproduce.R");

        exit.ShouldBe(0, output);
        var figures = StudyFigures.Of(results).Select(figure => figure.Name).ToList();
        var beyond = figures.Where(name => without.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(start => name.StartsWith(start, StringComparison.Ordinal))).ToList();
        output.ShouldContain($"{figures.Count} figures, {figures.Count - beyond.Count} to be had from summaries, {figures.Count - beyond.Count} agree.");
        foreach (var name in beyond)
            output.ShouldContain($"  {name}\n");
    }

    [Fact]
    public void No_summary_is_of_fewer_people_than_the_minimum_cell()
    {
        // Of one branch three people only, whose answers the moments would tell.
        var lines = File.ReadAllLines(Path.Combine(PlanExample.Folder, "people.csv"));
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.FullName, "data")).FullName, "people.csv");
        File.WriteAllLines(file, lines.Select((line, i) => i is >= 1 and <= 3 ? Branch().Replace(line, "$1,island,") : line));
        using var data = Read(PlanExample.Plan(json => json["release"] = "summaries"), file);
        Reproduction.Write(StudyAnalysis.Of(data, null), data, _folder.FullName);

        Directory.GetFiles(_folder.FullName, "moments-*").ShouldBeEmpty();
        File.ReadAllText(Path.Combine(_folder.FullName, "summaries.csv")).ShouldContain("concern,circle,");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static StudyData Read(StudyPlan plan, string file) => StudyImport.Handle(plan, file, TestContext.Current.CancellationToken) switch
    {
        StudyImport.Outcome.Read read => read.Data,
        StudyImport.Outcome.Refused refused => throw new ShouldAssertException(string.Join('\n', refused.Problems)),
        _ => throw new InvalidOperationException(),
    };

    private IReadOnlyList<double> Column(string file, string column)
    {
        var lines = File.ReadAllLines(Path.Combine(_folder.FullName, file));
        var place = lines[0].Split(',').Index().First(heading => heading.Item == column).Index;
        return [.. lines.Skip(1).Select(line => double.Parse(line.Split(',')[place], System.Globalization.CultureInfo.InvariantCulture))];
    }

    [GeneratedRegex("^(p[0-9]+,[a-z]+),[a-z]+,")]
    private static partial Regex Branch();

    private async Task AllAgree(StudyResults results, StudyData data, string? package = null)
    {
        Reproduction.Write(results, data, _folder.FullName);
        if (package is not null && (await R("-e", $"if (!requireNamespace('{package}', quietly = TRUE)) quit(status = 1)")).Exit != 0)
            Assert.Skip($"R has no {package} here.");
        var (exit, output) = await R("reproduce.R");

        exit.ShouldBe(0, output);
        var figures = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.FullName, "report.json"))).RootElement.GetProperty("figures").EnumerateObject().Count();
        figures.ShouldBeGreaterThan(10);
        output.ShouldContain($"{figures} figures, {figures} agree.");
        foreach (var file in Directory.GetFiles(_folder.FullName))
            File.ReadAllText(file).ShouldNotContain("p001", customMessage: file);
    }

    private static void Design(JsonNode plan, string design)
    {
        plan["design"] = design;
        if (design != "matched-pairs")
        {
            plan["measures"]!.AsArray().Add(JsonNode.Parse("""{"id": "concern_then", "label": "Concern, looking back", "of": "concern", "range": {"lowest": 1, "highest": 7}, "columns": {"after": ["t1", "t2", "t3"]}, "answered": 2}"""));
            plan["outcomes"]![0]!["thenTest"] = "concern_then";
        }

        if (design == "cluster")
            plan["data"]!["cluster"] = "group";
        if (design == "matched-pairs")
        {
            plan["data"]!["pair"] = "pair";
            plan["data"]!.AsObject().Remove("stratum");
        }

        if (design != "before-after")
            return;
        plan["arms"] = new JsonArray(new JsonObject { ["id"] = "circle", ["label"] = "The circle" });
        plan["data"]!.AsObject().Remove("arm");
        plan.AsObject().Remove("subgroups");
    }

    /// <summary>The example's people, with a group or a pair for each where the design needs one.</summary>
    private string DataFor(string design)
    {
        var lines = File.ReadAllLines(Path.Combine(PlanExample.Folder, "people.csv"));
        var circle = 0;
        var waiting = 0;
        string[] with = [lines[0] + ",group,pair,t1,t2,t3", .. lines.Skip(1).Select(line =>
        {
            var own = line.Contains(",circle,", StringComparison.Ordinal);
            var number = own ? circle++ : waiting++;
            var cells = line.Split(',');
            // Some look back on a lower start; who did not answer afterwards did not look back either.
            var back = Enumerable.Range(7, 3).Select(item => cells[item + 6] == "" || !int.TryParse(cells[item], out var before) ? "" : $"{Math.Max(1, before - number % 3 % 2)}");
            return $"{line},{(own ? "c" : "w")}{number % 7},{number},{string.Join(',', back)}";
        })];
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.FullName, "data-" + design)).FullName, "people.csv");
        File.WriteAllLines(file, with);
        return file;
    }

    private string Flawed(string flaw)
    {
        var lines = File.ReadAllLines(DataFor(flaw));
        var (answers, left) = (lines[0].Split(',').ToList(), flaw == "one person in an arm" ? 1 : 0);
        var file = Path.Combine(_folder.FullName, "data-" + flaw, "people.csv");
        File.WriteAllLines(file, lines.Select((line, i) =>
        {
            var cells = line.Split(',');
            if (i == 0)
                return line;
            if (flaw == "one group in each arm")
                cells[answers.IndexOf("group")] = cells[answers.IndexOf("group")][..1];
            else if (cells[answers.IndexOf("arm")] == "circle" && left-- <= 0)
                foreach (var at in answers.Index().Where(column => column.Item.EndsWith("_after", StringComparison.Ordinal)).Select(column => column.Index))
                    cells[at] = "";
            return string.Join(',', cells);
        }));
        return file;
    }

    private async Task<(int Exit, string Output)> R(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("Rscript", arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output + await error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("R is not installed here.");
            throw;
        }
    }
}
