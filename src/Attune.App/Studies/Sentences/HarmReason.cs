namespace Attune.App.Studies.Sentences;

/// <summary>A primary outcome, in an arm, that the rule for harm speaks of. An average and the number of people who got reliably
/// worse are two things, and either alone may speak.</summary>
/// <param name="OnAverage">Worse on average.</param>
/// <param name="MorePeople">More people got reliably worse than in the comparison.</param>
public sealed record HarmReason(string Outcome, string Arm, bool OnAverage, bool MorePeople);
