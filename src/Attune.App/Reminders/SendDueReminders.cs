using System.Globalization;
using Attune.App.Storage;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Reminders;

/// <summary>
/// Sends, in one organisation, the reminders whose time has come to people who gave an address and have not answered, and
/// deletes addresses that are no longer needed.
/// </summary>
public static class SendDueReminders
{
    /// <summary>An address of somebody for whom nothing was ever planned is not kept longer.</summary>
    private static readonly TimeSpan WithoutAPlan = TimeSpan.FromDays(180);

    /// <param name="Sent">Reminders that the mail server took.</param>
    /// <param name="Failed">Reminders that it did not take, or perhaps not.</param>
    /// <param name="Forgotten">Addresses that were deleted.</param>
    public sealed record Done(int Sent, int Failed, int Forgotten);

    /// <param name="mail">Null where this server sends none: then only what is over is deleted.</param>
    public static async Task<Done> Handle(IMailSender? mail, AttuneDb db, KeyRing keys, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        var forgotten = await ForgetWhatIsOver(db, clock.GetUtcNow(), ct);
        var (sent, failed) = (0, 0);
        if (mail is null || !ReminderTimes.IsWaking(clock.GetLocalNow()))
            return new Done(0, 0, forgotten);
        foreach (var one in await Due(db, clock.GetUtcNow(), ct))
        {
            if (await Claim(one, db, clock.GetUtcNow(), ct) is not { } reminder)
                continue;
            var to = (await keys.Of(one.Address.ParticipantId, ct)).Open(one.Address.Address, SealedWords.ReminderAddress, one.Address.ParticipantId);
            var fate = await mail.Send(
                ReminderText.Of(
                    to, one.Window.ClosesAt, clock.LocalTimeZone, CultureInfo.GetCultureInfo(one.Language),
                    $"{one.Address.Server}/return?code={one.JoinCode}", $"{one.Address.Server}/reminders/stop/{StopToken.Of(master, one.Address.ParticipantId)}"),
                ct);
            if (fate == MailFate.Taken)
                reminder.Sent(clock.GetUtcNow());
            else if (fate == MailFate.NotTaken)
                reminder.Refuse();
            await db.SaveChangesAsync(CancellationToken.None); // what was sent is noted also while the server is being stopped
            (sent, failed) = fate == MailFate.Taken ? (sent + 1, failed) : (sent, failed + 1);
        }

        return new Done(sent, failed, forgotten);
    }

    private sealed record Candidate(PlannedWave Window, ReminderAddress Address, string Language, string JoinCode, int Number);

    private static async Task<IReadOnlyList<Candidate>> Due(AttuneDb db, DateTimeOffset now, CancellationToken ct)
    {
        var open = await (
            from window in db.PlannedWaves.AsNoTracking()
            join address in db.ReminderAddresses.AsNoTracking() on window.ParticipantId equals address.ParticipantId
            join programme in db.Programmes.AsNoTracking() on window.ProgrammeId equals programme.Id
            where window.OpensAt <= now && window.ClosesAt > now && programme.ClosedAt == null
                && !db.Studies.Any(s => s.ProgrammeId == window.ProgrammeId && (s.StoppedAt != null || s.OpenedAt != null))
                && !db.Responses.Any(r => r.ParticipantId == window.ParticipantId && r.Wave == window.Wave)
                // Where answers stay closed, that the step of this name is done says as much.
                && !db.StepVisits.Any(v => v.StepKey == window.Wave && v.DoneAt != null
                    && db.Sessions.Any(s => s.Id == v.SessionId && s.ParticipantId == window.ParticipantId))
            orderby window.OpensAt, window.ParticipantId
            select new { Window = window, Address = address, programme.Language, programme.JoinCode }).ToListAsync(ct);
        return
        [
            .. open.Select(one => new Candidate(
                one.Window, one.Address, one.Language, one.JoinCode, ReminderTimes.Due(one.Window.OpensAt, one.Window.ClosesAt, now))),
        ];
    }

    /// <summary>Null where it was claimed already, here or by another server.</summary>
    private static async Task<Reminder?> Claim(Candidate one, AttuneDb db, DateTimeOffset now, CancellationToken ct)
    {
        var known = await db.Reminders.AsNoTracking()
            .Where(r => r.ParticipantId == one.Window.ParticipantId && r.Wave == one.Window.Wave && r.Number >= one.Number)
            .OrderByDescending(r => r.Number).FirstOrDefaultAsync(ct);
        if (known is { Number: var number } && number == one.Number)
        {
            var again = await db.Reminders
                .Where(r => r.ParticipantId == known.ParticipantId && r.Wave == known.Wave && r.Number == known.Number && r.Refused && r.Tries < Reminder.MostTries)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Refused, false).SetProperty(r => r.Tries, r => r.Tries + 1), ct);
            return again == 1
                ? await db.Reminders.SingleAsync(r => r.ParticipantId == known.ParticipantId && r.Wave == known.Wave && r.Number == known.Number, ct)
                : null;
        }

        if (known is not null)
            return null;
        var claim = db.Reminders.Add(new Reminder
        {
            ParticipantId = one.Window.ParticipantId,
            OrganisationId = one.Window.OrganisationId,
            ProgrammeId = one.Window.ProgrammeId,
            Wave = one.Window.Wave,
            Number = one.Number,
            ClaimedAt = now,
        });
        if (await db.TrySave(ct))
            return claim.Entity;
        claim.State = EntityState.Detached;
        return null;
    }

    private static async Task<int> ForgetWhatIsOver(AttuneDb db, DateTimeOffset now, CancellationToken ct)
    {
        var longAgo = now - WithoutAPlan;
        return await db.ReminderAddresses.Where(a =>
                db.Programmes.Any(p => p.Id == a.ProgrammeId && p.ClosedAt != null)
                || (db.PlannedWaves.Any(w => w.ParticipantId == a.ParticipantId) && !db.PlannedWaves.Any(w => w.ParticipantId == a.ParticipantId && w.ClosesAt > now))
                || (!db.PlannedWaves.Any(w => w.ParticipantId == a.ParticipantId) && a.GivenAt < longAgo))
            .ExecuteDeleteAsync(ct);
    }
}
