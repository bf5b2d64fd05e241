namespace Attune.App.Exports.Tables;

/// <summary>One table of an export: a file in each format.</summary>
/// <param name="Name">Small letters, digits and _; the name of its files.</param>
/// <param name="Label">What a row of it is, in plain words.</param>
/// <param name="ForTexts">Only for formats that have no missing values of their own.</param>
public sealed record ExportTable(string Name, string Label, IReadOnlyList<ExportColumn> Columns, bool ForTexts = false)
{
    /// <summary>Where this column stands.</summary>
    public int Place(ColumnKind kind)
    {
        for (var place = 0; place < Columns.Count; place++)
            if (Columns[place].Kind == kind) return place;
        throw new ArgumentException($"{Name} has no column of this kind.", nameof(kind));
    }
}
