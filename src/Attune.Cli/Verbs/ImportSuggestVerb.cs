using System.CommandLine;
using Attune.App.Studies.Imports;
using Attune.App.Studies.Plans;

namespace Attune.Cli.Verbs;

/// <summary>attune import suggest DATA [--plan FILE] [--out FILE]</summary>
public static class ImportSuggestVerb
{
    public static Command Create()
    {
        var data = new Argument<string>("data") { Description = "A CSV file from elsewhere." };
        var plan = new Option<string?>("--plan") { Description = "The study's plan: its columns are looked for by name." };
        var to = new Option<string?>("--out") { Description = "Write the mapping into this file, which must not be there yet; else it is printed." };
        var verb = new Command("suggest", "Look at a file and suggest a mapping of it.") { data, plan, to };
        verb.SetAction((parsed, ct) => Task.FromResult(Run(parsed.GetRequiredValue(data), parsed.GetValue(plan), parsed.GetValue(to), parsed.InvocationConfiguration, ct)));
        return verb;
    }

    private static int Run(string data, string? planFile, string? to, InvocationConfiguration configuration, CancellationToken ct)
    {
        if (!TryPlan(planFile, configuration.Error, out var plan))
            return ExitCode.Misuse;
        if (to is not null && File.Exists(to))
        {
            configuration.Error.WriteLine($"{to} is there already, and nothing was written over it. Name another file with --out.");
            return ExitCode.Refused;
        }

        switch (SuggestMapping.Handle(new SuggestMapping.Request(data, plan), ct))
        {
            case SuggestMapping.Outcome.Suggested { Json: var json, Remarks: var remarks }:
                foreach (var remark in remarks)
                    configuration.Error.WriteLine(remark);
                if (to is null)
                    configuration.Output.Write(json);
                else
                    File.WriteAllText(to, json);
                return ExitCode.Done;
            case SuggestMapping.Outcome.Unreadable { Why: var why }:
                configuration.Error.WriteLine(why);
                return ExitCode.Refused;
            default:
                throw new InvalidOperationException("An outcome without a treatment.");
        }
    }

    internal static bool TryPlan(string? file, TextWriter error, out StudyPlan? plan)
    {
        plan = null;
        if (file is null)
            return true;
        var reading = StudyPlanReader.ReadFile(file);
        foreach (var problem in reading.Problems)
            error.WriteLine(problem);
        plan = reading.Plan;
        return plan is not null;
    }
}
