using System.Text;
using Attune.App.Matching;
using Attune.App.People;
using Attune.App.Sessions;
using Attune.App.Storage;
using Attune.App.Withdrawals;
using Attune.Tests.Organisations;
using Attune.Tests.Programmes;
using Attune.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Attune.Tests.Withdrawals;

/// <summary>Somebody takes back everything they gave, and it is gone.</summary>
public sealed class WithdrawalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task No_row_names_the_person_any_more_and_their_key_is_gone(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install);
        var people = new[] { await room.Join(), await room.Join() };
        await room.Exchange(people, ("harm", "3"));
        await RowsOfEveryKind.Leave(room, Ct);
        await using (var db = room.Db())
            await db.Withdrawals.ExecuteDeleteAsync(Ct);
        var person = people[0];
        var wrapped = await KeyOf(room, person);
        var (others, rows) = (await RowsNaming(install, people[1].Here.ParticipantId), await RowsNaming(install, person.Here.ParticipantId));
        rows.Count.ShouldBeGreaterThan(15);

        await Withdraw(room, person);
        await Round(room);

        (await RowsNaming(install, person.Here.ParticipantId)).ShouldBeEmpty();
        (await RowsNaming(install, people[1].Here.ParticipantId)).Select(KeyIn).Except(others.Select(KeyIn)).ShouldBeEmpty();
        if (database == Databases.Sqlite)
        {
            var files = Files(install);
            files.Any(bytes => bytes.AsSpan().IndexOf(wrapped) >= 0).ShouldBeFalse("the key lies in a file still");
            files.Any(bytes => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(person.Here.ParticipantId.ToString().ToUpperInvariant())) >= 0).ShouldBeFalse("the person is named in a file still");
        }

        await using var after = room.Db();
        (await after.Withdrawals.SingleAsync(Ct)).Forgotten.ShouldBeTrue();
        (await after.StudyMembers.CountAsync(Ct)).ShouldBe(0);
        (await after.Sessions.Where(s => after.Participants.Any(p => p.Id == s.ParticipantId && p.Withdrawn)).SingleAsync(Ct)).StartedAt.TimeOfDay.ShouldBe(TimeSpan.Zero);
        (await after.ConsentRecords.Where(r => after.Participants.Any(p => p.Id == r.ParticipantId && p.Withdrawn)).SingleAsync(Ct)).AgreedAt.TimeOfDay.ShouldBe(TimeSpan.Zero);
        (await after.PersonKeys.CountAsync(Ct)).ShouldBe(1);
        (await after.Reflections.CountAsync(Ct)).ShouldBe(0); // one was theirs, the other was about their story
        (await after.Participants.CountAsync(Ct)).ShouldBe(2); // so that the counts of the programme still add up
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whoever_took_everything_back_is_nobody_here_and_the_words_lead_nowhere(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install);
        var person = await room.Join();
        await room.GoTo(person, "own-paragraphs");

        await Withdraw(room, person);

        await using var db = install.Db();
        (await Devices.Find(db, person.Token, install.Clock, Ct)).ShouldBeNull();
        (await ReturnWithPhrase.Handle(new ReturnWithPhrase.Request(room.Code, person.Phrase), db, install.Installation.Master, install.Clock, Ct))
            .ShouldBeOfType<ReturnWithPhrase.Outcome.NotFound>();
        (await room.Watch()).People.ShouldBeEmpty();
        (await room.Join()).Number.ShouldBe(person.Number + 1); // nobody is taken for who was here before
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whoever_was_reading_the_story_is_given_another_and_whoever_had_heard_it_stays_finished(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install);
        var (teller, reader) = (await room.Join(), await room.Join());
        foreach (var person in new[] { teller, reader })
            await room.GoTo(person, "first-picture");
        await room.GoTo(reader, "reflect");
        var at = (await room.PageOf(reader)).Step.Key;

        await Withdraw(room, teller);

        (await room.Complete(reader, at, new Dictionary<string, string> { ["heard"] = "You waited." })).ShouldBeOfType<CompleteStep.Outcome.StoryPassedOn>();
        var newcomers = new[] { await room.Join(), await room.Join(), await room.Join() };
        Person[] present = [reader, .. newcomers];
        await room.Exchange(present);
        foreach (var person in present)
            (await room.Visit(person)).ShouldBeOfType<OpenStep.Outcome.Finished>();
        await using (var db = room.Db())
            (await db.Matches.CountAsync(m => m.ReleasedBecause == ReleaseReason.TakenBack, Ct)).ShouldBe(2);

        await Withdraw(room, newcomers[0]);
        foreach (var person in present.Except([newcomers[0]]))
        {
            var finished = (await room.Visit(person)).ShouldBeOfType<OpenStep.Outcome.Finished>();
            foreach (var step in finished.LookAgain)
                (await room.Visit(person, step.Key)).ShouldBeOfType<OpenStep.Outcome.AlreadyDone>();
        }

        await using var after = room.Db();
        var gone = await after.Matches.Where(m => after.Participants.Any(p => p.Id == m.TellerId && p.Withdrawn) && m.ReleasedAt == null).ToListAsync(Ct);
        gone.ShouldNotBeEmpty();
        foreach (var match in gone)
        {
            var listener = present.Single(p => p.Here.ParticipantId == match.ListenerId);
            (await room.Visit(listener, "reveal.1")).ShouldBeAssignableTo<OpenStep.Outcome>().ShouldNotBeOfType<OpenStep.Outcome.Shown>();
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task In_the_days_they_chose_the_story_goes_to_nobody_new_and_everything_can_be_kept(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install);
        var (one, two) = (await room.Join(), await room.Join());
        await room.GoTo(one, "first-picture");

        await Ask(room, one, days: 3);
        await room.GoTo(two, "first-picture");
        (await Matches(room)).ShouldBe(0);
        await using (var db = room.Db())
            await CancelWithdrawal.Handle(one.Here, db, Ct);
        await room.GoOnWhilePossible(one);
        (await Matches(room)).ShouldBe(2);

        await Ask(room, one, days: 3);
        install.Clock.Advance(TimeSpan.FromDays(2));
        await Round(room);
        (await RowsNaming(install, one.Here.ParticipantId)).ShouldNotBeEmpty();
        install.Clock.Advance(TimeSpan.FromDays(1));
        await Round(room);
        (await RowsNaming(install, one.Here.ParticipantId)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Broken_off_at_any_statement_it_is_done_or_not_begun_and_the_next_round_does_it(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install);
        var (person, other) = (await room.Join(), await room.Join());
        await room.Exchange([person, other]);
        var everything = await RowsNaming(install, person.Here.ParticipantId);
        await Ask(room, person, days: 1);
        install.Clock.Advance(TimeSpan.FromDays(1));

        var broken = 0;
        for (var at = 1; ; at++)
        {
            var cut = new PowerCut(at);
            try
            {
                var options = new DbContextOptionsBuilder<AttuneDb>();
                install.Installation.Database.Configure(options);
                await using var db = new AttuneDb(options.AddInterceptors(cut).Options);
                db.Enter(room.Organisation);
                await CompleteWithdrawals.Handle(db, install.Installation.Master, install.Clock, Ct);
                break;
            }
            catch (Exception cause) when (IsPowerCut(cause))
            {
                broken++;
                var left = await RowsNaming(install, person.Here.ParticipantId);
                if (left.Count > 0)
                    left.Where(row => !row.StartsWith("Withdrawals", StringComparison.Ordinal)).ShouldBe(everything, ignoreOrder: true, $"half done at statement {at}");
            }
        }

        broken.ShouldBeGreaterThan(20);
        (await RowsNaming(install, person.Here.ParticipantId)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_one_form_sent_twice_the_last_word_counts()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await Room.Open(install);
        var person = await room.Join();
        var key = Room.NewId();

        var first = await Ask(room, person, days: 7, key);
        (await Ask(room, person, days: 0, key)).ShouldBe(new AskWithdrawal.Outcome.Asked(first.Code, Done: true));
        (await RowsNaming(install, person.Here.ParticipantId)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_receipt_names_nobody_and_only_as_it_was_signed_is_it_genuine()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await Room.Open(install);
        var person = await room.Join();
        await room.GoTo(person, "own-paragraphs");
        var code = await Withdraw(room, person);

        await using var db = install.Db();
        var withdrawal = (await db.WithdrawalByCode(ReceiptCode.Hash(code.ToLowerInvariant().Replace("-", " ")), Ct)).ShouldNotBeNull();
        using var key = ReceiptKey.Of(install.Installation.Master, room.Organisation);
        var file = ReceiptFile.Write(withdrawal.Receipt!, withdrawal.Signature!, key);
        var receipt = ReceiptFile.Check(file, key.PublicPem).ShouldNotBeNull();
        receipt.ShouldContain("Harbour Hospice");
        receipt.ShouldNotContain(person.Here.ParticipantId.ToString());
        receipt.ShouldNotContain(person.Phrase);
        receipt.ShouldNotContain("Listening at the harbour"); // in a small programme even that would say who

        using var stranger = ReceiptKey.Of(install.Installation.Master, Room.NewId());
        ReceiptFile.Check(file, stranger.PublicPem).ShouldBeNull();
        ReceiptFile.Check(file.Replace("Harbour", "Harbor"), key.PublicPem).ShouldBeNull();
        foreach (var broken in new[] { "", "{}", "[]", "null", "{\"receipt\":1}", "{\"receipt\":\"a\",\"signature\":\"?\"}", file[..^30] })
            ReceiptFile.Check(broken, key.PublicPem).ShouldBeNull();
        ReceiptFile.Check(file, "no key").ShouldBeNull();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(8)]
    public async Task A_time_that_is_not_offered_changes_nothing(int days)
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await Room.Open(install);
        var person = await room.Join();

        await using var db = room.Db();
        (await AskWithdrawal.Handle(new AskWithdrawal.Request(person.Here, days, Room.NewId()), db, install.Installation.Master, install.Clock, Ct))
            .ShouldBeOfType<AskWithdrawal.Outcome.NoSuchDays>();
        (await db.Withdrawals.CountAsync(Ct)).ShouldBe(0);
    }

    private static async Task<string> Withdraw(Room room, Person person) => (await Ask(room, person, days: 0)).Code;

    private static async Task<AskWithdrawal.Outcome.Asked> Ask(Room room, Person person, int days, Guid? key = null)
    {
        await using var db = room.Db();
        return (await AskWithdrawal.Handle(new AskWithdrawal.Request(person.Here, days, key ?? Room.NewId()), db, room.Install.Installation.Master, room.Install.Clock, Ct))
            .ShouldBeOfType<AskWithdrawal.Outcome.Asked>();
    }

    private static async Task Round(Room room)
    {
        await using var db = room.Db();
        await CompleteWithdrawals.Handle(db, room.Install.Installation.Master, room.Install.Clock, Ct);
    }

    private static async Task<int> Matches(Room room)
    {
        await using var db = room.Db();
        return await db.Matches.CountAsync(Ct);
    }

    private static async Task<byte[]> KeyOf(Room room, Person person)
    {
        await using var db = room.Db();
        return (await db.PersonKeys.SingleAsync(k => k.ParticipantId == person.Here.ParticipantId, Ct)).Wrapped;
    }

    /// <summary>Every row of every table in which the id stands in any column, as the table's name and the row's key.</summary>
    private static async Task<List<string>> RowsNaming(TestInstall install, Guid id)
    {
        await using var db = install.Db();
        await db.Database.OpenConnectionAsync(Ct);
        var found = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct))
            {
                var cells = Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(column).ToString()!).ToList();
                if (cells.Exists(cell => cell.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase)))
                    found.Add($"{table} {string.Join(' ', cells)}");
            }
        }

        return found;
    }

    private static string KeyIn(string row) => string.Join(' ', row.Split(' ').Take(2));

    private static List<byte[]> Files(TestInstall install) =>
        [.. Directory.EnumerateFiles(install.Installation.DataFolder, "*", SearchOption.AllDirectories).Select(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        })];

    private static bool IsPowerCut(Exception cause) =>
        cause is PowerCutException || cause.InnerException is { } inner && IsPowerCut(inner);

    private sealed class PowerCutException : Exception;

    /// <summary>The power goes before the nth statement.</summary>
    private sealed class PowerCut(int at) : DbCommandInterceptor
    {
        private int _seen;

        private void Count()
        {
            if (++_seen == at)
                throw new PowerCutException();
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            System.Data.Common.DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Count();
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
            System.Data.Common.DbCommand command, CommandEventData eventData, InterceptionResult<System.Data.Common.DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count();
            return ValueTask.FromResult(result);
        }
    }
}
