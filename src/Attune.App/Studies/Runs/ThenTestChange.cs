namespace Attune.App.Studies.Runs;

/// <param name="Count">People who gave all three answers.</param>
/// <param name="Change">After less before, as they answered at the time.</param>
/// <param name="LookingBack">After less how they then say it was before.</param>
/// <param name="Shift">How they say it was less how they said it is: the response shift, which is <paramref name="Change"/> less
/// <paramref name="LookingBack"/>.</param>
public sealed record ThenTestChange(string Arm, long Count, EffectEstimate? Change, EffectEstimate? LookingBack, EffectEstimate? Shift);
