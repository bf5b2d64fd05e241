using System.CommandLine;
using Attune.App;
using Attune.App.Documents;
using Attune.App.Programmes;
using Attune.App.Reports;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.Cli.Verbs;

/// <summary>attune programme report PROGRAMME [--format md|json] [--organisation NAME]</summary>
public static class ProgrammeReportVerb
{
    public static Command Create()
    {
        var where = new InstallationOptions();
        var programme = new Argument<string>("programme") { Description = "The programme's id or its title." };
        var format = new Option<string>("--format") { Description = "md to read, json for every figure.", DefaultValueFactory = _ => "md" };
        format.AcceptOnlyFromAmong("md", "json");
        var organisation = ProgrammeListVerb.OrganisationOption();
        var verb = new Command("report", "Print the report of a closed programme.") { programme, format, organisation, where.Data, where.Content };
        verb.SetAction((parsed, ct) => where.With(parsed, ct, installation => Run(
            installation, parsed.GetRequiredValue(programme), parsed.GetValue(organisation), parsed.GetRequiredValue(format), parsed, ct)));
        return verb;
    }

    internal const string StudyIsClosed = "A study is run in this programme, and its outcomes are not opened yet. What the practice asked would tell of them; open them on the study's page when its day has come.";

    private static async Task<int> Run(
        Installation installation, string wanted, string? only, string format, ParseResult parsed, CancellationToken ct)
    {
        var error = parsed.InvocationConfiguration.Error;
        if (await FindOne(installation, wanted, only, error, ct) is not { } programme)
            return ExitCode.Refused;
        await using var db = installation.OpenDb();
        db.Enter(programme.OrganisationId);
        switch (await MakeReport.Handle(programme.Id, db, new DocumentShelf(), installation.Master, TimeProvider.System, ct))
        {
            case MakeReport.Outcome.Made { Report: var report }:
                await parsed.InvocationConfiguration.Output.WriteAsync(format == "json" ? ReportJson.Write(report) : ReportMarkdown.Write(report));
                return ExitCode.Done;
            case MakeReport.Outcome.StillOpen:
                await error.WriteLineAsync("This programme is not closed. Its report is made once nobody can answer any more, so that nobody can stop at a good moment.");
                return ExitCode.Refused;
            case MakeReport.Outcome.StudyIsClosed:
                await error.WriteLineAsync(StudyIsClosed);
                return ExitCode.Refused;
            default:
                await error.WriteLineAsync($"There is no programme '{wanted}'.");
                return ExitCode.Refused;
        }
    }

    /// <summary>The one programme of this id or title; where there is none or more than one that has been said.</summary>
    internal static async Task<Programme?> FindOne(Installation installation, string wanted, string? only, TextWriter error, CancellationToken ct)
    {
        var found = await Find(installation, wanted, only, ct);
        if (found.Count == 0)
            await error.WriteLineAsync($"There is no programme '{wanted}'. attune programme list shows all.");
        if (found.Count > 1)
            await error.WriteLineAsync($"There are {found.Count} programmes '{wanted}'. Name one by its id: {string.Join(", ", found.Select(p => p.Id))}");
        return found.Count == 1 ? found[0] : null;
    }

    // Each organisation is entered with a context of its own: no query ever looks across.
    internal static async Task<IReadOnlyList<Programme>> Find(Installation installation, string wanted, string? only, CancellationToken ct)
    {
        var found = new List<Programme>();
        Guid? id = Guid.TryParse(wanted, out var parsed) ? parsed : null;
        foreach (var organisation in await ProgrammeListVerb.Organisations(installation, only, ct))
        {
            await using var db = installation.OpenDb();
            db.Enter(organisation.Id);
            found.AddRange(await db.Programmes.AsNoTracking().Where(p => p.Title == wanted || p.Id == id).ToListAsync(ct));
        }

        return found;
    }
}
