namespace Attune.App.Studies.StudyReports.Pdf;

/// <summary>A table: cells broken into lines, its headings again on each page.</summary>
internal sealed class PdfTable : PdfBlock
{
    private const double Pad = 3.5, Baseline = 0.76, After = 12;

    private readonly StudyPart.Table table;
    private readonly PdfColumns columns;
    private readonly IReadOnlyList<string>[] headings;
    private readonly List<IReadOnlyList<string>[]> rows;

    public PdfTable(StudyPart.Table table)
    {
        this.table = table;
        columns = PdfColumns.Of(table);
        headings = Broken(table.Headings, columns.Heading);
        rows = [.. table.Rows.Select(row => Broken(row, columns.Cell))];
    }

    // A small table is kept whole, of a large one the headings and two rows are kept together.
    public override double Least
    {
        get
        {
            var whole = Height(headings) + rows.Sum(Height);
            return whole <= (PdfPen.Lowest - PdfPen.Top) / 3 ? whole : Height(headings) + rows.Take(2).Sum(row => Math.Min(Height(row), 120));
        }
    }

    public override void Draw(PdfPen pen, PdfElement parent)
    {
        var element = parent.Add("Table");
        Row(pen, element.Add("TR"), headings, columns.Heading);
        foreach (var row in rows)
        {
            // What is longer than a page begins where there is room; all else is on one page.
            if (Height(row) > pen.Room && (Height(row) <= PdfPen.Lowest - PdfPen.Top - Height(headings) || pen.Room < 60))
                Again(pen);
            Row(pen, element.Add("TR"), row, columns.Cell);
        }

        pen.Y += After;
    }

    private IReadOnlyList<string>[] Broken(IReadOnlyList<string> cells, PdfStyle style) => [.. cells.Select((cell, i) => PdfPen.Lines(cell, style, columns.Widths[i]))];

    private double Height(IReadOnlyList<string>[] cells) => cells.Max(cell => cell.Count) * columns.Cell.Leading + 2 * Pad;

    private void Row(PdfPen pen, PdfElement row, IReadOnlyList<string>[] cells, PdfStyle style)
    {
        PdfElement[] elements = [.. cells.Select((_, i) => style.Kind == "TH" ? row.Add("TH", "/A << /O /Table /Scope /Column >>") : i == 0 ? row.Add("TH", "/A << /O /Table /Scope /Row >>") : row.Add("TD"))];
        var longest = cells.Max(cell => cell.Count);
        for (var drawn = 0; drawn < longest;)
        {
            var count = Math.Clamp((int)((pen.Room - 2 * Pad) / style.Leading), 1, longest - drawn);
            var (x, above) = (PdfPen.Left, drawn);
            for (var i = 0; i < cells.Length; i++)
            {
                var all = cells[i].Count;
                var (lines, left, right, first) = (cells[i].Skip(drawn).Take(count).ToList(), x, x + columns.Widths[i], pen.Y + Pad);
                if (lines.Count > 0)
                    pen.Mark(elements[i], () =>
                    {
                        foreach (var (line, text) in lines.Index())
                            pen.Page.Text(table.Numeric[i] ? right - style.Width(text) : left, first + (line + Baseline) * style.Leading, text + PdfPen.Space(above + line, all), style.Face, style.Size);
                    });
                x += columns.Widths[i] + PdfColumns.Gap;
            }

            pen.Y += count * style.Leading + 2 * Pad;
            drawn += count;
            pen.Ornament(() => pen.Page.Line(PdfPen.Left, pen.Y, x - PdfColumns.Gap, pen.Y, style.Kind == "TH" ? 0.8 : 0.5, style.Kind == "TH" ? 0.3 : 0.8));
            if (drawn < longest)
                Again(pen);
        }
    }

    /// <summary>The headings again, for the eye; whoever listens has heard them.</summary>
    private void Again(PdfPen pen)
    {
        pen.NewPage();
        var x = PdfPen.Left;
        pen.Ornament(() =>
        {
            for (var i = 0; i < headings.Length; i++)
            {
                foreach (var (line, text) in headings[i].Index())
                    pen.Page.Text(table.Numeric[i] ? x + columns.Widths[i] - columns.Heading.Width(text) : x, pen.Y + Pad + (line + Baseline) * columns.Heading.Leading, text, columns.Heading.Face, columns.Heading.Size);
                x += columns.Widths[i] + PdfColumns.Gap;
            }

            pen.Y += Height(headings);
            pen.Page.Line(PdfPen.Left, pen.Y, x - PdfColumns.Gap, pen.Y, 0.8, 0.3);
        });
    }
}
