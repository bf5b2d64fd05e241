using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Attune.App.Exports.Tables;

namespace Attune.App.Exports.Formats;

/// <summary>
/// A Stata data file of format 118 (Stata 14 and newer), after the layout in Stata's own help file "dta". Rows and the
/// map of the file are put in at the end. The reasons of missing answers are .a to .e.
/// </summary>
internal sealed class StataWriter(FileStream file, ExportTable table, DateTimeOffset made) : TableWriter(file, table)
{
    private const int NameField = 129;
    private const int FormatField = 57;
    private const int LabelField = 321;
    private const int LongestLabel = 80;
    private const int TypeDouble = 65526;
    private const int TypeInt = 65529;
    private const int MostInt = 32_740;
    private const int MissingInt = 32_741;
    private const int FirstReasonInt = 32_742;
    private const int FirstReasonLong = 2_147_483_622;
    private const long MissingDouble = 0x7FE0_0000_0000_0000;
    private const long StepOfDouble = 0x0000_0100_0000_0000;
    private const int MapEntries = 14;
    private const string DataEnds = "</data>";

    private readonly long[] _map = new long[MapEntries];
    private int _whereRowsAre;
    private int _whereMapIs;

    protected override void Head(IBufferWriter<byte> to)
    {
        var head = Begin(out _);
        to.Bytes(head);
    }

    protected override void Row(IBufferWriter<byte> to, ReadOnlySpan<ExportCell> row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var cell = row[i];
            if (IsText(Columns[i]))
                to.Field(cell.Person.ToString(), PersonCode.Length, 0);
            else if (IsInt(Columns[i]))
                to.Short(cell.State switch
                {
                    CellState.Number => (int)cell.Number,
                    CellState.Missing => FirstReasonInt + MissingCodes.Place(cell.Reason),
                    _ => MissingInt,
                });
            else if (cell.State == CellState.Number)
                to.Double(cell.Number);
            else
                to.Long(MissingDouble + (cell.State == CellState.Missing ? StepOfDouble * (1 + MissingCodes.Place(cell.Reason)) : 0));
        }
    }

    protected override void Tail(IBufferWriter<byte> to)
    {
        Begin(out var length); // a file taken up again knows its own beginning from its columns
        var at = length + Rows * Columns.Sum(column => IsText(column) ? PersonCode.Length : IsInt(column) ? 2 : 8);
        var rest = new ArrayBufferWriter<byte>();
        rest.Text(DataEnds);
        _map[10] = at + rest.WrittenCount;
        rest.Text("<strls></strls>");
        _map[11] = at + rest.WrittenCount;
        rest.Text("<value_labels>");
        for (var i = 0; i < Columns.Count; i++)
            ValueLabels(rest, Columns[i], i);
        rest.Text("</value_labels>");
        _map[12] = at + rest.WrittenCount;
        rest.Text("</stata_dta>");
        _map[13] = at + rest.WrittenCount;
        to.Bytes(rest.WrittenSpan);
    }

    protected override void Amend(FileStream file)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, Rows);
        file.Position = _whereRowsAre;
        file.Write(number);
        file.Position = _whereMapIs;
        foreach (var entry in _map)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, entry);
            file.Write(number);
        }

        file.Position = file.Length;
    }

    private ReadOnlySpan<byte> Begin(out int length)
    {
        var to = new ArrayBufferWriter<byte>();
        to.Text("<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>");
        to.UShort(Columns.Count);
        to.Text("</K><N>");
        _whereRowsAre = to.WrittenCount;
        to.Long(0);
        to.Text("</N><label>");
        var label = Encoding.UTF8.GetBytes(Letters(Table.Label, LongestLabel));
        to.UShort(label.Length);
        to.Bytes(label);
        to.Text("</label><timestamp>");
        var time = made.UtcDateTime.ToString("dd MMM yyyy HH:mm", CultureInfo.InvariantCulture);
        to.Byte((byte)time.Length);
        to.Text(time);
        to.Text("</timestamp></header>");
        _map[1] = to.WrittenCount;
        to.Text("<map>");
        _whereMapIs = to.WrittenCount;
        to.Field("", MapEntries * 8, 0);
        to.Text("</map>");
        Part(to, 2, "variable_types", column => to.UShort(IsText(column) ? PersonCode.Length : IsInt(column) ? TypeInt : TypeDouble));
        Part(to, 3, "varnames", column => to.Field(column.Name, NameField, 0));
        _map[4] = to.WrittenCount;
        to.Text("<sortlist>");
        to.Field("", (Columns.Count + 1) * 2, 0);
        to.Text("</sortlist>");
        Part(to, 5, "formats", column => to.Field(IsText(column) ? $"%{PersonCode.Length}s" : column.Whole ? "%8.0g" : "%9.0g", FormatField, 0));
        var place = 0;
        Part(to, 6, "value_label_names", column => to.Field(Labels(column).Count > 0 ? LabelName(place++) : Nothing(ref place), NameField, 0));
        Part(to, 7, "variable_labels", column => to.Field(Letters(column.Label, LongestLabel), LabelField, 0));
        _map[8] = to.WrittenCount;
        to.Text("<characteristics></characteristics>");
        _map[9] = to.WrittenCount;
        to.Text("<data>");
        length = to.WrittenCount;
        return to.WrittenSpan;
    }

    private void Part(ArrayBufferWriter<byte> to, int entry, string name, Action<ExportColumn> each)
    {
        _map[entry] = to.WrittenCount;
        to.Text($"<{name}>");
        foreach (var column in Columns)
            each(column);
        to.Text($"</{name}>");
    }

    private static string Nothing(ref int place)
    {
        place++;
        return "";
    }

    private static string LabelName(int place) => "l" + (place + 1).ToString(CultureInfo.InvariantCulture);

    private static bool IsText(ExportColumn column) => column.Kind == ColumnKind.Person;

    private static bool IsInt(ExportColumn column) => column is { Whole: true, Lowest: >= -MostInt, Highest: <= MostInt };

    private static List<(int Value, string Text)> Labels(ExportColumn column)
    {
        List<(int, string)> labels = [.. column.Labels.Select(label => (label.Value, label.Text))];
        if (column.HasReasons)
            labels.AddRange(MissingCodes.Order.Select((reason, i) => (FirstReasonLong + i, MissingCodes.Words(reason))));
        return labels;
    }

    private static void ValueLabels(IBufferWriter<byte> to, ExportColumn column, int place)
    {
        var labels = Labels(column);
        if (labels.Count == 0)
            return;
        var texts = new ArrayBufferWriter<byte>();
        List<int> starts = [];
        foreach (var (_, text) in labels)
        {
            starts.Add(texts.WrittenCount);
            texts.Text(text.Replace("\0", "", StringComparison.Ordinal));
            texts.Byte(0);
        }

        to.Text("<lbl>");
        to.Int(8 + 8 * labels.Count + texts.WrittenCount);
        to.Field(LabelName(place), NameField, 0);
        to.Field("", 3, 0);
        to.Int(labels.Count);
        to.Int(texts.WrittenCount);
        foreach (var start in starts)
            to.Int(start);
        foreach (var (value, _) in labels)
            to.Int(value);
        to.Bytes(texts.WrittenSpan);
        to.Text("</lbl>");
    }

    private static string Letters(string text, int most) =>
        text.EnumerateRunes().Count() <= most ? text : string.Concat(text.EnumerateRunes().Take(most).Select(rune => rune.ToString()));
}
