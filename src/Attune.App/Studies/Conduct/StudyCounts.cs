using Attune.App.Storage;
using Attune.App.Studies.Plans;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>
/// How many, never who and never by arm: all that the study's page shows before its end. Whoever helps in the room sees who
/// waits in the practice, and so who is in it (<see cref="Sessions.WatchProgramme"/>); the page says so.
/// </summary>
/// <param name="Joined">Agreed to take part.</param>
/// <param name="Entered">Answered the first questions, and were given an arm where there are arms.</param>
/// <param name="Answered">How many answered each wave, by id.</param>
public sealed record StudyCounts(int Joined, int Entered, IReadOnlyDictionary<string, int> Answered)
{
    public static readonly StudyCounts None = new(0, 0, new Dictionary<string, int>());

    internal static async Task<StudyCounts> Count(AttuneDb db, Study study, StudyPlan plan, CancellationToken ct)
    {
        var members = db.StudyMembers.AsNoTracking().Where(m => m.StudyId == study.Id);
        var answered = new Dictionary<string, int>();
        foreach (var wave in plan.Waves)
        {
            var key = StudyWaves.Key(wave);
            answered[wave.Id] = await db.Sessions.CountAsync(
                s => s.ProgrammeId == study.ProgrammeId && db.StepVisits.Any(v => v.SessionId == s.Id && v.StepKey == key && v.DoneAt != null), ct);
        }

        return new StudyCounts(await members.CountAsync(ct), await members.CountAsync(m => m.EnteredAt != null, ct), answered);
    }
}
