using System.CommandLine;
using System.Globalization;
using Attune.App;
using Attune.App.Documents;
using Attune.App.Measures;
using Attune.App.Reports;

namespace Attune.Cli.Verbs;

/// <summary>attune programme measures PROGRAMME [--organisation NAME]</summary>
public static class ProgrammeMeasuresVerb
{
    public static Command Create()
    {
        var where = new InstallationOptions();
        var programme = new Argument<string>("programme") { Description = "The programme's id or its title." };
        var organisation = ProgrammeListVerb.OrganisationOption();
        var verb = new Command("measures", "What a closed programme measured beside its questionnaires, as means.") { programme, organisation, where.Data, where.Content };
        verb.SetAction((parsed, ct) => where.With(parsed, ct, installation => Run(
            installation, parsed.GetRequiredValue(programme), parsed.GetValue(organisation), parsed.InvocationConfiguration, ct)));
        return verb;
    }

    private static async Task<int> Run(
        Installation installation, string wanted, string? only, InvocationConfiguration configuration, CancellationToken ct)
    {
        if (await ProgrammeReportVerb.FindOne(installation, wanted, only, configuration.Error, ct) is not { } programme)
            return ExitCode.Refused;
        await using var db = installation.OpenDb();
        db.Enter(programme.OrganisationId);
        switch (await MeasureProgramme.Handle(programme.Id, db, new DocumentShelf(), installation.Master, TimeProvider.System, ct))
        {
            case MeasureProgramme.Outcome.Measured { People: var people }:
                Say(people, configuration.Output);
                return ExitCode.Done;
            case MeasureProgramme.Outcome.StillOpen:
                await configuration.Error.WriteLineAsync("This programme is not closed. Nothing is shown before nobody can answer any more.");
                return ExitCode.Refused;
            case MeasureProgramme.Outcome.StudyIsClosed:
                await configuration.Error.WriteLineAsync(ProgrammeReportVerb.StudyIsClosed);
                return ExitCode.Refused;
            default:
                await configuration.Error.WriteLineAsync($"There is no programme '{wanted}'.");
                return ExitCode.Refused;
        }
    }

    private static void Say(MeasuredPeople people, TextWriter output)
    {
        if (people.Columns.Count == 0)
            output.WriteLine("This practice measures nothing beside its questionnaires.");
        foreach (var level in MeasuredLevel.Of(people))
            output.WriteLine($"{level.Column.Id,-22} {level.Column.Wave,-8} {Say(level.Figures)}");
    }

    private static string Say(Finding<LevelFigures> finding) => finding switch
    {
        Finding<LevelFigures>.Shown { Figure: var figure } =>
            $"mean {Number(figure.Mean),7}, {Number(figure.Interval.Low)} to {Number(figure.Interval.High)}, of {Count(figure.People)}",
        Finding<LevelFigures>.NotEstimable no => $"not estimable: {no.Assumption} ({no.Subject})",
        _ => "not shown: too few people",
    };

    private static string Count(Headcount people) => people.From == people.To
        ? $"all {people.Came} people"
        : $"{people.From} to {people.To} of {people.Came} people";

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
