using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Attune.App.Studies.StudyReports.Pdf;

/// <summary>Literata (SIL Open Font License 1.1) in one weight, read from its TrueType file and put whole into each document.</summary>
internal sealed class PdfTypeface
{
    private static readonly Lazy<PdfTypeface> Upright = new(() => new PdfTypeface("Literata-Regular")), Heavy = new(() => new PdfTypeface("Literata-Bold"));

    private readonly byte[] file;
    private readonly Dictionary<string, int> tables = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, int> glyphs = [];
    private readonly int[] widths;
    private readonly int unitsPerEm;

    private PdfTypeface(string name)
    {
        Name = name;
        using var stream = typeof(PdfTypeface).Assembly.GetManifestResourceStream($"Attune.App.Studies.StudyReports.Pdf.{name}.ttf")!;
        file = new byte[stream.Length];
        stream.ReadExactly(file);
        for (var i = 0; i < U16(4); i++)
            tables.Add(Encoding.ASCII.GetString(file, 12 + 16 * i, 4), (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(12 + 16 * i + 8)));
        unitsPerEm = U16(tables["head"] + 18);
        var measured = U16(tables["hhea"] + 34);
        widths = [.. Enumerable.Range(0, U16(tables["maxp"] + 4)).Select(glyph => U16(tables["hmtx"] + 4 * Math.Min(glyph, measured - 1)))];
        ReadLetters();
    }

    public static PdfTypeface Regular => Upright.Value;

    public static PdfTypeface Bold => Heavy.Value;

    public string Name { get; }

    public bool Covers(string text) => text.EnumerateRunes().All(letter => glyphs.ContainsKey(letter.Value));

    /// <summary>In points, at a size in points.</summary>
    public double Width(string text, double size) => text.EnumerateRunes().Sum(letter => widths[Glyph(letter)]) * size / unitsPerEm;

    /// <summary>The text as numbers of glyphs.</summary>
    public string Glyphs(string text) => string.Concat(text.EnumerateRunes().Select(letter => Glyph(letter).ToString("X4", CultureInfo.InvariantCulture)));

    /// <returns>The number of the font.</returns>
    public int AddTo(PdfObjects objects)
    {
        int Em(int place) => (int)Math.Round(S16(place) * 1000.0 / unitsPerEm);
        var embedded = objects.AddStream(string.Create(CultureInfo.InvariantCulture, $"/Length1 {file.Length}"), file);
        var (head, hhea) = (tables["head"], tables["hhea"]);
        var descriptor = objects.Add(string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /FontDescriptor /FontName /{Name} /Flags 4 /FontBBox [{Em(head + 36)} {Em(head + 38)} {Em(head + 40)} {Em(head + 42)}] /ItalicAngle 0 /Ascent {Em(hhea + 4)} /Descent {Em(hhea + 6)} /CapHeight {Em(tables["OS/2"] + 88)} /StemV 80 /FontFile2 {embedded} 0 R >>"));
        var advances = string.Join(' ', widths.Select(width => (width * 1000.0 / unitsPerEm).ToString("0.##", CultureInfo.InvariantCulture)));
        var descendant = objects.Add(string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{Name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /W [0 [{advances}]] >>"));
        var unicode = objects.AddStream("", Encoding.ASCII.GetBytes(ToUnicode()));
        return objects.Add(string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Font /Subtype /Type0 /BaseFont /{Name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>"));
    }

    // A letter the typeface lacks is its glyph 0, a box.
    private int Glyph(Rune letter) => glyphs.GetValueOrDefault(letter.Value);

    /// <summary>Letters by the table in format 4 for Windows and Unicode, which every TrueType file of a Latin face has.</summary>
    private void ReadLetters()
    {
        var cmap = tables["cmap"];
        var start = Enumerable.Range(0, U16(cmap + 2)).Select(i => cmap + 4 + 8 * i).Where(entry => U16(entry) == 3 && U16(entry + 2) == 1)
            .Select(entry => cmap + (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(entry + 4))).Single(table => U16(table) == 4);
        var twice = U16(start + 6);
        for (var segment = 0; segment < twice; segment += 2)
        {
            int last = U16(start + 14 + segment), first = U16(start + 16 + twice + segment), delta = U16(start + 16 + 2 * twice + segment), at = start + 16 + 3 * twice + segment;
            for (var letter = first; letter <= last && letter != 0xFFFF; letter++)
            {
                var offset = U16(at);
                var glyph = offset == 0 ? letter : U16(at + offset + 2 * (letter - first));
                if (offset == 0 || glyph != 0)
                    glyphs[letter] = (glyph + delta) & 0xFFFF;
            }
        }
    }

    /// <summary>So that what is copied, searched or read aloud is letters. Of letters that share a glyph, the first.</summary>
    private string ToUnicode()
    {
        var entries = glyphs.DistinctBy(entry => entry.Value).Select(entry => string.Create(CultureInfo.InvariantCulture, $"<{entry.Value:X4}> <{entry.Key:X4}>")).ToList();
        var text = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var hundred in entries.Chunk(100))
            text.Append(CultureInfo.InvariantCulture, $"{hundred.Length} beginbfchar\n{string.Join('\n', hundred)}\nendbfchar\n");
        return text.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private int U16(int place) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(place));

    private int S16(int place) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(place));
}
