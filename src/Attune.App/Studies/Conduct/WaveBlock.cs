using Attune.App.Measures;
using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Conduct;

/// <summary>An instrument that is asked at a wave of a study, and in which way.</summary>
internal sealed record WaveBlock(string Instrument, WaveBlockKind Kind)
{
    /// <summary>The blocks of a wave, in the order in which the measures need them. What is asked twice in one way is asked once.</summary>
    public static IReadOnlyList<WaveBlock> Of(StudyPlan plan, PlanWave wave)
    {
        List<WaveBlock> blocks = [.. plan.Measures.SelectMany(measure => measure.At(wave.Id)).Select(column => StudyWaves.Read(column)!.Value)
            .Where(place => place.Instrument != MeasureOffer.OfPractice)
            .SelectMany(place => KindsOf(place.Item).Select(kind => new WaveBlock(place.Instrument, kind))).Distinct()];
        // Asked about a named other it is not asked about oneself as well: the answers are the same ones.
        blocks.RemoveAll(block => block.Kind == WaveBlockKind.Own && blocks.Contains(block with { Kind = WaveBlockKind.Minds }));
        return blocks;
    }

    /// <summary>Whether it has to be known on which side people are.</summary>
    public static bool NeedSides(StudyPlan plan) => plan.Waves.Any(wave => Of(plan, wave).Any(block => block.Kind == WaveBlockKind.Picture));

    private static IEnumerable<WaveBlockKind> KindsOf(string item)
    {
        bool Begins(string with) => item.StartsWith(with, StringComparison.Ordinal);
        if (Begins(MeasureIds.Granted) || Begins(MeasureIds.Seconds))
            return [WaveBlockKind.Minds];
        if (Begins(MeasureIds.Gap))
            return [WaveBlockKind.Own, WaveBlockKind.Picture];
        return [Begins(MeasureIds.Picture) ? WaveBlockKind.Picture : WaveBlockKind.Own];
    }
}

internal enum WaveBlockKind
{
    /// <summary>About oneself.</summary>
    Own,

    /// <summary>What the other side would answer.</summary>
    Picture,

    /// <summary>About a named other, in random order and timed.</summary>
    Minds,
}
