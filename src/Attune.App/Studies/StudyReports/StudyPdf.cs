using Attune.App.Studies.Runs;
using Attune.App.Studies.StudyReports.Pdf;

namespace Attune.App.Studies.StudyReports;

/// <summary>The report on pages of A4: headings, tables and pictures that a screen reader tells apart, bookmarks, its typeface
/// inside. The same results make the same bytes.</summary>
public static class StudyPdf
{
    public static byte[] Write(StudyResults results)
    {
        var words = new StudyWords();
        var outline = StudyOutline.Of(results, words);
        var document = new PdfDocument(outline.Title, "en");
        var pen = new PdfPen(document);
        PdfBlock.Draw([new PdfText(outline.Title, PdfStyle.Title)], pen, document.Root);
        Section(document, pen, words["Title"], [.. outline.Sentence.Select((sentence, i) => new PdfText(sentence, i == 0 ? PdfStyle.First : PdfStyle.Sentence))]);
        foreach (var section in outline.Sections)
            Section(document, pen, section.Heading, [.. section.Parts.SelectMany(part => Blocks(part, words))]);
        if (document.Pages.Any(page => page.Lacks))
            PdfBlock.Draw([new PdfText(words["Pdf.Lacks"], PdfStyle.Paragraph)], pen, document.Root);
        foreach (var (i, page) in document.Pages.Index())
            Foot(page, outline.Title, words["Pdf.Page", i + 1, document.Pages.Count]);
        return document.Bytes();
    }

    private static void Section(PdfDocument document, PdfPen pen, string heading, IReadOnlyList<PdfBlock> blocks)
    {
        var element = document.Root.Add("Sect");
        PdfBlock.Draw([new PdfPlace(heading, document.Bookmarks), new PdfText(heading, PdfStyle.Section), .. blocks], pen, element);
    }

    private static IEnumerable<PdfBlock> Blocks(StudyPart part, StudyWords words) => part switch
    {
        StudyPart.Paragraph paragraph => [new PdfText(paragraph.Text, PdfStyle.Paragraph)],
        StudyPart.Heading heading => [new PdfText(heading.Text, PdfStyle.Heading)],
        StudyPart.Table table => Table(table, table.Caption),
        StudyPart.Figure figure => [new PdfText(figure.Caption, PdfStyle.Caption), new PdfFigure(figure), new PdfText(figure.Alternative, PdfStyle.Small), .. Table(figure.InNumbers, words["InNumbers", figure.Caption])],
        StudyPart.Meaning meaning => [new PdfText(words["Definitions"], PdfStyle.Term), .. meaning.Entries.Select((entry, i) => new PdfText($"{entry.Name}: {entry.Text}", i + 1 < meaning.Entries.Count ? PdfStyle.Small : PdfStyle.LastSmall))],
        _ => throw new InvalidOperationException("A part that the document does not know."),
    };

    private static IEnumerable<PdfBlock> Table(StudyPart.Table table, string caption) => [new PdfText(caption, PdfStyle.Caption), new PdfTable(table)];

    private static void Foot(PdfPage page, string title, string number)
    {
        const double y = PdfPage.Height - 36, right = PdfPen.Left + PdfPen.Width;
        var style = PdfStyle.Small;
        var lines = PdfPen.Lines(title, style, PdfPen.Width - style.Width(number) - 30);
        page.Ornament();
        page.Text(PdfPen.Left, y, lines.Count > 1 ? lines[0] + " …" : lines[0], style.Face, style.Size, style.Grey);
        page.Text(right - style.Width(number), y, number, style.Face, style.Size, style.Grey);
        page.End();
    }
}
