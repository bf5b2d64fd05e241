using System.Globalization;

namespace Attune.App.Exports.Tables;

/// <summary>Gives names that R, SPSS and Stata take as they are: small letters, digits and _, a letter first, 32 at most, each once.</summary>
internal sealed class VariableNames
{
    public const int Longest = 32;

    // Words that one of the three keeps for itself.
    private static readonly HashSet<string> Kept =
    [
        "all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with",
        "byte", "double", "float", "if", "in", "int", "long", "strl", "using",
        "break", "else", "for", "function", "next", "repeat", "while", "na", "nan", "inf", "true", "false", "null",
    ];

    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    public string Give(params string[] parts)
    {
        var whole = string.Join('_', parts.Where(part => part != "").Select(Plain));
        if (whole == "" || !char.IsAsciiLetterLower(whole[0]))
            whole = "v" + whole;
        if (Kept.Contains(whole) || IsStataString(whole))
            whole += "_";
        var name = Cut(whole, Longest);
        for (var again = 2; !_given.Add(name); again++)
        {
            var ending = "_" + again.ToString(CultureInfo.InvariantCulture);
            name = Cut(whole, Longest - ending.Length) + ending;
        }

        return name;
    }

    private static string Cut(string name, int length) => name.Length <= length ? name : name[..length];

    private static bool IsStataString(string name) => name.StartsWith("str", StringComparison.Ordinal) && name.Length > 3 && name.Skip(3).All(char.IsAsciiDigit);

    private static string Plain(string text)
    {
        var plain = new string([.. text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '_')]);
        return plain.Trim('_');
    }
}
