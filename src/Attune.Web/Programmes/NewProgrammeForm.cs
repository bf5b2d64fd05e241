using Attune.App.Content;
using Attune.App.People;
using Attune.App.Practices;
using Attune.App.Programmes;
using Attune.Web.Host;
using Microsoft.AspNetCore.Http;

namespace Attune.Web.Programmes;

/// <summary>What a steward has filled in so far, and what there is to choose from.</summary>
public sealed record NewProgrammeForm(
    ContentLibrary Library,
    PracticeDocument Practice,
    string Title,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Waves,
    string Consent,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    int Patience,
    bool AsksForRows = false)
{
    private const int UsualWeeks = 8;
    private const int UsualPatience = 10;
    private const string ConsentFile = "consent.md";

    public static async Task<NewProgrammeForm> Start(ContentLibrary library, string? chosen, TimeProvider clock, CancellationToken ct)
    {
        var practice = library.Practice(chosen ?? "") ?? library.Practices[0];
        var today = JoinProgramme.Today(clock);
        var suggested = Path.Combine(Path.GetDirectoryName(practice.File)!, ConsentFile);
        return new NewProgrammeForm(
            library,
            practice,
            "",
            practice.Waves.ToDictionary(wave => wave.Name, wave => wave.Instruments),
            File.Exists(suggested) ? await File.ReadAllTextAsync(suggested, ct) : "",
            today,
            today.AddDays(UsualWeeks * 7),
            UsualPatience);
    }

    public static NewProgrammeForm Read(IFormCollection form, ContentLibrary library)
    {
        var practice = library.Practice(form.Text("practice")) ?? library.Practices[0];
        return new NewProgrammeForm(
            library,
            practice,
            form.Text("title"),
            CreateProgramme.WavesOf(practice).ToDictionary(
                wave => wave, wave => (IReadOnlyList<string>)[.. form[WaveField(wave)].OfType<string>().Where(id => id.Length > 0)]),
            form.Text("consent"),
            form.Day("starts"),
            form.Day("ends"),
            form.Number("patience"),
            form.Text("rows") == "yes");
    }

    public static string WaveField(string wave) => $"wave.{wave}";

    public CreateProgramme.Request Request() => new(
        Title, Practice.Id, Waves, Consent, StartsOn, EndsOn, Patience, RowsText: AsksForRows ? RowsText : null);

    // In the language in which people are asked, so that what they agreed to is kept as they read it.
    private string RowsText => new Texts().In(Practice.Language, "Join.RowsText");
}
