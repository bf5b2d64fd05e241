using Attune.App.Reminders;
using Attune.App.Studies.Conduct;
using Attune.Tests.Storage;
using Attune.Tests.Studies.Conduct;
using Microsoft.EntityFrameworkCore;

namespace Attune.Tests.Reminders;

/// <summary>Reminders of the waves of a study that is run in a programme.</summary>
public sealed class StudyReminderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whoever_is_in_a_study_is_reminded_in_the_days_of_a_wave_until_they_have_answered(string database)
    {
        await using var install = await TestInstall.Create(database);
        await using var post = new PostOffice();
        var room = await StudyRoom.Running(install);
        var people = await room.People(2);
        foreach (var person in people)
        {
            await using var db = room.Db();
            await KeepAddress.Handle(new KeepAddress.Request(person, "amal@example.org", "https://attune.example.org"), db, install.Keys(db), install.Clock, Ct);
        }

        (await Look(room, post)).Sent.ShouldBe(0);
        room.Wait(StudyRoom.AfterOpens);
        (await Look(room, post)).Sent.ShouldBe(2);
        (await room.Answer(people[0])).ShouldBeOfType<AnswerWave.Outcome.GoOn>();
        room.Wait((StudyRoom.AfterCloses - StudyRoom.AfterOpens) / 2 + 1);
        (await Look(room, post)).Sent.ShouldBe(1);
        room.Wait(StudyRoom.AfterCloses);
        (await Look(room, post)).Forgotten.ShouldBe(2);

        await using var after = room.Db();
        (await after.PlannedWaves.Select(w => w.Wave).Distinct().SingleAsync(Ct)).ShouldBe("study.after");
    }

    private static async Task<SendDueReminders.Done> Look(StudyRoom room, PostOffice post)
    {
        await using var db = room.Db();
        var mail = new SmtpSender(new SmtpSettings("127.0.0.1", post.Port, null, null, "reminders@example.org"));
        return await SendDueReminders.Handle(mail, db, room.Install.Keys(db), room.Install.Installation.Master, room.Install.Clock, Ct);
    }
}
