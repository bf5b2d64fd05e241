using System.CommandLine;
using Attune.App;
using Attune.App.Bots;
using Attune.App.Studies.StudyReports;

namespace Attune.Cli.Verbs;

/// <summary>attune study rehearse PLAN [--practice ID] [--people N] [--seed N] [--out FOLDER]</summary>
public static class StudyRehearseVerb
{
    public static Command Create()
    {
        var plan = new Argument<string>("plan") { Description = "The plan of a study that is run in a programme: study.json." };
        var practice = new Option<string>("--practice") { Description = "The practice's id.", DefaultValueFactory = _ => "story-exchange" };
        var people = new Option<int?>("--people") { Description = "How many simulated people; by default as many as the plan expects." };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same people; chance gives them their arms anew each time.", DefaultValueFactory = _ => 1 };
        var folder = new Option<string?>("--out") { Description = "Write the report and all that reproduces it into this folder." };
        var where = new InstallationOptions();
        where.Data.DefaultValueFactory = _ => Directory.CreateTempSubdirectory("attune-rehearsal-").FullName;
        where.Data.Description = "The data folder to rehearse in; by default a fresh temporary one, apart from any other data.";
        var verb = new Command("rehearse", "Carry a plan out with simulated people before it starts, and print the report they give.") { plan, practice, people, seed, folder, where.Data, where.Content };
        verb.SetAction(async (parsed, ct) =>
        {
            var file = parsed.GetRequiredValue(plan);
            if (!File.Exists(file))
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"There is no file {file}.");
                return ExitCode.Misuse;
            }

            var request = new RehearseStudy.Request(await File.ReadAllTextAsync(file, ct), parsed.GetRequiredValue(practice), parsed.GetValue(people), parsed.GetValue(seed));
            return await where.With(parsed, ct, installation => Run(
                request, installation with { Database = installation.Database with { Throwaway = true } }, parsed.GetValue(folder), parsed.InvocationConfiguration, ct), mayMake: true, alone: true);
        });
        return verb;
    }

    private static async Task<int> Run(RehearseStudy.Request request, Installation installation, string? folder, InvocationConfiguration configuration, CancellationToken ct)
    {
        switch (await Task.Run(() => RehearseStudy.Handle(request, installation, TimeProvider.System, ct), ct))
        {
            case RehearseStudy.Outcome.Rehearsed { Made: var made } rehearsed:
                using (made.Data)
                {
                    if (folder is not null)
                        Reproduction.Write(made.Results, made.Data, folder);
                }

                await configuration.Output.WriteLineAsync($"Nobody was there: {rehearsed.People} simulated people, {string.Join(", ", rehearsed.Answered.Select(wave => $"{wave.Value} answered '{wave.Key}'"))}, {rehearsed.Finished} went through the practice.\n");
                await configuration.Output.WriteAsync(StudyMarkdown.Write(made.Results));
                return ExitCode.Done;
            case RehearseStudy.Outcome.NothingToReport { Problems: var problems }:
                await configuration.Error.WriteLineAsync("The simulated people went through, and there is no report of what they answered:");
                return await Tell(problems, configuration, ExitCode.Refused);
            case RehearseStudy.Outcome.Wrong { Problems: var problems }:
                return await Tell(problems, configuration, ExitCode.Refused);
            case RehearseStudy.Outcome.NoSuchPractice { Known: var known }:
                await configuration.Error.WriteLineAsync($"There is no practice '{request.Practice}'. These are there: {string.Join(", ", known)}.");
                return ExitCode.Misuse;
            case RehearseStudy.Outcome.PeopleOutOfRange { Most: var most }:
                await configuration.Error.WriteLineAsync($"A rehearsal takes 1 to {most} people. Say how many with --people.");
                return ExitCode.Misuse;
            default:
                throw new InvalidOperationException("An outcome without a treatment.");
        }
    }

    private static async Task<int> Tell<T>(IReadOnlyList<T> problems, InvocationConfiguration configuration, int code)
    {
        foreach (var problem in problems)
            await configuration.Error.WriteLineAsync($"{problem}");
        return code;
    }
}
