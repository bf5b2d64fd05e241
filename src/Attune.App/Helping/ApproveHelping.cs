using Attune.App.Documents;
using Attune.App.Programmes;
using Attune.App.Storage;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Helping;

/// <summary>A steward approves, for one programme that is not open yet, that people are asked for help and leaving is made easy or not by chance.</summary>
public static class ApproveHelping
{
    /// <param name="Steward">Who approves; null only in a programme of bots.</param>
    public sealed record Request(Guid Programme, Guid? Steward);

    public abstract record Outcome
    {
        private Outcome() { }

        /// <summary>Approved now, or before.</summary>
        /// <param name="Commitment">To be published with the plan.</param>
        public sealed record Approved(string Commitment) : Outcome;

        /// <summary>The practice asks nobody for help.</summary>
        public sealed record NothingToApprove : Outcome;

        /// <summary>People have met the programme without it, or with it.</summary>
        public sealed record TooLate : Outcome;

        public sealed record NoSuchProgramme : Outcome;
    }

    public static async Task<Outcome> Handle(
        Request request, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Programmes.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Programme, ct) is not { } programme)
            return new Outcome.NoSuchProgramme();
        if (await Known(db, programme.Id, ct) is { } before)
            return new Outcome.Approved(before);
        if (programme.State != ProgrammeState.Draft)
            return new Outcome.TooLate();
        var practice = (await ProgrammeDocuments.Load(db, shelf, programme, ct)).Practice;
        if (request.Steward is null && !programme.Simulated)
            throw new ArgumentException("Somebody has to answer for it where people take part.", nameof(request));
        if (!Offers(practice))
            return new Outcome.NothingToApprove();

        var commitment = LeavingDraw.SeedOf(master, programme.Id).Commitment(practice.Hash);
        db.HelpingApprovals.Add(new HelpingApproval
        {
            ProgrammeId = programme.Id,
            OrganisationId = programme.OrganisationId,
            UserId = request.Steward,
            ApprovedAt = clock.GetUtcNow(),
            Commitment = commitment,
        });
        return await db.TrySave(ct)
            ? new Outcome.Approved(commitment)
            : new Outcome.Approved((await Known(db, programme.Id, ct))!); // a double tap
    }

    /// <summary>Whether a practice has steps that need this approval.</summary>
    public static bool Offers(Practices.PracticeDocument practice) => practice.Steps.Any(step => step.Kind == "help");

    private static Task<string?> Known(AttuneDb db, Guid programme, CancellationToken ct) =>
        db.HelpingApprovals.Where(a => a.ProgrammeId == programme).Select(a => a.Commitment).SingleOrDefaultAsync(ct);
}
