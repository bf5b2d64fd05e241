using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.App.Programmes;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>Keeps a plan as it is being written. It need not be whole; what is missing is said before the lock.</summary>
public static class KeepDraft
{
    public sealed record Request(Guid Programme, string Draft);

    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Kept : Outcome;

        public sealed record NoSuchProgramme : Outcome;

        /// <summary>People may have joined without it: a study begins before its programme is opened.</summary>
        public sealed record ProgrammeHasBegun : Outcome;

        /// <summary>It is locked; only an amendment changes it.</summary>
        public sealed record Locked : Outcome;

        public sealed record NotAPlan(string Expected) : Outcome;
    }

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static async Task<Outcome> Handle(Request request, AttuneDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Programmes.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Programme, ct) is not { } programme)
            return new Outcome.NoSuchProgramme();
        var study = await db.Studies.SingleOrDefaultAsync(s => s.ProgrammeId == programme.Id, ct);
        if (study is { State: not StudyState.Draft })
            return new Outcome.Locked();
        if (programme.State != ProgrammeState.Draft)
            return new Outcome.ProgrammeHasBegun();
        if (Wrong(request.Draft) is { } expected)
            return new Outcome.NotAPlan(expected);
        if (study is null)
        {
            study = new Study
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                OrganisationId = programme.OrganisationId,
                ProgrammeId = programme.Id,
                CreatedAt = clock.GetUtcNow(),
            };
            db.Studies.Add(study);
        }

        // What a plan no longer asks is no longer approved: whoever puts it back approves it again.
        if (AsksForHelp(study.Draft) && !AsksForHelp(request.Draft))
            db.HelpingApprovals.RemoveRange(await db.HelpingApprovals.Where(a => a.ProgrammeId == programme.Id).ToListAsync(ct));
        study.Write(request.Draft);
        return await db.TrySave(ct) ? new Outcome.Kept() : new Outcome.Locked();
    }

    private static bool AsksForHelp(string draft)
    {
        using var plan = JsonDocument.Parse(draft, Lenient);
        return plan.RootElement.TryGetProperty("conduct", out var conduct) && conduct.ValueKind == JsonValueKind.Object && conduct.TryGetProperty("helping", out _);
    }

    private static string? Wrong(string draft)
    {
        if (draft.Length > Study.DraftLength)
            return $"expected at most {Study.DraftLength} characters";
        try
        {
            return JsonNode.Parse(draft, documentOptions: Lenient) is JsonObject ? null : "expected a JSON object, as study.json is one";
        }
        catch (JsonException problem)
        {
            return $"expected JSON; line {problem.LineNumber + 1}: {problem.Message.Split(" LineNumber")[0]}";
        }
    }
}
