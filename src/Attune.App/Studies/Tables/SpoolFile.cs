using Microsoft.Win32.SafeHandles;

namespace Attune.App.Studies.Tables;

/// <summary>The file behind a spool: only its owner may open it, and it has no name from the moment it is there, so that
/// nothing of it is left however the process ends.</summary>
internal sealed class SpoolFile : IDisposable
{
    /// <summary>Items a spool holds in memory before it writes any.</summary>
    public const int ItemsHeld = 10_000;

    private readonly SafeFileHandle handle;
    private long length;

    public SpoolFile()
    {
        var name = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        handle = File.OpenHandle(name, FileMode.CreateNew, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.None : FileShare.Delete, OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Delete(name);
    }

    public long Append(ReadOnlySpan<byte> bytes)
    {
        var at = length;
        RandomAccess.Write(handle, bytes, at);
        length += bytes.Length;
        return at;
    }

    public void Read(long at, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(handle, bytes, at);
            if (read == 0)
                throw new EndOfStreamException("A temporary file became shorter while it was read.");
            bytes = bytes[read..];
            at += read;
        }
    }

    public void Dispose() => handle.Dispose();
}
