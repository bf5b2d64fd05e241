using System.Buffers;
using System.Globalization;
using Attune.App.Exports.Tables;

namespace Attune.App.Exports.Formats;

/// <summary>Commas, a line of names, UTF-8, a line feed after each row. What is missing is an empty cell.</summary>
internal sealed class CsvTableWriter(FileStream file, ExportTable table) : TableWriter(file, table)
{
    private readonly Dictionary<double, string>?[] _words =
        [.. table.Columns.Select(column => column.WrittenInWords ? column.Labels.ToDictionary(label => (double)label.Value, label => Cell(label.Text)) : null)];

    protected override void Head(IBufferWriter<byte> to) => to.Text(string.Join(',', Columns.Select(column => Cell(column.Name))) + "\n");

    protected override void Row(IBufferWriter<byte> to, ReadOnlySpan<ExportCell> row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (i > 0)
                to.Byte((byte)',');
            switch (row[i].State)
            {
                case CellState.Person:
                    to.Text(row[i].Person.ToString());
                    break;
                case CellState.Number when _words[i] is { } words:
                    to.Text(words[row[i].Number]);
                    break;
                case CellState.Number:
                    row[i].Number.TryFormat(to.GetSpan(32), out var written, "R", CultureInfo.InvariantCulture);
                    to.Advance(written);
                    break;
            }
        }

        to.Byte((byte)'\n');
    }

    internal static string Cell(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
