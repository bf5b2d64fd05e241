using System.Text;

namespace Attune.App.Studies.Imports;

/// <summary>The letters of a file in the encoding it is said to have; a byte that is no letter there is never guessed at.</summary>
internal static class MappedText
{
    public static readonly IReadOnlyList<string> Encodings = ["utf-8", "windows-1252", "utf-16"];

    private const int Windows1252 = 1252;

    /// <exception cref="DecoderFallbackException">While reading, where the file is not in this encoding.</exception>
    public static StreamReader Open(string path, string encoding) => new(path, encoding switch
    {
        "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(Windows1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!,
        "utf-16" => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
    }, detectEncodingFromByteOrderMarks: false);

    /// <summary>What a file seems to be in: by its first bytes, or UTF-8 where all of it is that, or else Windows-1252.</summary>
    public static string Guess(string path)
    {
        Span<byte> mark = stackalloc byte[2];
        using (var file = File.OpenRead(path))
            if (file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) == mark.Length && mark is [0xFF, 0xFE])
                return "utf-16";
        try
        {
            using var text = Open(path, "utf-8");
            var some = new char[1 << 16];
            while (text.Read(some) > 0)
            {
            }

            return "utf-8";
        }
        catch (DecoderFallbackException)
        {
            return "windows-1252";
        }
    }
}
