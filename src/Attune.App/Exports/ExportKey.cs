using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Attune.App.Exports.Runs;
using Attune.App.Exports.Tables;

namespace Attune.App.Exports;

/// <summary>
/// Turns people into codes that mean nothing outside of one export. The key is thrown away when the export is complete,
/// so that the codes of two exports cannot be joined, also not by us; who needs to join them keeps a key of their own.
/// </summary>
public sealed class ExportKey
{
    public const int Bytes = 32;

    private readonly byte[] _key;

    private ExportKey(byte[] key) => _key = key;

    public static ExportKey Make() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <returns>Null where the text is no key.</returns>
    public static ExportKey? Read(string text)
    {
        var key = new byte[Bytes];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == Bytes ? new ExportKey(key) : null;
    }

    /// <summary>For the owner's file or an unfinished export; nothing else ever holds it.</summary>
    public string Text => Convert.ToBase64String(_key);

    /// <summary>Into a file that only its owner may read.</summary>
    public void KeepIn(string file) => OwnedFile.Write(file, Encoding.ASCII.GetBytes(Text + "\n"));

    /// <summary>A person of Attune's own.</summary>
    public PersonCode Of(Guid person) => Code(person.ToByteArray());

    /// <summary>A person as a study's file numbers them.</summary>
    public PersonCode Of(int person) => Code(Encoding.UTF8.GetBytes($"person {person}"));

    private PersonCode Code(ReadOnlySpan<byte> person)
    {
        Span<byte> mark = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, person, mark);
        return new PersonCode(BinaryPrimitives.ReadUInt64BigEndian(mark));
    }
}
