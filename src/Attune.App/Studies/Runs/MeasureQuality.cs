using Attune.Measurement;

namespace Attune.App.Studies.Runs;

/// <summary>How well a measure measured.</summary>
/// <param name="Alphas">Internal consistency by wave and arm ("" for all arms together); null with the reason.</param>
/// <param name="Retest">Correlation of both occasions, with its people and interval.</param>
/// <param name="Invariance">Whether it meant the same at the waves that its outcomes compare; empty where the question does not arise.</param>
public sealed record MeasureQuality(
    string Measure, IReadOnlyList<(string Wave, string Arm, long Count, double? Alpha, Interval? Interval, string? Reason)> Alphas,
    (double R, long Count, double Low, double High)? Retest, double? Given, IReadOnlyList<InvarianceCheck> Invariance);
