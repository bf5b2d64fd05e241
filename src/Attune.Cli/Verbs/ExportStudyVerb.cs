using System.CommandLine;
using Attune.App.Exports;

namespace Attune.Cli.Verbs;

/// <summary>attune export study PLAN DATA --out FOLDER [--format …] [--link FILE]</summary>
public static class ExportStudyVerb
{
    public static Command Create()
    {
        var how = new ExportOptions();
        var plan = new Argument<string>("plan") { Description = "The plan: study.json, which has to release rows." };
        var data = new Argument<string>("data") { Description = "The data: a CSV file, read as the plan says." };
        var verb = new Command("study", "Write the people of a study, without names, as its plan releases them.") { plan, data, how.Out, how.Format, how.Link };
        verb.SetAction((parsed, ct) => Run(parsed.GetRequiredValue(plan), parsed.GetRequiredValue(data), how, parsed, ct));
        return verb;
    }

    private static async Task<int> Run(string plan, string data, ExportOptions how, ParseResult parsed, CancellationToken ct)
    {
        var error = parsed.InvocationConfiguration.Error;
        if (!how.TryKey(parsed, out var key))
            return ExitCode.Refused;
        var folder = parsed.GetRequiredValue(how.Out);
        switch (await ExportStudy.Handle(new ExportStudy.Request(plan, data, folder, how.Formats(parsed), key), TimeProvider.System, null, ct))
        {
            case ExportStudy.Outcome.Written { Manifest: var manifest, WentOn: var wentOn }:
                ExportOptions.Tell(manifest, wentOn, folder, parsed.InvocationConfiguration.Output);
                return ExitCode.Done;
            case ExportStudy.Outcome.WrongPlan { Problems: var problems }:
                foreach (var problem in problems)
                    await error.WriteLineAsync(problem.ToString());
                return ExitCode.Misuse;
            case ExportStudy.Outcome.WrongData { Problems: var problems, More: var more }:
                foreach (var problem in problems)
                    await error.WriteLineAsync(problem.ToString());
                await error.WriteLineAsync(more > 0 ? $"… and {more} more. Nothing was written." : "Nothing was written.");
                return ExitCode.Refused;
            case ExportStudy.Outcome.NotReleased:
                await error.WriteLineAsync("This plan releases summaries and no rows (\"release\": \"summaries\"), so none were written. attune study run --out writes the summaries.");
                return ExitCode.Refused;
            default:
                await error.WriteLineAsync($"There is something in {folder} already, and nothing was written. Name a new or empty folder with --out.");
                return ExitCode.Refused;
        }
    }
}
