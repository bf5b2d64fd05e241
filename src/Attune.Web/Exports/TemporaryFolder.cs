using System.IO.Compression;

namespace Attune.Web.Exports;

/// <summary>Where an export lies while it is made. Nothing of it stays: the folder goes at once, the archive when it was sent.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attune-export-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "answers");

    /// <summary>The folder as one file, which deletes itself when it is closed.</summary>
    public async Task<Stream> Archive(CancellationToken ct)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var archive = new FileStream(_folder.FullName + ".zip", options);
        try
        {
            await ZipFile.CreateFromDirectoryAsync(Path, archive, CompressionLevel.Fastest, includeBaseDirectory: false, cancellationToken: ct);
            archive.Position = 0;
            return archive;
        }
        catch
        {
            await archive.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
