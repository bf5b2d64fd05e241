using System.Globalization;
using System.Resources;
using Attune.App.Texts;

namespace Attune.Web;

/// <summary>The words of the interface, in the language of the current UI culture.</summary>
/// <remarks>A key that does not exist is a mistake in the code, never something to show to a person.</remarks>
public sealed class Texts
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    public string this[string key] =>
        Find(key) ?? throw new ArgumentException($"There is no text with the key '{key}'.", nameof(key));

    public string this[string key, params object[] args] =>
        string.Format(CultureInfo.CurrentCulture, this[key], args);

    /// <summary>
    /// The text for a count. The forms are keys under one stem (<c>Waiting.People.One</c>, <c>Waiting.People.Other</c>);
    /// a language adds the forms it has and <c>Other</c> stands in for one it lacks. The count is argument 0.
    /// </summary>
    public string Count(string stem, long count)
    {
        var form = PluralForm.For(CultureInfo.CurrentUICulture, count);
        var pattern = Find($"{stem}.{form}") ?? this[$"{stem}.{PluralForm.Other}"];
        return string.Format(CultureInfo.CurrentCulture, pattern, count);
    }

    /// <summary>The text in a language that is not that of the page.</summary>
    public string In(string language, string key) =>
        Words.GetString(key, CultureInfo.GetCultureInfo(language)) ?? throw new ArgumentException($"There is no text with the key '{key}'.", nameof(key));

    /// <summary>Whether there is such a text: for what is only sometimes said, such as a hint.</summary>
    public bool Has(string key) => Find(key) is not null;

    private static string? Find(string key) => Words.GetString(key, CultureInfo.CurrentUICulture);
}
