namespace Attune.App.Studies.Sentences;

/// <summary>What the rule for harm says now.</summary>
public enum HarmAdvice
{
    GoOn,

    /// <summary>Something is worse by as much as would matter, but chance may explain it.</summary>
    Watch,

    /// <summary>People fare worse, and chance hardly explains it.</summary>
    Pause,
}
