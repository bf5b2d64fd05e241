using System.Text.Json.Nodes;
using Attune.App.People;
using Attune.App.Reminders;
using Attune.App.Studies.Conduct;
using Attune.App.Studies.Plans;
using Attune.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.Tests.Studies.Conduct;

/// <summary>An amendment that moves days, and what becomes of the people whose days they are.</summary>
public sealed class MovedWavesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whoever_has_not_answered_is_asked_on_the_new_days_and_reminded_of_them_and_whoever_waits_waits_for_them(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await StudyRoom.Running(install);
        var joined = room.Today;
        var people = await room.People(8);
        room.Wait(StudyRoom.AfterOpens);
        (await room.Answer(people[0])).ShouldBeOfType<AnswerWave.Outcome.GoOn>();
        var waiting = await Waiting(room, people.Skip(1));
        await Remind(room, people[1]);

        (await room.Amend(Moved(room, 21, 28))).ShouldBeOfType<AmendStudy.Outcome.Amended>();

        var notice = (await room.Place(waiting)).ShouldBeOfType<FindPlace.Outcome.Waits>().Notice;
        (notice.AskedFrom, notice.AskedUntil, notice.Begins).ShouldBe((joined.AddDays(21), joined.AddDays(28), joined.AddDays(29)));
        await using var db = room.Db();
        var planned = await db.PlannedWaves.ToDictionaryAsync(w => w.ParticipantId, w => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(w.OpensAt, install.Clock.LocalTimeZone).DateTime), Ct);
        planned[people[0].ParticipantId].ShouldBe(joined.AddDays(StudyRoom.AfterOpens)); // answered already
        people.Skip(1).ShouldAllBe(person => planned[person.ParticipantId] == joined.AddDays(21));
        (await db.Reminders.CountAsync(Ct)).ShouldBe(0);

        room.Wait(21 - StudyRoom.AfterOpens);
        (await room.Answer(waiting)).ShouldBeOfType<AnswerWave.Outcome.GoOn>();
        (await room.Place(waiting)).ShouldBeOfType<FindPlace.Outcome.GoesOn>();
        room.Wait(7);
        (await room.Place(people[1])).ShouldBeOfType<FindPlace.Outcome.Asked>();
    }

    [Fact]
    public async Task Days_that_are_over_stay_over_and_nobody_loses_their_questions_because_the_new_days_are_over()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var room = await StudyRoom.Running(install);
        var early = (await room.People(4))[0];
        room.Wait(5);
        var late = (await room.People(4))[0];
        room.Wait(StudyRoom.AfterCloses - 4); // over for the first four; the others have days left
        (await room.Place(late)).ShouldBeOfType<FindPlace.Outcome.Asked>();

        (await room.Amend(Moved(room, 3, 6))).ShouldBeOfType<AmendStudy.Outcome.Amended>();

        (await room.Place(early)).ShouldNotBeOfType<FindPlace.Outcome.Asked>();
        (await room.Place(late)).ShouldBeOfType<FindPlace.Outcome.Asked>(); // day 6 is over for them, day 14 is not
        (await room.Amend(Moved(room, 20, 30))).ShouldBeOfType<AmendStudy.Outcome.Amended>();
        (await room.Place(early)).ShouldNotBeOfType<FindPlace.Outcome.Asked>();
        room.Wait(10);
        (await room.Place(early)).ShouldBeOfType<FindPlace.Outcome.GoesOn>();
        (await room.Place(late)).ShouldBeOfType<FindPlace.Outcome.Asked>();
        (await room.Amend(Moved(room, 20, 400))).ShouldBeOfType<AmendStudy.Outcome.Wrong>().Problems.ShouldContain(problem => problem.Path == "conduct.opens");
    }

    private static string Moved(StudyRoom room, int opens, int closes)
    {
        using var db = room.Db();
        var plan = JsonNode.Parse(db.StudyVersions.OrderByDescending(version => version.Number).First().Canonical)!.AsObject();
        (plan["waves"]![1]!["opensDay"], plan["waves"]![1]!["closesDay"]) = (opens, closes);
        if (closes < 100)
            (plan["conduct"]!["opens"], plan["conduct"]!["unmasks"]) = ("2027-01-01", "2027-01-02");
        return plan.ToJsonString();
    }

    private static async Task<PersonHere> Waiting(StudyRoom room, IEnumerable<PersonHere> people)
    {
        foreach (var person in people.Skip(1))
            if ((await room.Member(person)).PractisesFrom > room.Today)
                return person;
        throw new InvalidOperationException("Nobody waits.");
    }

    private static async Task Remind(StudyRoom room, PersonHere person)
    {
        await using var db = room.Db();
        db.Reminders.Add(new Reminder
        {
            ParticipantId = person.ParticipantId,
            OrganisationId = room.Organisation,
            ProgrammeId = room.Programme,
            Wave = "study.after",
            Number = 1,
            ClaimedAt = room.Install.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(Ct);
    }
}
