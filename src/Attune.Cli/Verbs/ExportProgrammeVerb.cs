using System.CommandLine;
using Attune.App;
using Attune.App.Documents;
using Attune.App.Exports;

namespace Attune.Cli.Verbs;

/// <summary>attune export programme PROGRAMME --out FOLDER [--format …] [--link FILE] [--organisation NAME]</summary>
public static class ExportProgrammeVerb
{
    public static Command Create()
    {
        var where = new InstallationOptions();
        var how = new ExportOptions();
        var programme = new Argument<string>("programme") { Description = "The programme's id or its title." };
        var organisation = ProgrammeListVerb.OrganisationOption();
        var verb = new Command("programme", "Write the answers of a closed programme row by row, of people who agreed to that.")
        {
            programme, how.Out, how.Format, how.Link, organisation, where.Data, where.Content,
        };
        verb.SetAction((parsed, ct) => where.With(parsed, ct, installation =>
            Run(installation, parsed.GetRequiredValue(programme), parsed.GetValue(organisation), how, parsed, ct)));
        return verb;
    }

    private static async Task<int> Run(Installation installation, string wanted, string? only, ExportOptions how, ParseResult parsed, CancellationToken ct)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (await ProgrammeReportVerb.FindOne(installation, wanted, only, error, ct) is not { } programme || !how.TryKey(parsed, out var key))
            return ExitCode.Refused;
        await using var db = installation.OpenDb();
        db.Enter(programme.OrganisationId);
        var folder = parsed.GetRequiredValue(how.Out);
        var request = new ExportProgramme.Request(programme.Id, new ExportReader.Operator(), folder, how.Formats(parsed), key);
        switch (await ExportProgramme.Handle(request, db, new DocumentShelf(), installation.Master, TimeProvider.System, null, ct))
        {
            case ExportProgramme.Outcome.Written { Manifest: var manifest, WentOn: var wentOn }:
                ExportOptions.Tell(manifest, wentOn, folder, output);
                return ExitCode.Done;
            case ExportProgramme.Outcome.StillOpen:
                await error.WriteLineAsync("This programme is not closed. Rows are given out once nobody can answer any more.");
                return ExitCode.Refused;
            case ExportProgramme.Outcome.StudyIsClosed:
                await error.WriteLineAsync(ProgrammeReportVerb.StudyIsClosed);
                return ExitCode.Refused;
            case ExportProgramme.Outcome.NobodyWasAsked:
                await error.WriteLineAsync("Nobody in this programme was asked whether their answers may be given out row by row, so none are. The report has what may be shown of everyone together.");
                return ExitCode.Refused;
            case ExportProgramme.Outcome.TooFew:
                await error.WriteLineAsync("Too few people agreed that their answers are given out row by row, or so few did not that they could be worked out. Nothing was written; the report has what may be shown of everyone together.");
                return ExitCode.Refused;
            case ExportProgramme.Outcome.FolderInUse:
                await error.WriteLineAsync($"There is something in {folder} already, and nothing was written. Name a new or empty folder with --out.");
                return ExitCode.Refused;
            default:
                await error.WriteLineAsync($"There is no programme '{wanted}'.");
                return ExitCode.Refused;
        }
    }
}
