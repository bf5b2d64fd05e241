namespace Attune.App.Responses;

/// <summary>The occasions that are not a programme's own waves: answers about a story.</summary>
public static class Waves
{
    public const string Before = "before";
    public const string After = "after";

    /// <summary>The teller about the own story.</summary>
    public const string Own = "own";

    /// <summary>The listener's picture before listening.</summary>
    public const string FirstPicture = "first-picture";

    /// <summary>The listener's picture after listening.</summary>
    public const string SecondPicture = "second-picture";

    /// <summary>What people on one side think the other side answers in a wave; no wave's own name has a dot.</summary>
    public static string PictureIn(string wave) => wave + PictureEnd;

    /// <summary>The wave of such a picture; null for anything else.</summary>
    public static string? WaveOfPicture(string wave) => wave.EndsWith(PictureEnd, StringComparison.Ordinal) ? wave[..^PictureEnd.Length] : null;

    private const string PictureEnd = ".picture";

    /// <summary>The teller about a listener's reflection.</summary>
    public const string Understood = "understood";
}
