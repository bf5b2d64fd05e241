namespace Attune.App.Exports.Tables;

public enum CellState
{
    /// <summary>There is nothing here: it was not asked, or a score cannot be made.</summary>
    None,

    Number,

    /// <summary>Asked, and not answered, for a known reason.</summary>
    Missing,

    Person,
}
