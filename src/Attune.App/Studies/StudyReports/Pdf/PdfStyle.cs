namespace Attune.App.Studies.StudyReports.Pdf;

/// <summary>How a text is set; lengths in points.</summary>
/// <param name="Kind">What it is to whoever has it read aloud.</param>
/// <param name="Before">Room above, except at the top of a page.</param>
/// <param name="KeepsNext">Never the last thing on a page: a heading.</param>
/// <param name="Bar">With a bar beside it.</param>
internal sealed record PdfStyle(string Kind, double Size, double Leading, bool Bold = false, double Before = 0, double After = 0, double Indent = 0, double Grey = 0, bool KeepsNext = false, bool Bar = false)
{
    public static readonly PdfStyle
        Title = new("H1", 20, 26, Bold: true, After: 8, KeepsNext: true),
        Section = new("H2", 14.5, 20, Bold: true, Before: 20, After: 4, KeepsNext: true),
        Heading = new("H3", 11.5, 16, Bold: true, Before: 10, After: 2, KeepsNext: true),
        First = new("P", 12.5, 18, Bold: true, After: 5, Indent: 12, Bar: true),
        Sentence = new("P", 11, 16, After: 5, Indent: 12, Bar: true),
        Paragraph = new("P", 10.5, 15, After: 6),
        Caption = new("P", 9.5, 13, Bold: true, Before: 8, After: 3, KeepsNext: true),
        Small = new("P", 8.5, 11.5, After: 3, Grey: 0.25),
        LastSmall = Small with { After = 8 },
        Term = new("P", 9, 12.5, Bold: true, Before: 6, After: 2, KeepsNext: true);

    public PdfTypeface Face => Bold ? PdfTypeface.Bold : PdfTypeface.Regular;

    public double Width(string text) => Face.Width(text, Size);
}
