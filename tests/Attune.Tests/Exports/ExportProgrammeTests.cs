using System.Security.Cryptography;
using System.Text.Json;
using Attune.App.Consents;
using Attune.App.Exports;
using Attune.App.Organisations;
using Attune.App.Responses;
using Attune.App.Staff;
using Attune.Tests.Storage;

namespace Attune.Tests.Exports;

public sealed class ExportProgrammeTests
{
    private static readonly ExportFormat[] Every = [.. Enum.GetValues<ExportFormat>()];

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Everyone_who_agreed_is_in_it_with_all_their_answers_and_nobody_else(string database)
    {
        await using var room = await ExportRoom.Create(database);
        room.People(9, ConsentTier.Rows);
        room.People(6, ConsentTier.Together);
        await room.Close();

        (await room.Export()).ShouldBeOfType<ExportProgramme.Outcome.Written>().Manifest.People.ShouldBe(9);

        var people = room.Csv("people");
        people.Length.ShouldBe(1 + 9);
        people[0].ShouldContain("moved_before");
        people[0].ShouldContain("concern_score_after");
        var (moved, concern) = (Array.IndexOf(people[0], "moved_before"), Array.IndexOf(people[0], "concern_score_before"));
        people.Skip(1).Select(row => row[moved]).Order().ShouldBe(Enumerable.Range(0, 9).Select(i => $"{1 + i % 7}").Order());
        people.Skip(1).ShouldAllBe(row => row[moved] == row[concern]);
        room.Csv("concern_distress_state").Length.ShouldBe(1 + 18);
        room.Csv("concern_distress_state").Skip(1).Select(row => row[1]).Distinct().Order().ShouldBe(["after", "before"]);
    }

    [Fact]
    public async Task What_somebody_would_rather_not_say_is_empty_and_its_reason_is_in_a_table_of_its_own()
    {
        await using var room = await ExportRoom.Create(Databases.Sqlite);
        room.People(9, ConsentTier.Rows);
        await room.Close();
        await room.Export();

        var conditions = room.Csv("conditions");
        var place = Array.IndexOf(conditions[0], "worried_about_words");
        conditions.Skip(1).Count(row => row[place] == "").ShouldBe(3);
        var reasons = room.Csv("reasons");
        reasons[0].ShouldBe(["person", "wave", "occasion", "question", "reason"]);
        reasons.Skip(1).Select(row => string.Join(' ', row[1..])).ShouldBe(Enumerable.Repeat("after 1 conditions.worried_about_words would rather not say", 3));
    }

    [Fact]
    public async Task The_latest_agreement_counts()
    {
        await using var room = await ExportRoom.Create(Databases.Sqlite);
        var people = room.People(12, ConsentTier.Rows);
        foreach (var person in people.Where((_, i) => i % 3 != 0).Take(5))
            room.Agree(person, ConsentTier.Together, minutes: 5);
        await room.Close();

        (await room.Export()).ShouldBeOfType<ExportProgramme.Outcome.Written>().Manifest.People.ShouldBe(7);
    }

    [Theory]
    [InlineData(12, 0, 12)]
    [InlineData(12, 1, 8)] // four are held back, so that the one stands among five
    [InlineData(12, 4, 11)]
    [InlineData(12, 5, 12)]
    [InlineData(8, 1, 0)] // holding four back would leave four
    [InlineData(4, 9, 0)]
    public async Task Who_did_not_agree_cannot_be_worked_out_from_the_report_and_the_rows(int agreed, int others, int exported)
    {
        await using var room = await ExportRoom.Create(Databases.Sqlite);
        room.People(agreed, ConsentTier.Rows);
        var not = room.Room.People(others);
        foreach (var person in not)
        {
            room.Agree(person, ConsentTier.Together);
            room.Room.Feel(person, Waves.Before, 7, 7);
        }

        await room.Close();
        var outcome = await room.Export();
        if (exported == 0)
            outcome.ShouldBeOfType<ExportProgramme.Outcome.TooFew>();
        else
            outcome.ShouldBeOfType<ExportProgramme.Outcome.Written>().Manifest.People.ShouldBe(exported);
        Directory.Exists(room.Folder()).ShouldBe(exported > 0);
    }

    [Fact]
    public async Task The_same_people_are_held_back_each_time()
    {
        await using var room = await ExportRoom.Create(Databases.Sqlite);
        room.People(12, ConsentTier.Rows);
        room.People(1, ConsentTier.Together);
        await room.Close();
        var key = ExportKey.Make();
        await room.Export(key, folder: "one");
        await room.Export(key, folder: "two");

        room.Csv("people", "one").ShouldBe(room.Csv("people", "two"));
    }

    [Fact]
    public async Task Codes_and_order_of_two_exports_have_nothing_in_common_unless_a_key_is_kept()
    {
        await using var room = await ExportRoom.Create(Databases.Sqlite);
        room.People(40, ConsentTier.Rows);
        await room.Close();
        var key = ExportKey.Make();
        foreach (var (name, kept) in new[] { ("one", null), ("two", null), ("three", key), ("four", key) })
            await room.Export(kept, folder: name);

        string[] Codes(string folder) => [.. room.Csv("people", folder).Skip(1).Select(row => row[0])];
        string Answers(string folder) => string.Join('\n', room.Csv("people", folder).Skip(1).Select(row => string.Join(',', row[1..])));
        Codes("one").Intersect(Codes("two")).ShouldBeEmpty();
        Answers("one").ShouldNotBe(Answers("two"));
        Codes("three").ShouldBe(Codes("four"));
        Directory.GetFiles(room.Folder("one"), "*", SearchOption.AllDirectories).ShouldNotContain(path => path.Contains("unfinished", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_refused_before_closing_where_nobody_was_asked_and_into_a_folder_in_use()
    {
        await using var room = await ExportRoom.Create(Databases.Sqlite);
        room.People(9, ConsentTier.Rows);
        await room.Room.Save();
        (await room.Export()).ShouldBeOfType<ExportProgramme.Outcome.StillOpen>();
        Directory.CreateDirectory(room.Folder());
        await File.WriteAllTextAsync(room.File("mine.txt"), "mine", TestContext.Current.CancellationToken);
        await room.Close();
        (await room.Export()).ShouldBeOfType<ExportProgramme.Outcome.FolderInUse>();
        Directory.GetFileSystemEntries(room.Folder()).Length.ShouldBe(1);

        await using var other = await ExportRoom.Create(Databases.Sqlite, asks: false);
        other.People(9, ConsentTier.Together);
        await other.Close();
        (await other.Export()).ShouldBeOfType<ExportProgramme.Outcome.NobodyWasAsked>();
    }

    [Fact]
    public async Task Only_a_steward_of_the_organisation_gets_rows()
    {
        await using var room = await ExportRoom.Create(Databases.Sqlite);
        room.People(9, ConsentTier.Rows);
        var steward = new StaffUser { Id = room.Room.NewId(), UserName = "s@example.org", Email = "s@example.org" };
        room.Room.Db.Users.Add(steward);
        room.Room.Db.Memberships.Add(new Membership { OrganisationId = room.Room.Db.Organisation, UserId = steward.Id, Since = room.Room.Install.Clock.GetUtcNow() });
        await room.Close();

        (await room.Export(reader: new ExportReader.Staff(room.Room.NewId()))).ShouldBeOfType<ExportProgramme.Outcome.NoSuchProgramme>();
        Directory.Exists(room.Folder()).ShouldBeFalse();
        (await room.Export(reader: new ExportReader.Staff(steward.Id))).ShouldBeOfType<ExportProgramme.Outcome.Written>();
    }

    [Fact]
    public async Task The_manifest_names_every_file_with_its_rows_and_hash()
    {
        await using var room = await ExportRoom.Create(Databases.Sqlite);
        room.People(9, ConsentTier.Rows);
        await room.Close();
        await room.Export(formats: Every);

        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(room.File("manifest.json"), TestContext.Current.CancellationToken));
        var files = manifest.RootElement.GetProperty("files").EnumerateArray().ToList();
        files.Select(file => room.File(file.GetProperty("path").GetString()!)).Append(room.File("manifest.json"))
            .ShouldBe(Directory.GetFiles(room.Folder(), "*", SearchOption.AllDirectories), ignoreOrder: true);
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(room.File(file.GetProperty("path").GetString()!), TestContext.Current.CancellationToken);
            file.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
            file.GetProperty("bytes").GetInt64().ShouldBe(bytes.Length);
        }

        // Three reasons are fewer than five, so they are not counted out.
        files.Single(file => file.GetProperty("path").GetString() == "csv/reasons.csv").GetProperty("rows").GetString().ShouldBe("1 to 4");
        files.Single(file => file.GetProperty("path").GetString() == "csv/people.csv").GetProperty("rows").GetInt32().ShouldBe(9);
    }

    [Fact]
    public async Task An_instrument_that_fewer_than_five_answered_is_left_out_and_said_to_be()
    {
        await using var room = await ExportRoom.Create(Databases.Sqlite);
        var people = room.People(9, ConsentTier.Rows);
        foreach (var person in people.Take(4))
            room.Room.Respond(person, "felt-understood", Waves.Understood, [5, 5, 5, 5, 5], person);
        await room.Close();

        var manifest = (await room.Export()).ShouldBeOfType<ExportProgramme.Outcome.Written>().Manifest;

        File.Exists(room.File("csv/felt_understood.csv")).ShouldBeFalse();
        manifest.Notes.ShouldContain(note => note.StartsWith("Left out", StringComparison.Ordinal) && note.Contains("understood", StringComparison.OrdinalIgnoreCase));
    }
}
