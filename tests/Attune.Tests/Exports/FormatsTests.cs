using System.Diagnostics;
using Attune.App.Consents;
using Attune.App.Exports;
using Attune.Tests.Storage;

namespace Attune.Tests.Exports;

/// <summary>What is written for SPSS and Stata is read again by programs that are not ours, and says what the CSV says.</summary>
public sealed class FormatsTests
{
    private static readonly ExportFormat[] Every = [.. Enum.GetValues<ExportFormat>()];

    private const string Compare = """
        suppressMessages(library(haven))
        checks <- 0
        for (file in list.files('csv', full.names = TRUE)) {
          table <- sub('.csv', '', basename(file), fixed = TRUE)
          if (table == 'reasons') next
          text <- read.csv(file, check.names = FALSE)
          sav <- read_sav(file.path('spss', paste0(table, '.sav')), user_na = TRUE)
          dta <- read_dta(file.path('stata', paste0(table, '.dta')))
          stopifnot(identical(names(text), names(sav)), identical(names(text), names(dta)), nrow(text) == nrow(sav), nrow(text) == nrow(dta))
          for (name in names(text)) {
            words <- !is.numeric(text[[name]]) && name != 'person' && !all(is.na(text[[name]]))
            one <- if (words) as.character(as_factor(sav[[name]])) else as.vector(sav[[name]])
            two <- if (words) as.character(as_factor(dta[[name]])) else as.vector(dta[[name]])
            if (!words) one[is.na(sav[[name]])] <- NA
            if (!words) two[is.na(dta[[name]])] <- NA
            stopifnot(isTRUE(all.equal(one, text[[name]], check.attributes = FALSE, tolerance = 0)) || all(is.na(one) & is.na(text[[name]])))
            stopifnot(isTRUE(all.equal(two, text[[name]], check.attributes = FALSE, tolerance = 0)) || all(is.na(two) & is.na(text[[name]])))
            stopifnot(nchar(attr(sav[[name]], 'label')) > 0, nchar(attr(dta[[name]], 'label')) > 0)
            checks <- checks + 2
          }
        }
        sav <- read_sav('spss/conditions.sav', user_na = TRUE)$worried_about_words
        stopifnot(names(attr(sav, 'labels'))[attr(sav, 'labels') == -92] == 'would rather not say', attr(sav, 'na_range') == c(-95, -91), sum(sav == -92) == 5)
        dta <- read_dta('stata/conditions.dta')$worried_about_words
        stopifnot(sum(na_tag(dta) == 'b', na.rm = TRUE) == 5, na_tag(attr(dta, 'labels'))[names(attr(dta, 'labels')) == 'would rather not say'] == 'b')
        stopifnot(nrow(suppressWarnings(foreign::read.spss('spss/people.sav', to.data.frame = TRUE))) == 15)
        cat(checks, 'columns agree\n')
        """;

    [Fact]
    public async Task R_reads_the_same_from_SPSS_and_Stata_files_as_from_CSV_with_labels_and_reasons()
    {
        await using var room = await Exported();
        var script = Path.Combine(room.Folder(), "compare.R");
        await File.WriteAllTextAsync(script, Compare, TestContext.Current.CancellationToken);
        if ((await Run("Rscript", room.Folder(), "-e", "if (!requireNamespace('haven', quietly = TRUE)) quit(status = 1)")).Exit != 0)
            Assert.Skip("R has no haven here: apt-get install r-cran-haven.");

        var (exit, output) = await Run("Rscript", room.Folder(), script);

        exit.ShouldBe(0, output);
        output.ShouldContain("columns agree");
    }

    [Fact]
    public async Task Each_line_of_JSON_says_what_the_CSV_says()
    {
        await using var room = await Exported();
        foreach (var table in new[] { "people", "conditions", "reasons" })
        {
            var csv = room.Csv(table);
            var lines = await File.ReadAllLinesAsync(room.File($"jsonl/{table}.jsonl"), TestContext.Current.CancellationToken);
            lines.Length.ShouldBe(csv.Length - 1);
            foreach (var (line, row) in lines.Zip(csv.Skip(1)))
            {
                using var json = System.Text.Json.JsonDocument.Parse(line);
                json.RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(csv[0]);
                json.RootElement.EnumerateObject().Select(member => member.Value.ToString()).ShouldBe(row);
            }
        }
    }

    [Fact]
    public async Task The_Psych_DS_folder_has_its_description_and_names_every_column()
    {
        await using var room = await Exported();
        using var description = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(room.File("psych-ds/dataset_description.json"), TestContext.Current.CancellationToken));
        foreach (var (member, kind) in new[] { ("@context", "https://schema.org/"), ("@type", "Dataset") })
            description.RootElement.GetProperty(member).GetString().ShouldBe(kind);
        var described = description.RootElement.GetProperty("variableMeasured").EnumerateArray().Select(variable => variable.GetProperty("name").GetString()).ToList();
        described.ShouldBeUnique();
        var files = Directory.GetFiles(Path.Combine(room.Folder(), "psych-ds", "data"));
        files.ShouldAllBe(file => System.Text.RegularExpressions.Regex.IsMatch(Path.GetFileName(file), "^([a-z]+-[a-zA-Z0-9]+)(_[a-z]+-[a-zA-Z0-9]+)*_data\\.csv$"));
        files.SelectMany(file => File.ReadLines(file).First().Split(',')).Distinct().ShouldBe(described!, ignoreOrder: true);
        File.Exists(room.File("psych-ds/README.md")).ShouldBeTrue();
    }

    private static async Task<ExportRoom> Exported()
    {
        var room = await ExportRoom.Create(Databases.Sqlite);
        room.People(15, ConsentTier.Rows);
        await room.Close();
        (await room.Export(formats: Every)).ShouldBeOfType<ExportProgramme.Outcome.Written>();
        return room;
    }

    private static async Task<(int Exit, string Output)> Run(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await error);
    }
}
