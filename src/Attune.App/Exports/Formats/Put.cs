using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Attune.App.Exports.Formats;

/// <summary>Numbers and texts as binary files hold them, low byte first.</summary>
internal static class Put
{
    public static void Text(this IBufferWriter<byte> to, string text) => Encoding.UTF8.GetBytes(text, to);

    public static void Byte(this IBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }

    public static void Short(this IBufferWriter<byte> to, int value)
    {
        BinaryPrimitives.WriteInt16LittleEndian(to.GetSpan(2), (short)value);
        to.Advance(2);
    }

    public static void UShort(this IBufferWriter<byte> to, int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to.GetSpan(2), checked((ushort)value));
        to.Advance(2);
    }

    public static void Int(this IBufferWriter<byte> to, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to.GetSpan(4), value);
        to.Advance(4);
    }

    public static void Long(this IBufferWriter<byte> to, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to.GetSpan(8), value);
        to.Advance(8);
    }

    public static void Double(this IBufferWriter<byte> to, double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(to.GetSpan(8), value);
        to.Advance(8);
    }

    public static void Bytes(this IBufferWriter<byte> to, ReadOnlySpan<byte> bytes) => to.Write(bytes);

    /// <summary>A text in a field of a fixed length, filled up, and cut between characters where it is longer.</summary>
    public static void Field(this IBufferWriter<byte> to, string text, int length, byte fill)
    {
        var bytes = Cut(text, length);
        to.Write(bytes);
        for (var i = bytes.Length; i < length; i++)
            to.Byte(fill);
    }

    /// <summary>At most so many bytes of UTF-8, never half a character.</summary>
    public static byte[] Cut(string text, int length)
    {
        var bytes = new byte[Math.Min(length, Encoding.UTF8.GetMaxByteCount(text.Length))];
        Encoding.UTF8.GetEncoder().Convert(text, bytes, flush: true, out _, out var used, out _);
        return bytes[..used];
    }
}
