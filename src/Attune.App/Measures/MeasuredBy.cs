namespace Attune.App.Measures;

/// <summary>From what a measured outcome is worked out.</summary>
public enum MeasuredBy
{
    /// <summary>Own answers of people on two sides, and their pictures of each other; asked of everyone at a wave.</summary>
    Picture,

    /// <summary>Feelings granted to a named other, in random order and timed; asked of everyone at a wave.</summary>
    Minds,

    /// <summary>Whether somebody helped when it was easy to leave, or harder; met by everyone after a wave.</summary>
    Helping,

    /// <summary>What listening moved: only of those who go through the practice.</summary>
    Listening,
}
