namespace Attune.App.Measures;

/// <summary>One outcome, by person; who has none is not in it.</summary>
internal sealed record MeasuredValues(MeasureColumn Column, IReadOnlyDictionary<Guid, double> ByPerson);
