namespace Attune.App.Studies.StudyReports.Pdf;

/// <summary>Something that stands by itself: a text, a table, a picture.</summary>
internal abstract class PdfBlock
{
    /// <summary>Never the last thing on a page.</summary>
    public virtual bool KeepsNext => false;

    /// <summary>Room it wants on the page where it begins, in points.</summary>
    public abstract double Least { get; }

    public abstract void Draw(PdfPen pen, PdfElement parent);

    /// <summary>Draws one after another; what keeps its next moves to a new page with it.</summary>
    public static void Draw(IReadOnlyList<PdfBlock> blocks, PdfPen pen, PdfElement parent)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            var (least, last) = (blocks[i].Least, i);
            while (blocks[last].KeepsNext && last + 1 < blocks.Count)
                least += blocks[++last].Least;
            pen.Need(least);
            blocks[i].Draw(pen, parent);
        }
    }
}
