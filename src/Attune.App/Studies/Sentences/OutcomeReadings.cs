using Attune.App.Studies.Runs;

namespace Attune.App.Studies.Sentences;

/// <summary>What an interval lets one say of one outcome.</summary>
public static class OutcomeReadings
{
    /// <param name="good">The effect, above 0 for better; null where it cannot be estimated.</param>
    /// <param name="worthHaving">Smallest effect worth having, above 0.</param>
    /// <param name="adjusted">Holm's probability, for a primary outcome; null where it is the only one or no primary.</param>
    /// <param name="level">What the probability is compared with.</param>
    public static OutcomeReading Of(EffectEstimate? good, double worthHaving, double? adjusted, double level = StudyResults.Level) => good switch
    {
        null => OutcomeReading.NotEstimable,
        // What chance brings too easily is still said, as something to watch, but not called clear.
        { High: < 0 } when adjusted > level => OutcomeReading.WorseByChance,
        { High: < 0 } => OutcomeReading.Worse,
        // It only says how little there can be, which several outcomes do not make easier to come by.
        { Low: > 0 } when good.High < worthHaving => OutcomeReading.BetterTooLittle,
        { Low: > 0 } when adjusted > level => OutcomeReading.BetterByChance,
        { Low: > 0 } when good.Low >= worthHaving => OutcomeReading.Better,
        { Low: > 0 } => OutcomeReading.BetterPerhapsLittle,
        _ when good.Low > -worthHaving && good.High < worthHaving => OutcomeReading.NoDifference,
        _ => OutcomeReading.CannotTell,
    };

    /// <summary>Readings that say the same thing to somebody who must decide.</summary>
    internal static int Kind(OutcomeReading reading) => reading switch
    {
        OutcomeReading.Better or OutcomeReading.BetterPerhapsLittle => 1,
        OutcomeReading.Worse => 2,
        OutcomeReading.NoDifference or OutcomeReading.BetterTooLittle => 3,
        _ => 0,
    };
}
