using Attune.App.Instruments;
using Attune.Measurement.Accuracy;

namespace Attune.App.Measures;

/// <summary>One listener's two pictures of one teller beside the teller's own answers, from packed responses.</summary>
internal static class PictureMove
{
    /// <summary>Null where the responses do not fit the instrument, or share no item on a scale.</summary>
    public static ProfileUpdate? Of(InstrumentDocument instrument, byte[] first, byte[] second, byte[] own)
    {
        if (!PackedAnswers.Fits(instrument, first) || !PackedAnswers.Fits(instrument, second) || !PackedAnswers.Fits(instrument, own))
            return null;
        var points = Points(instrument);
        IReadOnlyList<double?> Values(byte[] answers) =>
            [.. points.Select(item => PackedAnswers.IsValue(answers[item]) ? instrument.Items[item].Minimum + answers[item] : (double?)null)];
        return points.Any(item => PackedAnswers.IsValue(first[item]) && PackedAnswers.IsValue(second[item]) && PackedAnswers.IsValue(own[item]))
            ? ProfileUpdate.Of(Values(first), Values(second), Values(own))
            : null;
    }

    /// <summary>How far two answers can be apart.</summary>
    public static double Range(InstrumentDocument instrument) =>
        Points(instrument).Select(item => instrument.Items[item].Maximum - instrument.Items[item].Minimum).DefaultIfEmpty().Max();

    private static IReadOnlyList<int> Points(InstrumentDocument instrument) =>
        [.. instrument.Items.Index().Where(entry => entry.Item.Type == ItemType.Scale).Select(entry => entry.Index)];
}
