namespace Attune.App.Studies.Drafting;

/// <summary>What a study does with a scale.</summary>
public enum ScaleUse
{
    NotAsked,

    /// <summary>A main outcome.</summary>
    Main,

    /// <summary>Looked at as well.</summary>
    AsWell,
}

/// <summary>A scale of an instrument, and what the study does with it.</summary>
/// <param name="WorthHaving">The smallest difference worth having (for a harm: worth minding), in points; null where not said.</param>
public sealed record ChosenScale(string Instrument, string Scale, ScaleUse Use, double? WorthHaving);
