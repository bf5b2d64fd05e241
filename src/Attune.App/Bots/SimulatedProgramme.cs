using Attune.App.Documents;
using Attune.App.Organisations;
using Attune.App.Practices;
using Attune.App.Programmes;

namespace Attune.App.Bots;

/// <summary>An organisation and a programme for bots, both marked as simulated.</summary>
internal static class SimulatedProgramme
{
    private const int PatienceMinutes = 10;

    private const string Consent =
        "The people of this programme are simulated. Nothing in it was told or answered by anyone.";

    public static async Task<Organisation> MakeOrganisation(string name, Installation installation, TimeProvider clock, CancellationToken ct)
    {
        await using var db = installation.OpenDb();
        var outcome = await CreateOrganisation.Handle(new CreateOrganisation.Request(name, Steward: null, Simulated: true), db, clock, ct);
        return outcome is CreateOrganisation.Outcome.Created created
            ? created.Organisation
            : throw new ArgumentException($"An organisation cannot be named '{name}': {outcome}.", nameof(name));
    }

    public static async Task<CreateProgramme.Outcome> Make(
        string title, PracticeDocument practice, Organisation organisation, DateOnly from, DateOnly until,
        Installation installation, DocumentShelf shelf, TimeProvider clock, CancellationToken ct)
    {
        await using var db = installation.OpenDb();
        db.Enter(organisation.Id);
        var suggested = practice.Waves.ToDictionary(wave => wave.Name, wave => wave.Instruments);
        var waves = CreateProgramme.WavesOf(practice).ToDictionary(wave => wave, wave => suggested.GetValueOrDefault(wave) ?? []);
        return await CreateProgramme.Handle(
            new CreateProgramme.Request(title, practice.Id, waves, Consent, from, until, PatienceMinutes, Simulated: true), db, shelf, installation.Library, clock, ct);
    }
}
