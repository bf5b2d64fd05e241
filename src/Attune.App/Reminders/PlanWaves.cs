using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Reminders;

/// <summary>Says when one person can answer, wave by wave. Said again with other times, the new ones count.</summary>
public static class PlanWaves
{
    public sealed record Window(string Wave, DateTimeOffset OpensAt, DateTimeOffset ClosesAt);

    public sealed record Request(Guid Participant, IReadOnlyList<Window> Windows);

    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Planned : Outcome;

        public sealed record NoSuchParticipant : Outcome;

        /// <summary>A window that closes before it opens, or a wave twice.</summary>
        public sealed record Impossible(string Wave) : Outcome;
    }

    /// <summary>The windows of a plan for somebody who agreed at this moment: whole days of the server's calendar, the last one included.</summary>
    public static IReadOnlyList<Window> Of(IEnumerable<Studies.Plans.PlanWave> waves, DateTimeOffset consent, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(consent, zone).DateTime);
        DateTimeOffset Start(DateOnly of)
        {
            var midnight = of.ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
        }

        return
        [
            .. waves.Where(wave => wave is { OpensDay: not null, ClosesDay: not null })
                .Select(wave => new Window(wave.Id, Start(day.AddDays(wave.OpensDay!.Value)), Start(day.AddDays(wave.ClosesDay!.Value + 1)))),
        ];
    }

    public static async Task<Outcome> Handle(Request request, AttuneDb db, CancellationToken ct)
    {
        if (request.Windows.FirstOrDefault(window => window.ClosesAt <= window.OpensAt) is { } backwards)
            return new Outcome.Impossible(backwards.Wave);
        if (request.Windows.GroupBy(window => window.Wave).FirstOrDefault(group => group.Count() > 1) is { Key: var twice })
            return new Outcome.Impossible(twice);
        if (await db.Participants.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Participant, ct) is not { } person)
            return new Outcome.NoSuchParticipant();

        var known = await db.PlannedWaves.Where(w => w.ParticipantId == person.Id).ToDictionaryAsync(w => w.Wave, ct);
        foreach (var window in request.Windows)
        {
            if (known.TryGetValue(window.Wave, out var before))
            {
                (before.OpensAt, before.ClosesAt) = (window.OpensAt, window.ClosesAt);
                continue;
            }

            db.PlannedWaves.Add(new PlannedWave
            {
                ParticipantId = person.Id,
                OrganisationId = person.OrganisationId,
                ProgrammeId = person.ProgrammeId,
                Wave = window.Wave,
                OpensAt = window.OpensAt,
                ClosesAt = window.ClosesAt,
            });
        }

        await db.SaveChangesAsync(ct);
        return new Outcome.Planned();
    }
}
