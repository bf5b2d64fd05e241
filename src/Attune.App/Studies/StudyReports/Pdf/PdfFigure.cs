using System.Globalization;
using System.Xml.Linq;

namespace Attune.App.Studies.StudyReports.Pdf;

/// <summary>A report's picture: the few shapes that <see cref="Drawing"/> makes, as lines and letters, not as pixels.</summary>
internal sealed class PdfFigure : PdfBlock
{
    private const double Letters = 14, Largest = 0.75, After = 6;

    private readonly string caption;
    private readonly XElement svg;
    private readonly double width, height, scale;

    public PdfFigure(StudyPart.Figure figure)
    {
        caption = figure.Caption;
        svg = XElement.Parse(figure.Svg);
        var box = svg.Attribute("viewBox")!.Value.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        scale = Math.Min(Largest, Math.Min(PdfPen.Width / box[2], (PdfPen.Lowest - PdfPen.Top - 80) / box[3]));
        (width, height) = (box[2] * scale, box[3] * scale);
    }

    // With the words below it.
    public override bool KeepsNext => true;

    public override double Least => height + After;

    public override void Draw(PdfPen pen, PdfElement parent)
    {
        double x = PdfPen.Left + (PdfPen.Width - width) / 2, y = pen.Y, bottom = PdfPage.Height - y - height;
        // What it shows stands below in words, so this says only which picture it is.
        var element = parent.Add("Figure", FormattableString.Invariant($"/Alt {PdfObjects.Text(caption)} /A << /O /Layout /Placement /Block /BBox [{x:0.##} {bottom:0.##} {x + width:0.##} {bottom + height:0.##}] >>"));
        pen.Mark(element, () =>
        {
            foreach (var shape in svg.Elements())
                Draw(pen.Page, shape, x, y);
        });
        pen.Y += height + After;
    }

    private void Draw(PdfPage page, XElement shape, double left, double top)
    {
        double Length(string name) => double.Parse(shape.Attribute(name)!.Value, CultureInfo.InvariantCulture) * scale;
        double X(string name) => left + Length(name);
        double Y(string name) => top + Length(name);
        var kind = shape.Attribute("class")?.Value ?? "";
        switch (shape.Name.LocalName)
        {
            case "line":
                page.Line(X("x1"), Y("y1"), X("x2"), Y("y2"), kind == "thick" ? 1.9 : 0.75, kind == "faint" ? 0.6 : 0, kind == "dashed");
                break;
            case "rect" when kind == "band":
                page.Band(X("x"), Y("y"), Length("width"), Length("height"), 0.92);
                break;
            case "rect":
                page.Box(X("x"), Y("y"), Length("width"), Length("height"), Length("rx"));
                break;
            case "circle":
                page.Dot(X("cx"), Y("cy"), Length("r"));
                break;
            case "text":
                var wide = PdfTypeface.Regular.Width(shape.Value, Letters * scale);
                var start = X("x") - (shape.Attribute("text-anchor")?.Value switch { "middle" => wide / 2, "end" => wide, _ => 0 });
                // White behind the letters, as the page has it round them, so that no line runs through a word.
                page.Band(start - 2, Y("y") - Letters * scale * 0.85, wide + 4, Letters * scale * 1.15, 1);
                page.Text(start, Y("y"), shape.Value, PdfTypeface.Regular, Letters * scale);
                break;
        }
    }
}
