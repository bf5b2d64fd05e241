using Attune.App.Helping;
using Attune.App.Measures;
using Attune.App.Reminders;
using Attune.App.Storage;
using Attune.App.Studies.Conduct;
using Attune.App.Withdrawals;
using Attune.Tests.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Attune.Tests.Organisations;

/// <summary>Rows that an exchange does not leave: what other features keep about somebody.</summary>
internal static class RowsOfEveryKind
{
    public static async Task Leave(Room room, CancellationToken ct)
    {
        await using var db = room.Db();
        var person = (await db.Participants.FirstAsync(ct)).Id;
        var response = (await db.Responses.FirstAsync(ct)).Id;
        var now = room.Install.Clock.GetUtcNow();
        var (organisation, programme, request, study) = (room.Organisation, room.Programme, Id(1), Id(2));
        db.AddRange(
            new SideTaken { ParticipantId = person, OrganisationId = organisation, ProgrammeId = programme, Side = 1 },
            new AnswerTimes { ResponseId = response, OrganisationId = organisation, Seed = [1], Tenths = [1] },
            new HelpingApproval { ProgrammeId = programme, OrganisationId = organisation, UserId = null, ApprovedAt = now, Commitment = "" },
            new HelpRequest { Id = request, OrganisationId = organisation, ProgrammeId = programme, ParticipantId = person, Words = [1], AskedAt = now },
            new HelpOffer { Id = Id(3), OrganisationId = organisation, ProgrammeId = programme, ParticipantId = person, HelpRequestId = request, LeavingHard = false, ShownAt = now },
            new PlannedWave { ParticipantId = person, OrganisationId = organisation, ProgrammeId = programme, Wave = "after", OpensAt = now, ClosesAt = now.AddDays(1) },
            new ReminderAddress { ParticipantId = person, OrganisationId = organisation, ProgrammeId = programme, Address = [1], Server = "", GivenAt = now },
            new Reminder { ParticipantId = person, OrganisationId = organisation, ProgrammeId = programme, Wave = "after", Number = 1, ClaimedAt = now },
            new Study { Id = study, OrganisationId = organisation, ProgrammeId = programme, CreatedAt = now },
            new StudyVersion { StudyId = study, Number = 1, OrganisationId = organisation, At = now, By = "", Why = "", Hash = "", Canonical = "", Previous = "", Entry = "", Signature = [1] },
            new StudyMember { ParticipantId = person, OrganisationId = organisation, StudyId = study, Subject = "0", ConsentedOn = DateOnly.FromDateTime(now.UtcDateTime) },
            new Withdrawal { Id = Id(4), OrganisationId = organisation, ProgrammeId = programme, ParticipantId = person, CodeHash = [], AskedAt = now, DueAt = now.AddDays(7) },
            new AllocationLine { StudyId = study, Number = 0, OrganisationId = organisation, Line = "" });
        await db.SaveChangesAsync(ct);
    }

    private static Guid Id(byte last) => new([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last]);
}
