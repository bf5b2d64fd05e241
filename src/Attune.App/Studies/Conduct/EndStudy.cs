using Attune.App.Storage;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>Stops a study before its planned end: for harm, or because it cannot go on. Nobody is asked afterwards.</summary>
public static class EndStudy
{
    public sealed record Request(Guid Programme, string Why);

    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Stopped : Outcome;

        public sealed record NoSuchStudy : Outcome;

        public sealed record NotRunning : Outcome;

        public sealed record NeedsReason(int Longest) : Outcome;
    }

    public static async Task<Outcome> Handle(Request request, AttuneDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Studies.SingleOrDefaultAsync(s => s.ProgrammeId == request.Programme, ct) is not { } study)
            return new Outcome.NoSuchStudy();
        var why = request.Why.Trim();
        if (why.Length is 0 or > StudyVersion.WhyLength)
            return new Outcome.NeedsReason(StudyVersion.WhyLength);
        return study.Stop(clock.GetUtcNow(), why) && await db.TrySave(ct) ? new Outcome.Stopped() : new Outcome.NotRunning();
    }
}
