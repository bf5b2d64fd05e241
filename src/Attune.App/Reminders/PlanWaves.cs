using Attune.App.People;
using Attune.App.Storage;
using Attune.App.Studies.Plans;
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

    /// <summary>The windows of a plan for somebody who agreed on this day: whole days of the server's calendar, the last one included.</summary>
    /// <param name="day">The day of consent, where the server stands.</param>
    /// <param name="named">What a wave is called where its answers are kept.</param>
    public static IReadOnlyList<Window> Of(IEnumerable<PlanWave> waves, DateOnly day, TimeZoneInfo zone, Func<PlanWave, string> named)
    {
        return
        [
            .. waves.Where(wave => wave is { OpensDay: not null, ClosesDay: not null })
                .Select(wave => Days(named(wave), day.AddDays(wave.OpensDay!.Value), day.AddDays(wave.ClosesDay!.Value), zone)),
        ];
    }

    /// <summary>Whole days of the server's calendar, the last one included.</summary>
    public static Window Days(string wave, DateOnly first, DateOnly last, TimeZoneInfo zone)
    {
        DateTimeOffset Start(DateOnly of)
        {
            var midnight = of.ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
        }

        return new Window(wave, Start(first), Start(last.AddDays(1)));
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
        foreach (var window in request.Windows.Where(window => known.ContainsKey(window.Wave)))
            (known[window.Wave].OpensAt, known[window.Wave].ClosesAt) = (window.OpensAt, window.ClosesAt);
        Add(db, person, request.Windows.Where(window => !known.ContainsKey(window.Wave)));
        await db.SaveChangesAsync(ct);
        return new Outcome.Planned();
    }

    /// <summary>Adds windows to what the caller saves: those of somebody who joins are there with them, or not at all.</summary>
    internal static void Add(AttuneDb db, Participant person, IEnumerable<Window> windows) =>
        db.PlannedWaves.AddRange(windows.Select(window => new PlannedWave
        {
            ParticipantId = person.Id,
            OrganisationId = person.OrganisationId,
            ProgrammeId = person.ProgrammeId,
            Wave = window.Wave,
            OpensAt = window.OpensAt,
            ClosesAt = window.ClosesAt,
        }));
}
