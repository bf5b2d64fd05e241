namespace Attune.App.Studies.Sentences;

/// <summary>What the rule for harm says, and because of what.</summary>
/// <param name="Because">Primary outcomes and their arms, and in what way; empty where the study may go on.</param>
public sealed record HarmVerdict(HarmAdvice Advice, IReadOnlyList<HarmReason> Because);
