using Attune.App.Consents;
using Attune.App.Exports;
using Attune.App.Instruments;
using Attune.App.Responses;
using Attune.Tests.Reports;

namespace Attune.Tests.Exports;

/// <summary>A closed programme whose people were asked about rows, and a folder to write exports into.</summary>
internal sealed class ExportRoom : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attune-export-");
    private readonly ConsentVersion _version;

    public ExportRoom(ReportRoom room, bool asks)
    {
        Room = room;
        _version = new ConsentVersion
        {
            Id = room.NewId(),
            OrganisationId = room.Db.Organisation,
            ProgrammeId = room.Programme.Id,
            Number = 2,
            Text = "Who hears what, and what for.",
            RowsText = asks ? "Also one by one." : null,
            CreatedAt = room.Install.Clock.GetUtcNow(),
        };
        room.Db.ConsentVersions.Add(_version);
    }

    public ReportRoom Room { get; }

    public static async Task<ExportRoom> Create(string database, bool asks = true) => new(await ReportRoom.Create(database), asks);

    public string Folder(string name = "out") => Path.Combine(_folder.FullName, name);

    public string File(string path, string folder = "out") => Path.Combine(Folder(folder), path);

    public void Agree(Guid person, ConsentTier tier, int minutes = 0) => Room.Db.ConsentRecords.Add(new ConsentRecord
    {
        Id = Room.NewId(),
        OrganisationId = Room.Db.Organisation,
        ParticipantId = person,
        ConsentVersionId = minutes == 0 ? _version.Id : Room.Db.ConsentVersions.Local.Single(v => v.Number == 1).Id,
        TextHash = _version.Hash,
        Language = "en",
        AgreedAt = Room.Install.Clock.GetUtcNow().AddMinutes(minutes),
        Tier = tier,
    });

    /// <summary>People of one tier, each with a number of their own before and after.</summary>
    /// <param name="briefly">They answered before and nothing else.</param>
    public IReadOnlyList<Guid> People(int count, ConsentTier tier, bool briefly = false)
    {
        var people = Room.People(count);
        foreach (var (person, i) in people.Select((person, i) => (person, i)))
        {
            Agree(person, tier);
            Room.Feel(person, Waves.Before, 1 + i % 7, 1 + i / 7 % 7);
            if (briefly)
                continue;
            Room.Feel(person, Waves.After, 1 + (i + 3) % 7, 1 + i / 7 % 7);
            Room.Respond(person, "conditions", Waves.After, Enumerable.Range(0, 7).Select(item => tier == ConsentTier.Rows && item == 6 && i % 3 == 0
                ? Answer.Missing(MissingReason.PreferNotToSay) : Answer.Of(1 + (i + item) % 5)));
        }

        return people;
    }

    public async Task Close()
    {
        Room.Programme.Close(Room.Install.Clock.GetUtcNow());
        await Room.Save();
    }

    public async Task<ExportProgramme.Outcome> Export(
        ExportKey? key = null, ExportReader? reader = null, string folder = "out", IProgress<long>? progress = null, params ExportFormat[] formats)
    {
        await using var db = Room.Install.Db(Room.Programme.OrganisationId);
        var request = new ExportProgramme.Request(
            Room.Programme.Id, reader ?? new ExportReader.Operator(), Folder(folder), formats.Length == 0 ? [ExportFormat.Csv] : formats, key);
        return await ExportProgramme.Handle(request, db, Room.Shelf, Room.Install.Installation.Master, Room.Install.Clock, progress, TestContext.Current.CancellationToken);
    }

    public string[][] Csv(string table, string folder = "out") =>
        [.. System.IO.File.ReadAllLines(File($"csv/{table}.csv", folder)).Select(line => line.Split(','))];

    public async ValueTask DisposeAsync()
    {
        await Room.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
