using System.Diagnostics;
using Attune.App.Consents;
using Attune.App.Exports;
using Attune.App.Exports.Runs;
using Attune.Tests.Storage;

namespace Attune.Tests.Exports;

/// <summary>An export that is interrupted is gone on with: the same bytes as one written in one go, and nobody twice.</summary>
public sealed class ResumeTests
{
    private const int People = 1_100; // three chunks
    private static readonly ExportFormat[] Every = [.. Enum.GetValues<ExportFormat>()];

    [Fact]
    public async Task Wherever_it_is_interrupted_the_files_are_the_same_in_the_end()
    {
        await using var room = await ExportRoom.Create(Databases.Sqlite);
        room.People(People, ConsentTier.Rows, briefly: true);
        await room.Close();
        var key = ExportKey.Make();
        await room.Export(key, folder: "whole", formats: Every);
        var whole = Bytes(room.Folder("whole"));
        whole.Count.ShouldBeGreaterThan(12);

        for (var stop = 1; stop <= 3; stop++)
        {
            var folder = $"stopped-{stop}";
            // It stops when a chunk's rows are written and not yet noted, as a machine that is switched off does.
            await Should.ThrowAsync<Stopped>(() => room.Export(key, folder: folder, progress: new StopAfter(stop), formats: Every));
            File.Exists(room.File(ExportManifest.FileName, folder)).ShouldBeFalse();
            var unfinished = Directory.GetFiles(room.Folder(folder), "*.csv", SearchOption.AllDirectories);
            await File.AppendAllTextAsync(unfinished[0], "half a ro", TestContext.Current.CancellationToken);
            await Should.ThrowAsync<Stopped>(() => room.Export(key, folder: folder, progress: new StopAfter(1), formats: Every));

            (await room.Export(key, folder: folder, formats: Every)).ShouldBeOfType<ExportProgramme.Outcome.Written>().WentOn.ShouldBe(stop > 1);

            var now = Bytes(room.Folder(folder));
            now.Keys.ShouldBe(whole.Keys, ignoreOrder: true);
            foreach (var (path, bytes) in whole)
                now[path].AsSpan().SequenceEqual(bytes).ShouldBeTrue($"{path} after stopping in chunk {stop}");
        }
    }

    [Fact]
    public async Task A_process_that_is_killed_loses_nothing_and_doubles_nobody()
    {
        await using var room = await ExportRoom.Create(Databases.Sqlite);
        room.People(People, ConsentTier.Rows, briefly: true);
        await room.Close();

        var folder = room.Folder();
        for (var kill = 1; kill <= 3 && !File.Exists(room.File(ExportManifest.FileName)); kill++)
        {
            using var process = Start(room, folder);
            while (!process.HasExited && ChunksNoted(folder) < kill)
                await Task.Delay(2, TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        if (!File.Exists(room.File(ExportManifest.FileName)))
        {
            using var last = Start(room, folder);
            await last.WaitForExitAsync(TestContext.Current.CancellationToken);
            last.ExitCode.ShouldBe(0, await last.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        var people = room.Csv("people");
        people.Length.ShouldBe(1 + People);
        people.Skip(1).Select(row => row[0]).Distinct().Count().ShouldBe(People);
        room.Csv("concern_distress_state").Skip(1).Select(row => row[0] + row[1]).Distinct().Count().ShouldBe(People);
        File.Exists(room.File(UnfinishedExport.FileName)).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_somebody_changed_their_mind_meanwhile_it_begins_again_without_them()
    {
        await using var room = await ExportRoom.Create(Databases.Sqlite);
        var people = room.People(People, ConsentTier.Rows, briefly: true);
        await room.Close();
        await Should.ThrowAsync<Stopped>(() => room.Export(progress: new StopAfter(2)));
        foreach (var person in people.Take(6))
            room.Agree(person, ConsentTier.Together, minutes: 5);
        await room.Room.Save();

        var written = (await room.Export()).ShouldBeOfType<ExportProgramme.Outcome.Written>();

        written.WentOn.ShouldBeFalse();
        room.Csv("people").Length.ShouldBe(1 + People - 6);
    }

    private static int ChunksNoted(string folder)
    {
        try
        {
            var note = Path.Combine(folder, UnfinishedExport.FileName);
            return File.Exists(note) ? System.Text.Json.JsonDocument.Parse(File.ReadAllText(note)).RootElement.GetProperty("Chunks").GetInt32() : 0;
        }
        catch (IOException)
        {
            return 0; // it is being replaced
        }
    }

    private static Process Start(ExportRoom room, string folder)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(global::Attune.Cli.Program).Assembly.Location, "export", "programme", room.Room.Programme.Id.ToString(), "--out", folder, "--data", room.Room.Install.Installation.DataFolder },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ATTUNE_DATABASE");
        return Process.Start(start)!;
    }

    private static Dictionary<string, byte[]> Bytes(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllBytes);

    private sealed class Stopped : Exception;

    private sealed class StopAfter(int chunks) : IProgress<long>
    {
        private int _left = chunks;

        public void Report(long value)
        {
            if (--_left == 0)
                throw new Stopped();
        }
    }
}
