using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Attune.App.Exports.Tables;

namespace Attune.App.Exports.Formats;

/// <summary>An object a line; null for what is missing.</summary>
internal sealed class JsonLinesWriter(FileStream file, ExportTable table) : TableWriter(file, table)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<double, string>?[] _words =
        [.. table.Columns.Select(column => column.WrittenInWords ? column.Labels.ToDictionary(label => (double)label.Value, label => label.Text) : null)];

    private Utf8JsonWriter? _writer;

    protected override void Head(IBufferWriter<byte> to)
    {
    }

    protected override void Row(IBufferWriter<byte> to, ReadOnlySpan<ExportCell> row)
    {
        _writer ??= new Utf8JsonWriter(to, Options);
        _writer.Reset(to);
        _writer.WriteStartObject();
        for (var i = 0; i < row.Length; i++)
        {
            _writer.WritePropertyName(Columns[i].Name);
            switch (row[i].State)
            {
                case CellState.Person:
                    _writer.WriteStringValue(row[i].Person.ToString());
                    break;
                case CellState.Number when _words[i] is { } words:
                    _writer.WriteStringValue(words[row[i].Number]);
                    break;
                case CellState.Number:
                    _writer.WriteNumberValue(row[i].Number);
                    break;
                default:
                    _writer.WriteNullValue();
                    break;
            }
        }

        _writer.WriteEndObject();
        _writer.Flush();
        to.Byte((byte)'\n');
    }
}
