using System.Globalization;
using System.Net;
using System.Text;

namespace Attune.App.Studies.StudyReports;

/// <summary>A small SVG with its title and its text alternative inside. Colours are those of the page, so that it can be
/// read by day, by night and in print.</summary>
internal sealed class Drawing(string id, string title, string alternative, double width, double height)
{
    private readonly StringBuilder body = new();

    public void Line(double x1, double y1, double x2, double y2, string kind = "") =>
        body.Append(Invariant($"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\"{Class(kind)}/>"));

    public void Box(double x, double y, double w, double h, string kind = "") =>
        body.Append(Invariant($"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{w:0.#}\" height=\"{h:0.#}\" rx=\"4\"{Class(kind)}/>"));

    public void Dot(double x, double y, string kind = "") => body.Append(Invariant($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"5\"{Class(kind)}/>"));

    /// <summary>To the left or right, drawn: not every typeface has a letter for it.</summary>
    public void Arrow(double from, double y, double to)
    {
        var back = to + 5 * Math.Sign(from - to);
        Line(from, y, to, y);
        Line(back, y - 4, to, y);
        Line(back, y + 4, to, y);
    }

    public void Text(double x, double y, string text, string anchor = "start") =>
        body.Append(Invariant($"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>"));

    /// <summary>A text that has so much room; a longer one is cut, and stands whole in the numbers and words below the picture.</summary>
    public static string Fitting(string text, double room)
    {
        // Few letters are wider than this, at the size in which all of a picture's are set.
        var most = (int)(room / 7.6);
        return text.Length <= most ? text : text[..(text.LastIndexOf(' ', most - 2) is > 8 and var space ? space : most - 2)].TrimEnd() + " …";
    }

    public override string ToString() => Invariant(
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0} {height:0}\" role=\"img\" aria-labelledby=\"{id}-title {id}-text\" font-family=\"system-ui, sans-serif\" font-size=\"14\" stroke=\"currentColor\" fill=\"none\">")
        + $"<title id=\"{id}-title\">{WebUtility.HtmlEncode(title)}</title><desc id=\"{id}-text\">{WebUtility.HtmlEncode(alternative)}</desc>"
        + "<style>text{fill:currentColor;stroke:light-dark(#fdfcf9,#191b1c);stroke-width:4;paint-order:stroke}.dot{fill:currentColor}.thick{stroke-width:2.5}.dashed{stroke-dasharray:5 4}.faint{opacity:.45}.band{fill:currentColor;stroke:none;opacity:.1}</style>"
        + body + "</svg>";

    private static string Class(string kind) => kind == "" ? "" : $" class=\"{kind}\"";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
