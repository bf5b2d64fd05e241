namespace Attune.App.Studies.Conduct;

/// <summary>The question which arm somebody thinks they had.</summary>
public static class StudyGuess
{
    public const string Field = "guess";

    /// <summary>The answer of someone who does not know.</summary>
    public const string DoNotKnow = "unknown";
}
