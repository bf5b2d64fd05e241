namespace Attune.App.Matching;

public enum ReleaseReason
{
    /// <summary>The listener would rather not hear this story.</summary>
    Passed = 1,

    /// <summary>The steward gave the story to someone else.</summary>
    RePaired = 2,

    /// <summary>The teller or the listener took back everything they gave.</summary>
    TakenBack = 3,
}
