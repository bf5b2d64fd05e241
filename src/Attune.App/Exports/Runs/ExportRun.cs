using System.Security.Cryptography;
using Attune.App.Exports.Formats;
using Attune.App.Exports.Sources;

namespace Attune.App.Exports.Runs;

/// <summary>
/// Writes a source into a folder, chunk by chunk. After each chunk the files are on the disk and their lengths are noted,
/// so that whoever is interrupted goes on from there: what was written after the last note is cut off and written again.
/// </summary>
internal sealed class ExportRun(string folder, IReadOnlyList<ExportFormat> formats, IExportSource source, TimeProvider clock)
{
    /// <param name="wanted">The key of whoever wants to join exports; null for one that is thrown away.</param>
    /// <param name="progress">People done, reported before they are noted.</param>
    public async Task<(ExportManifest Manifest, bool WentOn)> Write(ExportKey? wanted, IProgress<long>? progress, CancellationToken ct)
    {
        OwnedFile.MakeFolder(folder);
        var (state, wentOn) = await Begin(wanted, ct);
        var key = ExportKey.Read(state.Key)!;
        var writers = new List<(string Path, int Table, TableWriter Writer)>();
        try
        {
            foreach (var format in formats)
                foreach (var (path, table) in ExportLayout.Files(format, source.Tables))
                    writers.Add((path, table, Open(format, path, table, state)));
            if (state.Chunks == 0)
                Note(ref state, writers, 0);
            var people = 0L;
            await foreach (var chunk in source.Chunks(key, state.Chunks, ct))
            {
                ct.ThrowIfCancellationRequested();
                foreach (var (table, cells) in chunk.Rows)
                    foreach (var writer in writers)
                        if (writer.Table == table)
                            writer.Writer.Add(cells);
                progress?.Report(people += chunk.People);
                Note(ref state, writers, state.Chunks + 1);
            }

            foreach (var (_, _, writer) in writers)
                writer.End();
        }
        finally
        {
            foreach (var (_, _, writer) in writers)
                await writer.DisposeAsync();
        }

        return (await Finish(state, writers.ToDictionary(writer => writer.Path, writer => writer.Writer.Rows), ct), wentOn);
    }

    private async Task<(UnfinishedExport State, bool WentOn)> Begin(ExportKey? wanted, CancellationToken ct)
    {
        List<string> names = [.. formats.Select(format => format.Name())];
        var before = await UnfinishedExport.Find(folder, ct);
        if (before is not null && ExportKey.Read(before.Key) is { } known && (wanted is null || wanted.Text == before.Key) && before.Formats.SequenceEqual(names)
            && before.Source == await source.Fingerprint(known, ct) && before.Files.All(file => IsThere(file.Key, file.Value)))
            return (before, before.Chunks > 0);
        var key = wanted ?? ExportKey.Make();
        return (new UnfinishedExport(key.Text, await source.Fingerprint(key, ct), names, clock.GetUtcNow(), 0, new Dictionary<string, UnfinishedFile>()), false);
    }

    private bool IsThere(string path, UnfinishedFile noted) =>
        new FileInfo(Path.Combine(folder, path)) is { Exists: true } file && file.Length >= noted.Length;

    private TableWriter Open(ExportFormat format, string path, int table, UnfinishedExport state)
    {
        var full = Path.Combine(folder, path);
        OwnedFile.MakeFolder(Path.GetDirectoryName(full)!);
        if (state.Files.TryGetValue(path, out var noted))
        {
            var goingOn = OwnedFile.Open(full, FileMode.Open);
            goingOn.SetLength(noted.Length);
            goingOn.Position = noted.Length;
            var writer = ExportLayout.Writer(format, goingOn, source.Tables[table], state.Started);
            writer.GoOn(noted.Rows);
            return writer;
        }

        var made = ExportLayout.Writer(format, OwnedFile.Open(full, FileMode.Create), source.Tables[table], state.Started);
        made.Begin();
        return made;
    }

    private void Note(ref UnfinishedExport state, List<(string Path, int Table, TableWriter Writer)> writers, int chunks)
    {
        foreach (var (_, _, writer) in writers)
            writer.Keep();
        state = state with { Chunks = chunks, Files = writers.ToDictionary(writer => writer.Path, writer => new UnfinishedFile(writer.Writer.File.Length, writer.Writer.Rows)) };
        state.Keep(folder);
    }

    // The manifest comes last and the note goes after it: a folder with a manifest and no note is whole.
    private async Task<ExportManifest> Finish(UnfinishedExport state, Dictionary<string, long> rows, CancellationToken ct)
    {
        List<ExportedFile> files = [];
        foreach (var (path, text) in Codebook.Files(source, formats))
        {
            OwnedFile.Write(Path.Combine(folder, path), System.Text.Encoding.UTF8.GetBytes(text));
            files.Add(await Described(path, null, ct));
        }

        foreach (var (path, count) in rows)
            files.Add(await Described(path, count, ct));
        var manifest = new ExportManifest(source.Title, source.Simulated, state.Started, source.People, source.Notes, files);
        OwnedFile.Write(Path.Combine(folder, ExportManifest.FileName), System.Text.Encoding.UTF8.GetBytes(ManifestJson.Write(manifest)));
        UnfinishedExport.Forget(folder);
        return manifest;
    }

    private async Task<ExportedFile> Described(string path, long? rows, CancellationToken ct)
    {
        await using var file = File.OpenRead(Path.Combine(folder, path));
        return new ExportedFile(path, rows, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)));
    }
}
