namespace Attune.App.Studies.StudyReports.Pdf;

/// <summary>A text over as many lines and pages as it takes, never one line of it alone.</summary>
internal sealed class PdfText(string text, PdfStyle style) : PdfBlock
{
    // Baseline, as a share of the leading from the top of the line.
    private const double Baseline = 0.76;

    private readonly IReadOnlyList<string> lines = PdfPen.Lines(text, style, PdfPen.Width - style.Indent);

    public override bool KeepsNext => style.KeepsNext;

    // Three lines are kept whole: one or two of them elsewhere would be alone.
    public override double Least => style.Before + (lines.Count <= 3 || KeepsNext ? lines.Count : 2) * style.Leading + (KeepsNext ? style.After : 0);

    public override void Draw(PdfPen pen, PdfElement parent)
    {
        var element = parent.Add(style.Kind);
        pen.Skip(style.Before);
        for (var drawn = 0; drawn < lines.Count;)
        {
            var count = Math.Max(1, Math.Min(lines.Count - drawn, (int)(pen.Room / style.Leading)));
            if (lines.Count - drawn - count == 1 && count > 2)
                count--;
            var (from, top) = (drawn, pen.Y);
            pen.Mark(element, () =>
            {
                for (var i = 0; i < count; i++)
                    pen.Page.Text(PdfPen.Left + style.Indent, top + (i + Baseline) * style.Leading, lines[from + i] + PdfPen.Space(from + i, lines.Count), style.Face, style.Size, style.Grey);
            });
            pen.Y += count * style.Leading;
            drawn += count;
            if (style.Bar)
                pen.Ornament(() => pen.Page.Line(PdfPen.Left + 1.5, top, PdfPen.Left + 1.5, pen.Y + (drawn == lines.Count ? style.After : 0), 3, 0.55));
            if (drawn < lines.Count)
                pen.NewPage();
        }

        pen.Y += style.After;
    }
}
