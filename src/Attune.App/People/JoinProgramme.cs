using System.Security.Cryptography;
using Attune.App.Consents;
using Attune.App.Programmes;
using Attune.App.Reminders;
using Attune.App.Sessions;
using Attune.App.Storage;
using Attune.App.Studies.Conduct;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.People;

/// <summary>Someone agrees to the consent text and is in: a number, four words, a key of their own, a session.</summary>
public static class JoinProgramme
{
    /// <param name="Consent">The consent version the person was shown.</param>
    /// <param name="JoinKey">Made with the page; the same joining sent twice makes one person.</param>
    /// <param name="Rows">They also agreed to what the version asks about rows.</param>
    public sealed record Request(string Code, Guid Consent, Guid JoinKey, bool Agreed, bool Rows = false);

    public abstract record Outcome
    {
        private Outcome() { }

        /// <param name="Token">For this browser alone.</param>
        /// <param name="Phrase">Shown once and stored nowhere.</param>
        public sealed record Joined(Participant Participant, string Token, string Phrase) : Outcome;

        public sealed record NoSuchProgramme : Outcome;

        public sealed record NotNow(Admission Why) : Outcome;

        public sealed record NotAgreed : Outcome;

        /// <summary>The text has changed since it was shown.</summary>
        public sealed record ConsentChanged : Outcome;
    }

    private const int Tries = 8;

    /// <summary>How long a joining whose reply was lost may be sent again; afterwards only the words open the way.</summary>
    private static readonly TimeSpan Repeatable = TimeSpan.FromMinutes(10);

    public static async Task<Outcome> Handle(
        Request request, AttuneDb db, KeyRing keys, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await db.ProgrammeByCode(request.Code, ct) is not { } programme)
            return new Outcome.NoSuchProgramme();
        db.Enter(programme.OrganisationId);
        var phrase = ReturnPhrase.Make(master, programme, request.JoinKey);
        var joinKey = SHA256.HashData(request.JoinKey.ToByteArray());
        var phraseHash = ReturnPhrase.Hash(phrase, master, programme)!;

        for (var attempt = 1; ; attempt++)
        {
            if (await db.Participants.SingleOrDefaultAsync(p => p.ProgrammeId == programme.Id && p.JoinKeyHash == joinKey, ct) is { } before)
                return clock.GetUtcNow() - before.JoinedAt < Repeatable ? await Admit(before, phrase, db, clock, ct) : new Outcome.NotAgreed();
            if (programme.Admits(Today(clock)) is not Admission.Welcome and var why)
                return new Outcome.NotNow(why);
            if (!request.Agreed)
                return new Outcome.NotAgreed();
            var consent = await db.ConsentVersions.AsNoTracking()
                .Where(v => v.ProgrammeId == programme.Id).OrderByDescending(v => v.Number).FirstAsync(ct);
            if (consent.Id != request.Consent)
                return new Outcome.ConsentChanged();

            var participant = await Add(programme, consent, request.Rows, joinKey, phraseHash, db, keys, master, clock, ct);
            if (await db.TrySave(ct))
                return await Admit(participant, phrase, db, clock, ct);
            if (attempt == Tries)
                throw new DbUpdateException("A number for a new participant could not be found: too many joined at the same moment.");
            db.ChangeTracker.Clear(); // someone else took the number
        }
    }

    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    private static async Task<Participant> Add(
        Programme programme, ConsentVersion consent, bool rows, byte[] joinKey, byte[] phraseHash,
        AttuneDb db, KeyRing keys, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var last = Math.Max(programme.LastNumberTakenBack, await db.Participants.Where(p => p.ProgrammeId == programme.Id).MaxAsync(p => (int?)p.Number, ct) ?? 0);
        var participant = new Participant
        {
            Id = Guid.CreateVersion7(now),
            OrganisationId = programme.OrganisationId,
            ProgrammeId = programme.Id,
            Number = last + 1,
            PhraseHash = phraseHash,
            JoinKeyHash = joinKey,
            JoinedAt = now,
        };
        db.Participants.Add(participant);
        keys.MakeFor(participant);
        db.ConsentRecords.Add(new ConsentRecord
        {
            Id = Guid.CreateVersion7(now),
            OrganisationId = programme.OrganisationId,
            ParticipantId = participant.Id,
            ConsentVersionId = consent.Id,
            TextHash = consent.Hash,
            Language = programme.Language,
            AgreedAt = now,
            Tier = rows && consent.RowsText is not null ? ConsentTier.Rows : ConsentTier.Together,
        });
        db.Sessions.Add(new Session
        {
            Id = Guid.CreateVersion7(now),
            OrganisationId = programme.OrganisationId,
            ProgrammeId = programme.Id,
            ParticipantId = participant.Id,
            StartedAt = now,
        });
        if (await db.Studies.SingleOrDefaultAsync(s => s.ProgrammeId == programme.Id && s.RunsHere && s.StoppedAt == null && s.OpenedAt == null, ct) is { } study)
        {
            db.StudyMembers.Add(StudyMember.Of(study, participant, Today(clock)));
            var later = (await LockedPlan.Load(db, study, master, ct)).Latest.Waves.Skip(1); // the first is asked now
            PlanWaves.Add(db, participant, PlanWaves.Of(later, Today(clock), clock.LocalTimeZone, StudyWaves.Key));
        }

        return participant;
    }

    private static async Task<Outcome> Admit(Participant participant, string phrase, AttuneDb db, TimeProvider clock, CancellationToken ct)
    {
        var (device, token) = Device.Make(participant, clock.GetUtcNow());
        db.Devices.Add(device);
        await db.SaveChangesAsync(ct);
        return new Outcome.Joined(participant, token, phrase);
    }
}
