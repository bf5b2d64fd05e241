using Attune.App.Measures;

namespace Attune.App.Studies.Drafting;

/// <summary>Something measured beside self-report, and what the study does with it.</summary>
/// <param name="Label">What the report calls it.</param>
/// <param name="WorthHaving">The smallest difference worth having, in its unit; null where not said.</param>
public sealed record ChosenMeasure(MeasureOffer Offer, string Label, ScaleUse Use, double? WorthHaving);
