namespace Attune.App.Studies.StudyReports.Pdf;

/// <summary>Where the next thing goes: keeps the place on the page, begins new pages, breaks text into lines.</summary>
internal sealed class PdfPen
{
    public const double Left = 56, Top = 62, Width = PdfPage.Width - 2 * Left, Lowest = PdfPage.Height - 62;

    private readonly PdfDocument document;

    public PdfPen(PdfDocument document)
    {
        this.document = document;
        Page = null!;
        NewPage();
    }

    public PdfPage Page { get; private set; }

    public double Y { get; set; }

    public double Room => Lowest - Y;

    public void NewPage()
    {
        document.Pages.Add(Page = new PdfPage());
        Y = Top;
    }

    /// <summary>Begins a new page unless so much still fits, or the page is empty.</summary>
    public void Need(double height)
    {
        if (height > Room && Y > Top)
            NewPage();
    }

    /// <summary>Room above something, except at the top of a page.</summary>
    public void Skip(double height)
    {
        if (Y > Top)
            Y += height;
    }

    /// <summary>Draws a stretch of an element, on the page as it is now.</summary>
    public void Mark(PdfElement element, Action draw)
    {
        element.Kids.Add(Page.Mark(element.Kind));
        draw();
        Page.End();
    }

    public void Ornament(Action draw)
    {
        Page.Ornament();
        draw();
        Page.End();
    }

    /// <summary>What stands between a line and the next, so that read aloud their words do not run together.</summary>
    public static string Space(int line, int lines) => line + 1 < lines ? " " : "";

    /// <summary>Lines of a text in a width; a word that is too long by itself is broken.</summary>
    public static IReadOnlyList<string> Lines(string text, PdfStyle style, double width)
    {
        List<string> lines = [];
        var line = "";
        foreach (var word in text.Normalize().Split((char[]?)[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line == "" ? word : $"{line} {word}";
            if (style.Width(longer) <= width)
            {
                line = longer;
                continue;
            }

            if (line != "")
                lines.Add(line);
            line = "";
            foreach (var letter in word.EnumerateRunes())
            {
                if (line != "" && style.Width(line + letter) > width)
                {
                    lines.Add(line);
                    line = "";
                }

                line += letter;
            }
        }

        if (line != "" || lines.Count == 0)
            lines.Add(line);
        return lines;
    }
}
