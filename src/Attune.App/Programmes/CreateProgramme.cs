using System.Security.Cryptography;
using Attune.App.Consents;
using Attune.App.Content;
using Attune.App.Documents;
using Attune.App.Instruments;
using Attune.App.Practices;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Programmes;

/// <summary>A new programme, in draft, with the exact documents it will use.</summary>
public static class CreateProgramme
{
    public const int LongestPatience = 24 * 60;

    /// <param name="Waves">The instruments of each check-in wave of the practice, in order, by id.</param>
    /// <param name="RowsText">Asks each person whether their answers may be used row by row, in these words; null asks nobody.</param>
    public sealed record Request(
        string Title,
        string PracticeId,
        IReadOnlyDictionary<string, IReadOnlyList<string>> Waves,
        string ConsentText,
        DateOnly? StartsOn,
        DateOnly? EndsOn,
        int PatienceMinutes,
        bool Simulated = false,
        string? RowsText = null);

    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Created(Guid Programme) : Outcome;

        public sealed record Refused(IReadOnlyList<ProgrammeProblem> Problems) : Outcome;
    }

    /// <summary>The waves in which the programme chooses what is asked.</summary>
    public static IReadOnlyList<string> WavesOf(PracticeDocument practice) =>
        [.. practice.Steps.Where(step => step.Kind == "check-in" && step.Option("instrument") is null)
            .Select(step => step.Option("wave")!).Distinct()];

    public static async Task<Outcome> Handle(
        Request request, AttuneDb db, DocumentShelf shelf, ContentLibrary library, TimeProvider clock, CancellationToken ct)
    {
        var problems = Check(request, library).ToList();
        var title = request.Title.Trim();
        if (problems.Count == 0 && await db.Programmes.AnyAsync(p => p.Title == title, ct))
            problems.Add(new ProgrammeProblem(ProgrammeField.Title, ProgrammeFault.Taken));
        if (problems.Count > 0)
            return new Outcome.Refused(problems);

        var practice = library.Practice(request.PracticeId)!;
        var programme = await Programme(request, practice, title, db, shelf, clock, ct);
        var instruments = await Instruments(programme, Pinned(practice, request.Waves), db, shelf, library, ct);
        db.Programmes.Add(programme); // from here on everything is saved together or not at all
        db.ProgrammeInstruments.AddRange(instruments);
        db.ConsentVersions.Add(new ConsentVersion
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            OrganisationId = db.Organisation,
            ProgrammeId = programme.Id,
            Number = 1,
            Text = request.ConsentText.ReplaceLineEndings("\n").Trim(),
            RowsText = request.RowsText,
            CreatedAt = clock.GetUtcNow(),
        });
        return await db.TrySave(ct)
            ? new Outcome.Created(programme.Id)
            : new Outcome.Refused([new ProgrammeProblem(ProgrammeField.Title, ProgrammeFault.Taken)]);
    }

    private static async Task<Programme> Programme(
        Request request, PracticeDocument practice, string title,
        AttuneDb db, DocumentShelf shelf, TimeProvider clock, CancellationToken ct) => new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            OrganisationId = db.Organisation,
            Title = title,
            Language = practice.Language,
            PracticeVersionId = await shelf.Keep(db, practice, ct),
            StartsOn = request.StartsOn!.Value,
            EndsOn = request.EndsOn!.Value,
            JoinCode = JoinCode.Make(),
            PhraseSalt = RandomNumberGenerator.GetBytes(16),
            PatienceMinutes = request.PatienceMinutes,
            CreatedAt = clock.GetUtcNow(),
            Simulated = request.Simulated,
        };

    private static async Task<IReadOnlyList<ProgrammeInstrument>> Instruments(
        Programme programme, IEnumerable<(string Wave, IReadOnlyList<string> Ids)> pinned,
        AttuneDb db, DocumentShelf shelf, ContentLibrary library, CancellationToken ct)
    {
        var rows = new List<ProgrammeInstrument>();
        foreach (var (wave, ids) in pinned)
        {
            for (var place = 0; place < ids.Count; place++)
            {
                rows.Add(new ProgrammeInstrument
                {
                    OrganisationId = programme.OrganisationId,
                    ProgrammeId = programme.Id,
                    Wave = wave,
                    Position = place,
                    InstrumentVersionId = await shelf.Keep(db, library.Instrument(ids[place])!, library, ct),
                });
            }
        }

        return rows;
    }

    private static IEnumerable<ProgrammeProblem> Check(Request request, ContentLibrary library)
    {
        if (request.Title.Trim().Length == 0)
            yield return new(ProgrammeField.Title, ProgrammeFault.Missing);
        if (request.Title.Trim().Length > Programmes.Programme.TitleLength)
            yield return new(ProgrammeField.Title, ProgrammeFault.TooLong);
        if (request.ConsentText.Trim().Length == 0)
            yield return new(ProgrammeField.Consent, ProgrammeFault.Missing);
        if (request.ConsentText.Contains(ConsentVersion.Gap, StringComparison.Ordinal))
            yield return new(ProgrammeField.Consent, ProgrammeFault.Unfinished);
        if (request.ConsentText.Length > ConsentVersion.TextLength)
            yield return new(ProgrammeField.Consent, ProgrammeFault.TooLong);
        if (request.StartsOn is null)
            yield return new(ProgrammeField.StartsOn, ProgrammeFault.Missing);
        if (request.EndsOn is null)
            yield return new(ProgrammeField.EndsOn, ProgrammeFault.Missing);
        if (request.EndsOn < request.StartsOn)
            yield return new(ProgrammeField.EndsOn, ProgrammeFault.BeforeStart);
        if (request.PatienceMinutes is < 1 or > LongestPatience)
            yield return new(ProgrammeField.Patience, ProgrammeFault.OutOfRange);
        if (library.Practice(request.PracticeId) is not { } practice)
        {
            yield return new(ProgrammeField.Practice, ProgrammeFault.Unknown);
            yield break;
        }

        foreach (var wave in WavesOf(practice))
        {
            var chosen = request.Waves.GetValueOrDefault(wave) ?? [];
            if (chosen.Count == 0)
                yield return new(ProgrammeField.Waves, ProgrammeFault.Missing, wave);
            if (chosen.Distinct().Count() != chosen.Count || chosen.Any(id => library.Instrument(id) is null || AskedByStep(practice, wave, id)))
                yield return new(ProgrammeField.Waves, ProgrammeFault.Unknown, wave);
        }

        if (request.Waves.Keys.Except(WavesOf(practice)).Any())
            yield return new(ProgrammeField.Waves, ProgrammeFault.Unknown);
    }

    // The practice asks it in this wave already; asked twice, one of the two answers would be lost.
    private static bool AskedByStep(PracticeDocument practice, string wave, string instrument) =>
        practice.Steps.Any(step => step.Kind is "check-in" or "minds" && step.Option("wave") == wave && step.Option("instrument") == instrument);

    private static IEnumerable<(string Wave, IReadOnlyList<string> Ids)> Pinned(
        PracticeDocument practice, IReadOnlyDictionary<string, IReadOnlyList<string>> waves)
    {
        foreach (var (wave, ids) in waves)
            yield return (wave, ids);
        yield return (ProgrammeDocuments.NamedByStep,
            [.. practice.Steps.Select(step => step.Option("instrument")).OfType<string>().Distinct()]);
    }
}
