using Attune.App.People;
using Attune.App.Reminders;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>Within the transaction of an amendment: what was planned for people by its days follows it, and so do reminders.</summary>
internal static class MoveWaves
{
    public static async Task Handle(AttuneDb db, Study study, LockedPlan before, LockedPlan after, TimeProvider clock, CancellationToken ct)
    {
        var (zone, today) = (clock.LocalTimeZone, JoinProgramme.Today(clock));
        var keys = after.Latest.Waves.Skip(1).Select(StudyWaves.Key).ToList();
        var members = await db.StudyMembers.Where(m => m.StudyId == study.Id).ToListAsync(ct);
        var planned = (await db.PlannedWaves.Where(w => w.ProgrammeId == study.ProgrammeId && keys.Contains(w.Wave)).ToListAsync(ct)).ToLookup(w => w.ParticipantId);
        var answered = (await db.StepVisits.Where(v => keys.Contains(v.StepKey) && v.DoneAt != null)
            .Join(db.Sessions.Where(s => s.ProgrammeId == study.ProgrammeId), v => v.SessionId, s => s.Id, (v, s) => new { s.ParticipantId, v.StepKey }).ToListAsync(ct))
            .Select(one => (one.ParticipantId, one.StepKey)).ToHashSet();
        foreach (var member in members)
        {
            var (was, now) = (before.Windows(member.ConsentedOn, zone), after.Windows(member.ConsentedOn, zone));
            foreach (var wave in after.Latest.Waves.Skip(1).Where(wave => was[wave.Id] != now[wave.Id] && !answered.Contains((member.ParticipantId, StudyWaves.Key(wave)))))
            {
                var key = StudyWaves.Key(wave);
                var moved = PlanWaves.Days(key, now[wave.Id].Opens, now[wave.Id].Closes, zone);
                foreach (var row in planned[member.ParticipantId].Where(row => row.Wave == key))
                    (row.OpensAt, row.ClosesAt) = (moved.OpensAt, moved.ClosesAt);
                // Reminders of days that are no more were for nothing; those of the new days have not been sent.
                await db.Reminders.Where(r => r.ParticipantId == member.ParticipantId && r.Wave == key).ExecuteDeleteAsync(ct);
            }

            // Whoever waits begins after the last questions, also when these are moved; whoever has begun has begun.
            var last = after.Latest.Waves[^1].Id;
            if (member.PractisesFrom > today && was[last] != now[last])
                member.Wait(now[last].Closes.AddDays(1));
        }
    }
}
