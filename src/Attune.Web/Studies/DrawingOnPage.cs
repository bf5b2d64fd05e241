using System.Text.RegularExpressions;

namespace Attune.Web.Studies;

/// <summary>A drawing as it stands on our pages: it carries its style for when it stands alone, and here the style sheet has
/// it, since the content policy allows no other.</summary>
internal static partial class DrawingOnPage
{
    public static string Of(string svg) => Style().Replace(svg, "");

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
