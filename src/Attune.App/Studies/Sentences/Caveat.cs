namespace Attune.App.Studies.Sentences;

/// <summary>What must be said beside the case.</summary>
public enum Caveat
{
    /// <summary>A primary harm could not be told from none.</summary>
    HarmOpen,

    /// <summary>The rule for harm asks for a pause, which the case does not say.</summary>
    HarmRule,

    /// <summary>The plan was never locked before the outcomes were known.</summary>
    NotLocked,

    /// <summary>The plan was locked after the last answer was given.</summary>
    LockedAfter,

    /// <summary>The plan was changed after the last answer was given.</summary>
    AmendedAfter,

    /// <summary>The answer would not hold had the missing fared worse than their likes.</summary>
    Fragile,

    /// <summary>What cannot be told would be a clear harm had the missing fared worse than their likes.</summary>
    HidesHarm,

    /// <summary>What was found hangs on how those who left one arm more than the other fared, and is not claimed.</summary>
    LeftUnevenly,

    /// <summary>People of an arm knew which it was.</summary>
    KnewTheirArm,

    /// <summary>Somebody ended it before the day its plan names.</summary>
    StoppedEarly,
}
