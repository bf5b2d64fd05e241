namespace Attune.App.Exports.Runs;

/// <summary>What an export consists of, so that whoever gets it can tell that it is whole.</summary>
/// <param name="Title">Of the practice or the study.</param>
public sealed record ExportManifest(
    string Title, bool Simulated, DateTimeOffset Made, long People, IReadOnlyList<string> Notes, IReadOnlyList<ExportedFile> Files)
{
    public const string FileName = "manifest.json";

    /// <summary>Fewer than this are not counted out, here or in the codebook.</summary>
    public const int SmallestCount = 5;
}

/// <param name="Rows">Null for a file that is no table.</param>
public sealed record ExportedFile(string Path, long? Rows, long Bytes, string Sha256);
