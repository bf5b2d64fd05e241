namespace Attune.Honesty;

/// <summary>Who gives no answer afterwards.</summary>
internal enum Leaving
{
    /// <summary>Whoever chance picks, in both arms alike.</summary>
    AtRandom,

    /// <summary>In the arm treated, those who began low in concern: more leave it, for a reason that the score before tells.</summary>
    LowBefore,

    /// <summary>In the arm treated, those who fare badly: the truth that no analysis can see.</summary>
    LowAfter,
}
