namespace Attune.App.Exports.Tables;

/// <summary>What a number of a column stands for, out of a document or a plan and never out of the data.</summary>
public sealed record ColumnLabel(int Value, string Text);
