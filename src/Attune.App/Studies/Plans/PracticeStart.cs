namespace Attune.App.Studies.Plans;

/// <summary>When the people of an arm go through the practice.</summary>
public enum PracticeStart
{
    /// <summary>As soon as they have answered the first questions.</summary>
    Now,

    /// <summary>When they have been asked for the last time.</summary>
    Afterwards,

    /// <summary>Not in this programme.</summary>
    Never,
}
