using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.App.Studies.StudyReports;
using Attune.Tests.Studies.Plans;

namespace Attune.Tests.Studies.StudyReports;

/// <summary>The PDF as poppler reads it, a program that is not ours.</summary>
public sealed partial class StudyPdfTests : IDisposable
{
    private static readonly StudyResults Results = Ran();

    private readonly Scratch _scratch = new();

    [Fact]
    public async Task It_holds_the_sentence_the_sections_in_order_and_every_number_of_the_Markdown()
    {
        var outline = StudyOutline.Of(Results, new StudyWords());
        var text = Line(await Text(StudyPdf.Write(Results)));

        string[] order = [outline.Title, .. outline.Sentence, .. outline.Sections.Select(section => section.Heading)];
        var at = -1;
        foreach (var part in order)
            (at = text.IndexOf(Line(part), at + 1, StringComparison.Ordinal)).ShouldBeGreaterThan(-1, part);
        foreach (var figure in outline.Sections.SelectMany(section => section.Parts).OfType<StudyPart.Figure>())
            text.ShouldContain(Line(figure.Alternative));
        var numbers = Numbers(text);
        Numbers(StudyMarkdown.Write(Results).Replace("\\", "", StringComparison.Ordinal)).Except(numbers).ShouldBeEmpty();
        numbers.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task It_is_tagged_and_has_a_title_a_language_bookmarks_and_its_typeface_inside()
    {
        var pdf = StudyPdf.Write(Results);
        var (about, parts) = (await Poppler("pdfinfo", pdf), await Poppler("pdfinfo", pdf, "-struct"));

        about.ShouldContain("Tagged:          yes");
        about.ShouldContain($"Title:           {Results.Plan.Title}");
        about.ShouldContain("(A4)");
        foreach (var kind in new[] { "H1", "H2", "H3", "Table", "TH", "TD", "Figure" })
            parts.ShouldContain(kind);
        var raw = Encoding.Latin1.GetString(pdf);
        raw.ShouldContain("/Lang (en)");
        // A bookmark for what was found and for each section.
        Regex.Count(raw, "/Dest \\[").ShouldBe(1 + StudyOutline.Of(Results, new StudyWords()).Sections.Count);
        var fonts = await Poppler("pdffonts", pdf);
        fonts.ShouldContain("Literata-Regular                     CID TrueType      Identity-H       yes");
    }

    [Fact]
    public void The_same_results_make_the_same_bytes() => StudyPdf.Write(Ran()).ShouldBe(StudyPdf.Write(Results));

    [Fact]
    public async Task No_heading_stands_alone_at_the_foot_of_a_page()
    {
        var words = new StudyWords();
        var headings = StudyOutline.Of(Results, words).Sections.SelectMany(section => section.Parts.OfType<StudyPart.Heading>().Select(part => part.Text).Prepend(section.Heading))
            .Append(words["Definitions"]).Select(Line).ToList();
        var feet = new HashSet<string>();
        // A question longer by a line moves everything after it by a line, so that page breaks fall everywhere.
        for (var lines = 0; lines < 24; lines++)
        {
            var plan = PlanExample.Plan(json => json["question"] = string.Concat(Enumerable.Repeat("A line of a question that goes on and on until it fills the width of the page, over and over. ", lines + 1)));
            foreach (var page in (await Text(StudyPdf.Write(Results with { Plan = plan }))).Split('\f', StringSplitOptions.RemoveEmptyEntries))
                feet.Add(Line(page.Split('\n', StringSplitOptions.RemoveEmptyEntries).Last(line => !Foot().IsMatch(line) && !line.StartsWith(plan.Title, StringComparison.Ordinal))));
        }

        feet.Count.ShouldBeGreaterThan(10);
        feet.Intersect(headings).ShouldBeEmpty();
    }

    [Fact]
    public async Task Letters_the_typeface_lacks_can_be_copied_and_the_document_says_that_it_lacks_them()
    {
        var plan = PlanExample.Plan(json => json["question"] = "Помогает ли это?");

        var text = Line(await Text(StudyPdf.Write(Results with { Plan = plan })));
        text.ShouldContain("Помогает ли это?");
        text.ShouldContain("Some letters of this study are not in the typeface");
        Line(await Text(StudyPdf.Write(Results))).ShouldNotContain("Some letters of this study");
    }

    public void Dispose() => _scratch.Dispose();

    private static StudyResults Ran()
    {
        using var data = StudyImport.Handle(PlanExample.Plan(), Path.Combine(PlanExample.Folder, "people.csv"), TestContext.Current.CancellationToken)
            .ShouldBeOfType<StudyImport.Outcome.Read>().Data;
        return StudyAnalysis.Of(data, null);
    }

    private Task<string> Text(byte[] pdf) => Poppler("pdftotext", pdf, "-enc", "UTF-8");

    private async Task<string> Poppler(string program, byte[] pdf, params string[] options)
    {
        var file = _scratch.In("report.pdf");
        await File.WriteAllBytesAsync(file, pdf, TestContext.Current.CancellationToken);
        try
        {
            string[] arguments = [.. options, file, .. program == "pdftotext" ? new[] { "-" } : []];
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 })!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            (await error).ShouldBeEmpty();
            process.ExitCode.ShouldBe(0);
            return await output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("poppler-utils is not installed here.");
            throw;
        }
    }

    /// <summary>Without line breaks, and without what is at the foot of each page.</summary>
    private static string Line(string text) => Blank().Replace(Foot().Replace(text, " "), " ").Trim();

    private static HashSet<string> Numbers(string text) => [.. Number().Matches(Hash().Replace(text, " ")).Select(match => match.Value)];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"Page \d+ of \d+")]
    private static partial Regex Foot();

    [GeneratedRegex(@"[0-9a-f]{64}")]
    private static partial Regex Hash();

    [GeneratedRegex(@"[−+]?\d[\d,]*(\.\d+)?")]
    private static partial Regex Number();
}
