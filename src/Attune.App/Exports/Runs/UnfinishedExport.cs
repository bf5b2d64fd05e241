using System.Text.Json;

namespace Attune.App.Exports.Runs;

/// <summary>How far an export has come, beside its files until it is complete. It holds the key of the codes.</summary>
/// <param name="Chunks">Written whole.</param>
/// <param name="Files">Length and rows of each file after the last whole chunk, by its path in the folder.</param>
internal sealed record UnfinishedExport(
    string Key, string Source, IReadOnlyList<string> Formats, DateTimeOffset Started, int Chunks, IReadOnlyDictionary<string, UnfinishedFile> Files)
{
    public const string FileName = "unfinished.json";

    public static async Task<UnfinishedExport?> Find(string folder, CancellationToken ct)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<UnfinishedExport>(await File.ReadAllTextAsync(path, ct));
        }
        catch (JsonException)
        {
            return null; // the disk was full: it begins again
        }
    }

    /// <summary>Replaces the last state in one move, so that there is always a whole one.</summary>
    public void Keep(string folder)
    {
        var path = Path.Combine(folder, FileName);
        OwnedFile.Write(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(path + ".new", path, overwrite: true);
    }

    public static void Forget(string folder)
    {
        File.Delete(Path.Combine(folder, FileName + ".new"));
        File.Delete(Path.Combine(folder, FileName));
    }
}

internal sealed record UnfinishedFile(long Length, long Rows);
