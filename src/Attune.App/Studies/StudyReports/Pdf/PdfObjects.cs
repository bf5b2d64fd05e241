using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Attune.App.Studies.StudyReports.Pdf;

/// <summary>Numbered objects of a PDF file (ISO 32000-1), and the file they make: the same objects, the same bytes.</summary>
internal sealed class PdfObjects
{
    private readonly List<byte[]> objects = [];

    /// <summary>A number for an object that is described later.</summary>
    public int Reserve()
    {
        objects.Add([]);
        return objects.Count;
    }

    public int Add(string body)
    {
        objects.Add(Encoding.Latin1.GetBytes(body));
        return objects.Count;
    }

    public void Set(int id, string body) => objects[id - 1] = Encoding.Latin1.GetBytes(body);

    /// <param name="entries">Of its dictionary, beside length and filter.</param>
    public int AddStream(string entries, ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var pack = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            pack.Write(content);
        var head = Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<< {entries} /Length {packed.Length} /Filter /FlateDecode >>\nstream\n"));
        objects.Add([.. head, .. packed.ToArray(), .. "\nendstream"u8]);
        return objects.Count;
    }

    public byte[] File(int root, int about)
    {
        using var file = new MemoryStream();
        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        Write("%PDF-1.7\n");
        file.Write([(byte)'%', 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        List<long> places = [];
        foreach (var (number, body) in objects.Index())
        {
            places.Add(file.Position);
            Write(string.Create(CultureInfo.InvariantCulture, $"{number + 1} 0 obj\n"));
            file.Write(body);
            Write("\nendobj\n");
        }

        // The identifier is a hash of what the file holds: no clock and no chance.
        var id = Convert.ToHexString(SHA256.HashData(file.ToArray()))[..32];
        var table = file.Position;
        Write(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n"));
        foreach (var place in places)
            Write(place.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        Write(string.Create(CultureInfo.InvariantCulture, $"trailer\n<< /Size {places.Count + 1} /Root {root} 0 R /Info {about} 0 R /ID [<{id}> <{id}>] >>\nstartxref\n{table}\n%%EOF\n"));
        return file.ToArray();
    }

    /// <summary>A text string in any letters.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
