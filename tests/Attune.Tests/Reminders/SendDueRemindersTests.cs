using System.Text;
using Attune.App.Programmes;
using Attune.App.Reminders;
using Attune.App.Sessions;
using Attune.Tests.Programmes;
using Attune.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.Tests.Reminders;

public sealed class SendDueRemindersTests
{
    private const string Address = "amal.surname@example.org";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_reminder_is_sent_once_however_often_and_by_however_many_it_is_looked_for(string database)
    {
        await using var install = await TestInstall.Create(database);
        await using var post = new PostOffice();
        var room = await Room.Open(install);
        await Reminded(room, days: 8);

        (await Look(room, post)).Sent.ShouldBe(1);
        (await Look(room, post)).Sent.ShouldBe(0);
        install.Clock.Advance(TimeSpan.FromDays(4));
        var both = await Task.WhenAll(Look(room, post), Look(room, post)); // two servers at the same moment

        both.Sum(done => done.Sent).ShouldBe(1);
        post.Taken.Count.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whoever_has_answered_is_left_alone_and_their_address_deleted_after_the_last_wave(string database)
    {
        await using var install = await TestInstall.Create(database);
        await using var post = new PostOffice();
        var room = await Room.Open(install);
        var person = await Reminded(room, days: 8, wave: "before");
        await room.GoTo(person, "tell"); // past the check-in of that wave

        (await Look(room, post)).ShouldBe(new SendDueReminders.Done(0, 0, 0));
        install.Clock.Advance(TimeSpan.FromDays(9));
        (await Look(room, post)).ShouldBe(new SendDueReminders.Done(0, 0, 1));

        await using var db = room.Db();
        (await db.ReminderAddresses.CountAsync(Ct)).ShouldBe(0);
        post.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_answered_where_answers_stay_closed_is_left_alone_too()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var post = new PostOffice();
        var room = await Room.Open(install);
        var person = await Reminded(room, days: 8, wave: "study.after");
        await using (var db = room.Db())
        {
            var visit = StepVisit.Of(await db.Sessions.SingleAsync(s => s.ParticipantId == person.Here.ParticipantId, Ct), "study.after", install.Clock.GetUtcNow());
            visit.Finish(install.Clock.GetUtcNow(), wentOnWithout: false);
            db.StepVisits.Add(visit);
            await db.SaveChangesAsync(Ct);
        }

        (await Look(room, post)).ShouldBe(new SendDueReminders.Done(0, 0, 0));
    }

    [Fact]
    public async Task What_the_mail_server_refuses_is_tried_again_and_what_it_may_have_taken_is_not()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var post = new PostOffice { Refuses = true };
        var room = await Room.Open(install);
        await Reminded(room, days: 8);

        (await Look(room, post)).ShouldBe(new SendDueReminders.Done(0, 1, 0));
        post.Refuses = false;
        (await Look(room, post)).ShouldBe(new SendDueReminders.Done(1, 0, 0));

        install.Clock.Advance(TimeSpan.FromDays(4));
        post.HangsUp = true;
        (await Look(room, post)).ShouldBe(new SendDueReminders.Done(0, 1, 0));
        post.HangsUp = false;
        (await Look(room, post)).ShouldBe(new SendDueReminders.Done(0, 0, 0));
        post.Taken.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_refuses_for_ever_is_asked_three_times()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var post = new PostOffice { Refuses = true };
        var room = await Room.Open(install);
        await Reminded(room, days: 8);

        var failed = 0;
        for (var round = 0; round < 6; round++)
            failed += (await Look(room, post)).Failed;

        failed.ShouldBe(Reminder.MostTries);
    }

    [Fact]
    public async Task A_reminder_tells_a_bystander_nothing_and_ends_by_its_own_link()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var post = new PostOffice();
        var room = await Room.Open(install, title: "Grief circle");
        await Reminded(room, days: 8);

        await Look(room, post);

        var mail = post.Taken.Single();
        mail.ShouldContain("Subject: A reminder you asked for");
        mail.ShouldContain("https://attune.example.org/return?code=" + room.Code);
        foreach (var telling in new[] { "Grief", "circle", "Harbour", "Hospice", "study", "programme", "questionnaire", "empathy", "therapy" })
            mail.ShouldNotContain(telling, Case.Insensitive);
        var token = mail.Split("/reminders/stop/")[1].Split('\n')[0].Trim();
        await using (var db = install.Db())
            (await StopReminders.Handle(new StopReminders.Request(token[..^1] + (token[^1] == 'A' ? 'E' : 'A')), db, install.Installation.Master, Ct)).ShouldBeOfType<StopReminders.Outcome.NotOurs>();
        await using (var db = install.Db())
            (await StopReminders.Handle(new StopReminders.Request(token), db, install.Installation.Master, Ct)).ShouldBeOfType<StopReminders.Outcome.Stopped>();
        install.Clock.Advance(TimeSpan.FromDays(4));
        (await Look(room, post)).Sent.ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_address_is_stored_so_that_the_database_alone_does_not_tell_it(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install);
        await Reminded(room, days: 8);

        await using var db = room.Db();
        var row = await db.ReminderAddresses.SingleAsync(Ct);

        Encoding.UTF8.GetString(row.Address).ShouldNotContain("amal");
        (await install.Keys(db).Of(row.ParticipantId, Ct)).Open(row.Address, App.Vault.SealedWords.ReminderAddress, row.ParticipantId).ShouldBe(Address);
    }

    [Fact]
    public async Task A_closed_programme_reminds_nobody_and_keeps_no_address()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var post = new PostOffice();
        var room = await Room.Open(install);
        await Reminded(room, days: 8);
        await using (var db = room.Db())
            await ChangeState.Handle(new ChangeState.Request(room.Programme, ChangeState.Step.Close), db, install.Clock, Ct);

        (await Look(room, post)).ShouldBe(new SendDueReminders.Done(0, 0, 1));
    }

    [Fact]
    public async Task A_window_that_closes_before_it_opens_is_refused_and_one_planned_again_is_moved()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await Room.Open(install);
        var person = await Reminded(room, days: 8);
        var now = install.Clock.GetUtcNow();

        await using var db = room.Db();
        (await PlanWaves.Handle(new PlanWaves.Request(person.Here.ParticipantId, [new("follow-up", now, now)]), db, Ct))
            .ShouldBe(new PlanWaves.Outcome.Impossible("follow-up"));
        await PlanWaves.Handle(new PlanWaves.Request(person.Here.ParticipantId, [new("follow-up", now.AddDays(30), now.AddDays(40))]), db, Ct);
        (await db.PlannedWaves.AsNoTracking().SingleAsync(Ct)).OpensAt.ShouldBe(now.AddDays(30));
    }

    private static async Task<Person> Reminded(Room room, int days, string wave = "follow-up")
    {
        var person = await room.Join();
        var now = room.Install.Clock.GetUtcNow();
        await using var db = room.Db();
        (await PlanWaves.Handle(new PlanWaves.Request(person.Here.ParticipantId, [new(wave, now, now.AddDays(days))]), db, Ct)).ShouldBeOfType<PlanWaves.Outcome.Planned>();
        (await KeepAddress.Handle(new KeepAddress.Request(person.Here, Address, "https://attune.example.org"), db, room.Install.Keys(db), room.Install.Clock, Ct))
            .ShouldBeOfType<KeepAddress.Outcome.Kept>();
        return person;
    }

    private static async Task<SendDueReminders.Done> Look(Room room, PostOffice post)
    {
        await using var db = room.Db();
        var mail = new SmtpSender(new SmtpSettings("127.0.0.1", post.Port, null, null, "reminders@example.org"));
        return await SendDueReminders.Handle(mail, db, room.Install.Keys(db), room.Install.Installation.Master, room.Install.Clock, Ct);
    }
}
