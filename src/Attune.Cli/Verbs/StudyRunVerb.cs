using System.CommandLine;
using System.Globalization;
using Attune.App.Studies.Runs;
using Attune.App.Studies.StudyReports;

namespace Attune.Cli.Verbs;

/// <summary>attune study run PLAN DATA [--mapping FILE] [--out FOLDER] [--format md|html|json]</summary>
public static class StudyRunVerb
{
    public static Command Create()
    {
        var plan = new Argument<string>("plan") { Description = "The plan: study.json." };
        var data = new Argument<string>("data") { Description = "The data: a CSV file, read as the plan says." };
        var folder = new Option<string?>("--out") { Description = "Write the report, its pictures and all that reproduces it into this folder." };
        var mapping = new Option<string?>("--mapping") { Description = "A mapping of data from elsewhere to what the plan reads; attune import suggest makes one." };
        var format = new Option<string>("--format") { Description = "What to print: md, html or json.", DefaultValueFactory = _ => "md" };
        format.AcceptOnlyFromAmong("md", "html", "json");
        var look = new Option<int?>("--look") { Description = "Which of the planned looks this is, the last being the end of the study; needed where the plan has more than one." };
        var verb = new Command("run", "From a plan and its data to the report.") { plan, data, mapping, folder, format, look };
        verb.SetAction((parsed, ct) => RunAsync(
            new RunStudy.Request(
                parsed.GetRequiredValue(plan), parsed.GetRequiredValue(data), Look: parsed.GetValue(look), MappingFile: parsed.GetValue(mapping)),
            parsed.GetValue(folder), parsed.GetRequiredValue(format), parsed.InvocationConfiguration, ct));
        return verb;
    }

    private static async Task<int> RunAsync(RunStudy.Request request, string? folder, string format, InvocationConfiguration configuration, CancellationToken ct)
    {
        switch (await ProgressBar.Show("Reading and folding", configuration.Output, TimeProvider.System, progress => Task.Run(() => RunStudy.Handle(request with { Progress = progress }, ct), ct)))
        {
            case RunStudy.Outcome.Ran ran:
                using (ran.Data)
                {
                    if (folder is not null)
                        Reproduction.Write(ran.Results, ran.Data, folder);
                }

                configuration.Output.Write(format switch
                {
                    "html" => StudyHtml.Write(ran.Results),
                    "json" => StudyJson.Write(ran.Results),
                    _ => StudyMarkdown.Write(ran.Results),
                });
                return ExitCode.Done;
            case RunStudy.Outcome.WrongPlan wrong:
                foreach (var problem in wrong.Problems)
                    configuration.Error.WriteLine(problem);
                return ExitCode.Misuse;
            case RunStudy.Outcome.WrongData wrong:
                foreach (var problem in wrong.Problems)
                    configuration.Error.WriteLine(problem);
                configuration.Error.WriteLine(wrong.More > 0 ? $"… and {wrong.More} more. Nothing was read." : "Nothing was read.");
                return ExitCode.Refused;
            case RunStudy.Outcome.UnplannedLook unplanned:
                configuration.Error.WriteLine(Refusal(unplanned));
                return ExitCode.Refused;
            default:
                throw new InvalidOperationException("An outcome without a treatment.");
        }
    }

    private static string Refusal(RunStudy.Outcome.UnplannedLook look) => look.Planned.Count == 1
        ? "The plan has no look before the end. A look that was not planned gives chance another chance; `attune study harm` may be asked at any time."
        : string.Create(CultureInfo.InvariantCulture, $"The plan has {look.Planned.Count} looks, when {string.Join(", ", look.Planned.Select(share => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %")))} of the answers are in. Say which this is with --look 1 to --look {look.Planned.Count}; `attune study harm` may be asked at any time.");
}
