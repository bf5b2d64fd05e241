namespace Attune.App.Studies.Sentences;

/// <summary>What the rule for harm says now.</summary>
public enum HarmAdvice
{
    GoOn,

    /// <summary>No primary outcome could be estimated, so nothing could be asked.</summary>
    CannotTell,

    /// <summary>Something is worse by as much as would matter, but chance may explain it.</summary>
    Watch,

    /// <summary>People fare worse, and chance hardly explains it.</summary>
    Pause,
}
