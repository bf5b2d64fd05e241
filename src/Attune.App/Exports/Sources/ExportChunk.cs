using Attune.App.Exports.Tables;

namespace Attune.App.Exports.Sources;

/// <summary>The rows of some people. An unfinished export goes on after a whole chunk.</summary>
/// <param name="People">How many.</param>
/// <param name="Rows">Each with the place of its table.</param>
public sealed record ExportChunk(int People, IReadOnlyList<(int Table, ExportCell[] Cells)> Rows);
