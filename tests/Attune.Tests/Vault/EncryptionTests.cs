using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Attune.App;
using Attune.App.Sessions;
using Attune.App.Storage;
using Attune.App.Vault;
using Attune.Tests.Programmes;
using Attune.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Attune.Tests.Vault;

public sealed class EncryptionTests
{
    private const string Canary = "kanarienvogel";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Nothing_anyone_wrote_can_be_read_in_any_file_or_column(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install, title: "Findable-title");
        var people = new[] { await room.Join(), await room.Join() };
        await room.Exchange(people, Canaries("harm", "3"));
        var third = await room.Join();
        await room.GoTo(third, "tell");
        foreach (var (field, words) in Canaries("title", Canary))
            await room.Save(third, "tell", field, words);

        await using (var db = room.Db())
        {
            (await db.Corrections.CountAsync(correction => correction.Missed != null, Ct)).ShouldBe(2);
            (await db.Reflections.CountAsync(reflection => reflection.StillToAnswerFor != null, Ct)).ShouldBe(2);
            (await db.Stories.CountAsync(story => story.ContentNotes != null, Ct)).ShouldBe(2);
            (await db.Drafts.CountAsync(draft => draft.Words != null, Ct)).ShouldBe(3);
        }

        var stored = database == Databases.Postgres ? await Columns(install) : Files(install);
        Holds(stored, "Findable-title").ShouldBeTrue("or this test looks in the wrong place");
        Holds(stored, Canary).ShouldBeFalse();
        Holds(Files(install), Canary).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_sealed_text_that_is_moved_does_not_open(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install);
        var (one, two) = (await room.Join(), await room.Join());
        await room.GoTo(one, "own-profile", ("story", "It was raining."));
        await room.GoTo(two, "own-profile", ("story", "The sun was out."));
        await using var db = room.Db();
        var mine = await db.Stories.SingleAsync(story => story.TellerId == one.Here.ParticipantId, Ct);
        var theirs = await db.Stories.SingleAsync(story => story.TellerId == two.Here.ParticipantId, Ct);
        var keys = install.Keys(db);
        var (cipher, other) = (await keys.Of(one.Here.ParticipantId, Ct), await keys.Of(two.Here.ParticipantId, Ct));

        cipher.Open(mine.Text, SealedWords.Story, mine.Id).ShouldBe("It was raining.");
        Should.Throw<CryptographicException>(() => cipher.Open(mine.Text, SealedWords.Story, theirs.Id));
        Should.Throw<CryptographicException>(() => cipher.Open(mine.Text, SealedWords.Missed, mine.Id));
        Should.Throw<CryptographicException>(() => cipher.Open(mine.Title, SealedWords.Story, mine.Id));
        Should.Throw<CryptographicException>(() => other.Open(mine.Text, SealedWords.Story, mine.Id));
        Should.Throw<CryptographicException>(() => cipher.Open([], SealedWords.Story, mine.Id));
        for (var place = 0; place < mine.Text.Length; place++)
        {
            byte[] changed = [.. mine.Text];
            changed[place] ^= 1;
            Should.Throw<CryptographicException>(() => cipher.Open(changed, SealedWords.Story, mine.Id));
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Someones_key_moved_to_another_person_does_not_open(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install);
        var (one, two) = (await room.Join(), await room.Join());
        await using var db = room.Db();
        var mine = await db.PersonKeys.SingleAsync(key => key.ParticipantId == one.Here.ParticipantId, Ct);

        install.Installation.Master.Unwrap(mine.Wrapped, one.Here.ParticipantId).Length.ShouldBe(MasterKey.Size);
        Should.Throw<CryptographicException>(() => install.Installation.Master.Unwrap(mine.Wrapped, two.Here.ParticipantId));
        var another = new MasterKey(RandomNumberGenerator.GetBytes(MasterKey.Size));
        Should.Throw<CryptographicException>(() => another.Unwrap(mine.Wrapped, one.Here.ParticipantId));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Without_someones_key_their_words_are_gone(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install);
        var person = await room.Join();
        await room.GoTo(person, "own-paragraphs");
        await using (var db = room.Db())
            await db.PersonKeys.ExecuteDeleteAsync(Ct);

        await Should.ThrowAsync<InvalidOperationException>(() => room.Visit(person, "own-paragraphs"));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_wrong_master_key_is_refused_before_anything_is_changed(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install);
        await room.Join();
        // As if this program were newer than the database: with the wrong key it must not be brought up to date.
        await using (var db = install.Db())
            await db.Database.ExecuteSqlRawAsync("DROP TABLE \"Corrections\"; DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" > '0001_Z'; UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = '0000_Older'", Ct);
        var wrong = Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKey.Size));

        (await Refusal(install, wrong)).ShouldContain("is not the one this database was made with");
        (await Refusal(install, "not a key")).ShouldContain("is not 32 bytes in base 64");
        (await Refusal(install, Convert.ToBase64String(new byte[31]))).ShouldContain("is not 32 bytes in base 64");

        await using var after = install.Db();
        (await after.Database.GetAppliedMigrationsAsync(Ct)).ShouldBe(["0000_Older"]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_missing_key_file_is_said_and_no_other_key_is_made(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install);
        await room.Join();
        var file = Path.Combine(install.Installation.DataFolder, MasterKeyFile.Name);
        var key = await File.ReadAllTextAsync(file, Ct);
        File.Delete(file);

        (await Refusal(install, null)).ShouldContain("The master key is missing");
        File.Exists(file).ShouldBeFalse();

        var opened = await Open(install, key);
        opened.Master.Id.ShouldBe(install.Installation.Master.Id);
        opened.MasterKeyIsNew.ShouldBeFalse();
        File.Exists(file).ShouldBeFalse();
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task The_key_file_is_for_its_owner_alone_and_so_is_a_data_folder_that_was_made()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are a matter of Unix.");
        var folder = Path.Combine(Directory.CreateTempSubdirectory("attune-test-").FullName, "data");

        var opened = await Installation.Open(folder, null, null, null, Ct);

        opened.MasterKeyIsNew.ShouldBeTrue();
        File.GetUnixFileMode(Path.Combine(folder, MasterKeyFile.Name)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Microsoft.Data.Sqlite.SqliteConnection.ClearPool(new Microsoft.Data.Sqlite.SqliteConnection(opened.Database.ConnectionString));
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    private static (string, string)[] Canaries(string field, string value) =>
    [
        ("title", Canary + " title"), ("story", $"One {Canary}.\n\nTwo {Canary}."), ("notes", Canary), ("heard", Canary + " heard"),
        ("answer-for", Canary), ("missed", $"The {Canary}."), (field, value),
    ];

    private static Task<Installation> Open(TestInstall install, string? key)
    {
        var database = install.Installation.Database;
        return Installation.Open(install.Installation.DataFolder, database.Postgres ? database.ConnectionString : null, key, null, Ct);
    }

    private static async Task<string> Refusal(TestInstall install, string? key) =>
        (await Should.ThrowAsync<InstallationException>(() => Open(install, key))).Message;

    private static bool Holds(IEnumerable<byte[]> stored, string words) => stored.Any(bytes =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(words)) >= 0);

    private static List<byte[]> Files(TestInstall install) =>
        [.. Directory.EnumerateFiles(install.Installation.DataFolder, "*", SearchOption.AllDirectories).Select(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        })];

    private static async Task<List<byte[]>> Columns(TestInstall install)
    {
        await using var connection = new NpgsqlConnection(install.Installation.Database.ConnectionString);
        await connection.OpenAsync(Ct);
        var tables = new List<string>();
        await using (var names = new NpgsqlCommand("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'", connection))
        await using (var reader = await names.ExecuteReaderAsync(Ct))
        {
            while (await reader.ReadAsync(Ct))
                tables.Add(reader.GetString(0));
        }

        var stored = new List<byte[]>();
        foreach (var table in tables)
        {
            await using var command = new NpgsqlCommand($"SELECT * FROM \"{table}\"", connection);
            await using var reader = await command.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct))
            {
                for (var column = 0; column < reader.FieldCount; column++)
                    stored.Add(reader.GetValue(column) is byte[] bytes ? bytes : Encoding.UTF8.GetBytes(reader.GetValue(column).ToString()!));
            }
        }

        return stored;
    }
}
