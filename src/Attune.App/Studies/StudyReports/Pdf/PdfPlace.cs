namespace Attune.App.Studies.StudyReports.Pdf;

/// <summary>A bookmark to where the next block stands, once that is known.</summary>
internal sealed class PdfPlace(string title, List<(string Title, PdfPage Page, double Y)> bookmarks) : PdfBlock
{
    public override bool KeepsNext => true;

    public override double Least => 0;

    public override void Draw(PdfPen pen, PdfElement parent) => bookmarks.Add((title, pen.Page, pen.Y));
}
