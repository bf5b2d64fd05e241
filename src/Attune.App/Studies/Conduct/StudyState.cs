namespace Attune.App.Studies.Conduct;

public enum StudyState
{
    /// <summary>The plan is being written.</summary>
    Draft,

    /// <summary>The plan is locked; people are asked, and nobody sees an outcome.</summary>
    Running,

    /// <summary>Ended before its planned end; not looked at yet.</summary>
    Stopped,

    /// <summary>The outcomes are open, the arms still called A and B.</summary>
    Opened,

    /// <summary>Everything is known.</summary>
    Unmasked,
}
