using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Attune.App.Exports.Tables;

namespace Attune.App.Exports.Formats;

/// <summary>
/// An SPSS system file, not compressed, after the layout that the PSPP developers published (GNU PSPP Developers Guide,
/// System File Format). The number of cases is put in at the end.
/// </summary>
internal sealed class SpssWriter(FileStream file, ExportTable table, DateTimeOffset made) : TableWriter(file, table)
{
    private const int WhereCasesAre = 80;
    private const int LongestLabel = 255;
    private const int LongestValueLabel = 120;
    private const int Segment = 8;
    private const byte Space = (byte)' ';
    private const int FormatText = 1 << 16;
    private const int FormatNumber = 5 << 16;
    private const double SystemMissing = -double.MaxValue;

    private static readonly double LowestNumber = -Math.BitDecrement(double.MaxValue);

    private enum Info
    {
        Integers = 3,
        Floats = 4,
        Display = 11,
        LongNames = 13,
        Encoding = 20,
    }

    protected override void Head(IBufferWriter<byte> to)
    {
        to.Text("$FL2");
        to.Field("@(#) SPSS DATA FILE written by Attune", 60, Space);
        to.Int(2);
        to.Int(Columns.Sum(Segments));
        to.Int(0); // not compressed
        to.Int(0); // not weighted
        to.Int(-1); // cases, not known yet
        to.Double(100); // bias of compression
        to.Field(made.UtcDateTime.ToString("dd MMM yy", CultureInfo.InvariantCulture), 9, Space);
        to.Field(made.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture), 8, Space);
        to.Field(Table.Label, 64, Space);
        to.Field("", 3, 0);
        for (var i = 0; i < Columns.Count; i++)
            Variable(to, Columns[i], i);
        var place = 1;
        foreach (var column in Columns)
        {
            ValueLabels(to, column, place);
            place += Segments(column);
        }

        InfoRecord(to, Info.Integers, 4, [1, 0, 0, -1, 1, 1, 2, Encoding.UTF8.CodePage]);
        to.Int(7);
        to.Int((int)Info.Floats);
        to.Int(8);
        to.Int(3);
        to.Double(SystemMissing);
        to.Double(double.MaxValue);
        to.Double(LowestNumber);
        InfoRecord(to, Info.Display, 4, [.. Columns.SelectMany(column => new[] { Level(column), IsText(column) ? PersonCode.Length : 8, IsText(column) ? 0 : 1 })]);
        Texts(to, Info.LongNames, string.Join('\t', Columns.Select((column, i) => $"{ShortName(i)}={column.Name}")));
        Texts(to, Info.Encoding, "UTF-8");
        to.Int(999);
        to.Int(0);
    }

    protected override void Row(IBufferWriter<byte> to, ReadOnlySpan<ExportCell> row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (IsText(Columns[i]))
                to.Field(row[i].Person.ToString(), PersonCode.Length, Space);
            else
                to.Double(row[i].State switch
                {
                    CellState.Number => row[i].Number,
                    CellState.Missing => Columns[i].MissingCode(row[i].Reason),
                    _ => SystemMissing,
                });
        }
    }

    protected override void Amend(FileStream file)
    {
        Span<byte> cases = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(cases, Rows <= int.MaxValue ? (int)Rows : -1);
        file.Position = WhereCasesAre;
        file.Write(cases);
        file.Position = file.Length;
    }

    private static bool IsText(ExportColumn column) => column.Kind == ColumnKind.Person;

    private static int Segments(ExportColumn column) => IsText(column) ? PersonCode.Length / Segment : 1;

    // 1 nominal, 2 ordinal, 3 scale.
    private static int Level(ExportColumn column) => column.Kind switch
    {
        ColumnKind.Item or ColumnKind.Sureness or ColumnKind.Occasion => 2,
        ColumnKind.Score or ColumnKind.Day => 3,
        _ => 1,
    };

    private static string ShortName(int place) => "V" + (place + 1).ToString(CultureInfo.InvariantCulture);

    private static void Variable(IBufferWriter<byte> to, ExportColumn column, int place)
    {
        var format = IsText(column) ? FormatText | (PersonCode.Length << 8) : column.Whole ? FormatNumber | (8 << 8) : FormatNumber | (8 << 8) | 2;
        to.Int(2);
        to.Int(IsText(column) ? PersonCode.Length : 0);
        to.Int(1);
        to.Int(column.HasReasons ? -2 : 0); // a range of missing values
        to.Int(format);
        to.Int(format);
        to.Field(ShortName(place), 8, Space);
        var label = Put.Cut(column.Label, LongestLabel);
        to.Int(label.Length);
        to.Bytes(label);
        to.Field("", -label.Length & 3, Space);
        if (column.HasReasons)
        {
            to.Double(column.MissingCode(MissingCodes.Order[^1]));
            to.Double(column.MissingCode(MissingCodes.Order[0]));
        }

        for (var more = 1; more < Segments(column); more++)
        {
            to.Int(2);
            to.Int(-1);
            to.Field("", 24, 0);
        }
    }

    private static void ValueLabels(IBufferWriter<byte> to, ExportColumn column, int place)
    {
        List<(double Value, string Text)> labels = [.. column.Labels.Select(label => ((double)label.Value, label.Text))];
        if (column.HasReasons)
            labels.AddRange(MissingCodes.Order.Select(reason => ((double)column.MissingCode(reason), MissingCodes.Words(reason))));
        if (labels.Count == 0)
            return;
        to.Int(3);
        to.Int(labels.Count);
        foreach (var (value, text) in labels)
        {
            var bytes = Put.Cut(text, LongestValueLabel);
            to.Double(value);
            to.Byte((byte)bytes.Length);
            to.Bytes(bytes);
            to.Field("", -(bytes.Length + 1) & 7, Space);
        }

        to.Int(4);
        to.Int(1);
        to.Int(place);
    }

    private static void InfoRecord(IBufferWriter<byte> to, Info kind, int size, IReadOnlyList<int> values)
    {
        to.Int(7);
        to.Int((int)kind);
        to.Int(size);
        to.Int(values.Count);
        foreach (var value in values)
            to.Int(value);
    }

    private static void Texts(IBufferWriter<byte> to, Info kind, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        to.Int(7);
        to.Int((int)kind);
        to.Int(1);
        to.Int(bytes.Length);
        to.Bytes(bytes);
    }
}
