namespace Attune.App.Studies.Runs;

/// <summary>How many of an arm there were, from randomisation to analysis.</summary>
/// <param name="Answered">People who gave at least one score, by wave.</param>
/// <param name="Begins">Stepped wedge: the wave at which these clusters began, "" for not yet; null in other designs.</param>
/// <param name="Clusters">Clusters of the arm; null where there are none.</param>
public sealed record ArmFlow(string Arm, long Randomised, IReadOnlyDictionary<string, long> Answered, int? Clusters, string? Begins = null);
