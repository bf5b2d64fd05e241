using Attune.App.Measures;
using Attune.App.Programmes;
using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Conduct;

/// <summary>How the waves of a study are called where a programme keeps its own: none can be taken for the other.</summary>
public static class StudyWaves
{
    private const string Prefix = "study.";

    /// <summary>Longest id of a wave that a programme can keep.</summary>
    public const int IdLength = 26;

    /// <summary>The wave of a response, of a pinned instrument and of a visit.</summary>
    public static string Key(PlanWave wave) => Key(wave.Id);

    public static string Key(string wave) => Prefix + wave;

    public static string DateColumn(string wave) => $"{wave}.date";

    public static string Column(string wave, string instrument, string item) => $"{wave}.{instrument}.{item}";

    /// <summary>Wave, instrument and item of a column; null where it is not called as Attune calls them.</summary>
    public static (string Wave, string Instrument, string Item)? Read(string column) =>
        column.Split('.') is [{ Length: > 0 } wave, { Length: > 0 } instrument, { Length: > 0 } item] ? (wave, instrument, item) : null;

    /// <summary>The instruments of a wave, each whole and once, in the order in which the measures need them.</summary>
    public static IReadOnlyList<string> Instruments(StudyPlan plan, PlanWave wave) =>
        [.. WaveBlock.Of(plan, wave).Select(block => block.Instrument).Distinct()];

    /// <summary>The waves, by id, after which a plan asks for help.</summary>
    public static IReadOnlyList<string> HelpedAt(StudyPlan plan) =>
        [.. plan.Measures.SelectMany(measure => measure.Columns.Values).SelectMany(columns => columns).Select(Read)
            .Where(place => place is { Instrument: MeasureOffer.OfPractice, Item: MeasureIds.Helped or MeasureIds.LeavingHard }).Select(place => place!.Value.Wave).Distinct()];

    public static IReadOnlyList<PinnedInstrument> Pinned(ProgrammeDocuments documents, PlanWave wave) => documents.Wave(Key(wave));
}
