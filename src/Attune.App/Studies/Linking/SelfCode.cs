using System.Globalization;
using System.Text;

namespace Attune.App.Studies.Linking;

/// <summary>
/// A code somebody makes anew each time from things only they know: the first letter of a name, a day, a number. Elements are
/// compared without case, accents, marks and leading zeros; null is one left empty.
/// </summary>
public sealed record SelfCode(IReadOnlyList<string?> Elements)
{
    public static SelfCode Of(IEnumerable<string?> cells) => new([.. cells.Select(Plain)]);

    /// <summary>
    /// How unlike two codes are: 1 for each element that differs, a half for each that one of them left empty, since that
    /// speaks neither for nor against.
    /// </summary>
    public static double Distance(SelfCode one, SelfCode other)
    {
        if (one.Elements.Count != other.Elements.Count)
            throw new ArgumentException($"Codes of {one.Elements.Count} and {other.Elements.Count} elements.", nameof(other));
        var halves = 0;
        for (var place = 0; place < one.Elements.Count; place++)
        {
            var (mine, theirs) = (one.Elements[place], other.Elements[place]);
            halves += mine is null || theirs is null ? 1 : mine == theirs ? 0 : 2;
        }

        return halves / 2.0;
    }

    private static string? Plain(string? cell)
    {
        if (cell is null)
            return null;
        var plain = new StringBuilder(cell.Length);
        foreach (var letter in cell.Normalize(NormalizationForm.FormD))
            if (char.IsLetterOrDigit(letter))
                plain.Append(char.ToLower(letter, CultureInfo.InvariantCulture));
        var text = plain.ToString();
        if (text.Length > 0 && text.All(char.IsAsciiDigit))
            text = text.TrimStart('0') is { Length: > 0 } digits ? digits : "0";
        return text.Length == 0 ? null : text;
    }
}
