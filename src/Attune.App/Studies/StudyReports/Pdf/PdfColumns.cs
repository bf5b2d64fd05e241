namespace Attune.App.Studies.StudyReports.Pdf;

/// <summary>How wide the columns of a table are, and how small its letters, so that no word is broken if that can be helped.</summary>
internal sealed class PdfColumns
{
    public const double Gap = 8;

    private const double Largest = 9, Smallest = 6.5;

    private PdfColumns(double size, double[] widths)
    {
        Cell = new PdfStyle("TD", size, Math.Round(size * 1.35, 2));
        Heading = Cell with { Kind = "TH", Bold = true };
        Widths = widths;
    }

    public PdfStyle Cell { get; }

    public PdfStyle Heading { get; }

    public IReadOnlyList<double> Widths { get; }

    public static PdfColumns Of(StudyPart.Table table)
    {
        for (var size = Largest; ; size -= 0.5)
            if (Fit(table, size, size <= Smallest) is { } columns)
                return columns;
    }

    /// <summary>Widths at a size of letters: what each column's longest words need, and of the rest what its texts would fill.</summary>
    /// <param name="atAnyRate">Break words rather than give up.</param>
    private static PdfColumns? Fit(StudyPart.Table table, double size, bool atAnyRate)
    {
        var columns = new PdfColumns(size, []);
        var count = table.Headings.Count;
        var (least, most) = (new double[count], new double[count]);
        var room = PdfPen.Width - Gap * (count - 1);
        for (var i = 0; i < count; i++)
            foreach (var (text, style) in table.Rows.Select(row => (row[i], columns.Cell)).Prepend((table.Headings[i], columns.Heading)))
            {
                most[i] = Math.Max(most[i], style.Width(text.Normalize()) + 0.5);
                foreach (var word in text.Normalize().Split(' '))
                    // A hash or an address may be broken; it would take the room of all the others.
                    least[i] = Math.Max(least[i], Math.Min(style.Width(word) + 0.5, room / 3));
            }

        var needed = least.Sum();
        if (most.Sum() <= room)
            return new PdfColumns(size, most);
        if (needed > room)
            return atAnyRate ? new PdfColumns(size, [.. least.Select(width => width * room / needed)]) : null;
        var more = most.Zip(least, (wide, narrow) => wide - narrow).ToArray();
        return new PdfColumns(size, [.. least.Select((width, i) => width + more[i] * (room - needed) / more.Sum())]);
    }
}
