using System.Globalization;
using System.Text;

namespace Attune.App.Studies.StudyReports.Pdf;

/// <summary>What is drawn on one page of A4. Places are points from its upper left corner.</summary>
internal sealed class PdfPage
{
    public const double Width = 595.28, Height = 841.89;

    // How far a quarter of a circle's handles stand out, as a share of its radius.
    private const double Round = 0.5523;

    private readonly StringBuilder content = new();

    /// <summary>How many marks it has.</summary>
    public int Marks { get; private set; }

    /// <summary>Whether a letter stands on it that the typeface does not have.</summary>
    public bool Lacks { get; private set; }

    public string Content => content.ToString();

    /// <summary>Begins a stretch that belongs to an element.</summary>
    public PdfMark Mark(string kind)
    {
        Write($"/{kind} <</MCID {Marks}>> BDC\n");
        return new PdfMark(this, Marks++);
    }

    /// <summary>Begins a stretch that says nothing: a rule, a page number.</summary>
    public void Ornament() => content.Append("/Artifact BMC\n");

    public void End() => content.Append("EMC\n");

    public void Text(double x, double y, string text, PdfTypeface face, double size, double grey = 0)
    {
        var covered = face.Covers(text);
        Lacks |= !covered;
        // Copied or read aloud it is still what was written.
        if (!covered)
            Write($"/Span <</ActualText {PdfObjects.Text(text)}>> BDC\n");
        Write($"BT /{face.Name} {size:0.##} Tf {grey:0.##} g {x:0.##} {Height - y:0.##} Td <{face.Glyphs(text)}> Tj ET\n");
        if (!covered)
            End();
    }

    public void Line(double x1, double y1, double x2, double y2, double thick = 0.75, double grey = 0, bool dashed = false) =>
        Write($"{thick:0.##} w {grey:0.##} G {(dashed ? "[4 3]" : "[]")} 0 d {x1:0.##} {Height - y1:0.##} m {x2:0.##} {Height - y2:0.##} l S\n");

    public void Band(double x, double y, double width, double height, double grey) =>
        Write($"{grey:0.##} g {x:0.##} {Height - y - height:0.##} {width:0.##} {height:0.##} re f\n");

    public void Box(double x, double y, double width, double height, double radius)
    {
        double left = x, right = x + width, top = Height - y, bottom = Height - y - height, near = radius * (1 - Round);
        Write($"0.75 w 0 G [] 0 d {left + radius:0.##} {top:0.##} m {right - radius:0.##} {top:0.##} l {right - near:0.##} {top:0.##} {right:0.##} {top - near:0.##} {right:0.##} {top - radius:0.##} c ");
        Write($"{right:0.##} {bottom + radius:0.##} l {right:0.##} {bottom + near:0.##} {right - near:0.##} {bottom:0.##} {right - radius:0.##} {bottom:0.##} c ");
        Write($"{left + radius:0.##} {bottom:0.##} l {left + near:0.##} {bottom:0.##} {left:0.##} {bottom + near:0.##} {left:0.##} {bottom + radius:0.##} c ");
        Write($"{left:0.##} {top - radius:0.##} l {left:0.##} {top - near:0.##} {left + near:0.##} {top:0.##} {left + radius:0.##} {top:0.##} c S\n");
    }

    public void Dot(double x, double y, double radius)
    {
        double centre = Height - y, far = radius * Round;
        Write($"0 g {x - radius:0.##} {centre:0.##} m {x - radius:0.##} {centre + far:0.##} {x - far:0.##} {centre + radius:0.##} {x:0.##} {centre + radius:0.##} c ");
        Write($"{x + far:0.##} {centre + radius:0.##} {x + radius:0.##} {centre + far:0.##} {x + radius:0.##} {centre:0.##} c ");
        Write($"{x + radius:0.##} {centre - far:0.##} {x + far:0.##} {centre - radius:0.##} {x:0.##} {centre - radius:0.##} c ");
        Write($"{x - far:0.##} {centre - radius:0.##} {x - radius:0.##} {centre - far:0.##} {x - radius:0.##} {centre:0.##} c f\n");
    }

    private void Write(FormattableString text) => content.Append(text.ToString(CultureInfo.InvariantCulture));
}
