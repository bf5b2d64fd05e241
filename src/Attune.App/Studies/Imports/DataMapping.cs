using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Imports;

/// <summary>How a file from elsewhere becomes what a plan reads: <c>mapping.json</c> (docs/reference/mapping-file.md).</summary>
/// <param name="Encoding">utf-8, windows-1252 or utf-16.</param>
/// <param name="Dates">Of every column that does not say its own; null where days and months cannot be mixed up.</param>
/// <param name="Missing">What stands for no answer, besides an empty cell.</param>
/// <param name="Ignore">Columns that are left out on purpose.</param>
/// <param name="Wave">Of a file with a row for each person and wave; null where a row is a person.</param>
public sealed record DataMapping(
    string Encoding, char Separator, bool DecimalComma, DateOrder? Dates, IReadOnlyList<string> Missing,
    IReadOnlyList<MappedColumn> Columns, IReadOnlyList<string> Ignore, MappedWave? Wave)
{
    public const string Format = "attune-mapping/1";

    /// <summary>In <see cref="MappedColumn.To"/>, stands for the wave of the row: rows of one person become one.</summary>
    public const string WavePlace = "{wave}";

    /// <summary>Rows of one person become one.</summary>
    public bool Gathers => Columns.Any(column => column.To.Contains(WavePlace, StringComparison.Ordinal));

    /// <summary>One row becomes a row for each wave.</summary>
    public bool Spreads => Columns.Any(column => column.Wave is not null);
}

/// <param name="To">The column of the plan.</param>
/// <param name="Labels">What words in the file stand for.</param>
/// <param name="Wave">In a file with a row for each person: the wave of this column, for a plan that reads a row for each wave.</param>
public sealed record MappedColumn(string From, string To, CellKind As, DateOrder? Dates, IReadOnlyDictionary<string, string> Labels, string? Wave);

/// <param name="Values">What the file calls the waves of the plan.</param>
public sealed record MappedWave(string Column, IReadOnlyDictionary<string, string> Values);

public enum CellKind
{
    Text,
    Number,
    Date,
}
