using Attune.App.Instruments;

namespace Attune.App.Measures;

/// <summary>An outcome that is measured in a programme, on one occasion.</summary>
/// <param name="Id">What a study plan calls it: docs/methods/measured-differences.md lists them all.</param>
/// <param name="Direction">Which way is good for people; neutral where neither is, or where that depends.</param>
/// <param name="Lowest">Lowest value there can be; a study plan takes it as the measure's range.</param>
public sealed record MeasureColumn(string Id, string Wave, ScaleDirection Direction, double Lowest, double Highest)
{
    /// <summary>Its name in a table with a row for each person.</summary>
    public string Name => $"{Id}.{Wave}";
}
