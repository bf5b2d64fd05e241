namespace Attune.App.Studies.Runs;

/// <summary>One person as imported.</summary>
/// <param name="Number">From 1, in the order of the file; the only name that leaves the import.</param>
/// <param name="Scores">A score for each measure and wave, at <see cref="StudyData.Place"/>; null where there is none.</param>
/// <param name="Items">The items behind it, turned round where they are reversed; null where a measure is a score.</param>
/// <param name="Guess">1 for sure of the right arm, −1 for sure of another, 0 for not knowing; null where not asked.</param>
/// <param name="Begins">Stepped wedge: place of the wave at which the person's cluster began; null for not yet.</param>
/// <param name="Kinds">For each planned subgroup the person's value; null where there is none.</param>
public sealed record StudyPerson(
    int Number, string Arm, string? Stratum, string? Cluster, string? Pair, double?[] Scores, double?[]?[] Items, double? Guess, string?[] Kinds, int? Begins = null)
{
    /// <summary>Whether there is any answer of theirs.</summary>
    public bool Answered => Guess is not null || Scores.Any(score => score is not null) || Items.Any(items => items?.Any(item => item is not null) == true);
}
