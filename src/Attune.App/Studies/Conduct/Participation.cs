using Attune.App.Documents;
using Attune.App.People;
using Attune.App.Programmes;
using Attune.App.Sessions;
using Attune.App.Storage;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>One person in the study of their programme: everything a request about it looks at.</summary>
internal sealed record Participation(Walk Walk, Study Study, StudyMember Member, LockedPlan Plan, MemberPath Path)
{
    public bool Open => Walk.Programme.State == ProgrammeState.Open && Study.Asks && !OutcomeDoor.MayOpen(Study, Plan.Latest, Path.Today);

    /// <returns>Null where the programme of this person has no study that is run in it.</returns>
    public static async Task<Participation?> Load(AttuneDb db, DocumentShelf shelf, PersonHere person, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await db.StudyMembers.SingleOrDefaultAsync(m => m.ParticipantId == person.ParticipantId, ct) is not { } member)
            return null;
        var study = await db.Studies.SingleAsync(s => s.Id == member.StudyId, ct);
        var plan = await LockedPlan.Load(db, study, master, ct);
        var walk = await Walk.Load(db, shelf, person, ct);
        var answered = plan.Latest.Waves.Where(wave => walk.Visits.GetValueOrDefault(StudyWaves.Key(wave))?.DoneAt is not null).Select(wave => wave.Id).ToHashSet();
        return new Participation(walk, study, member, plan, new MemberPath(plan.Latest, plan.Windows(member.ConsentedOn, clock.LocalTimeZone), answered, JoinProgramme.Today(clock)));
    }
}
