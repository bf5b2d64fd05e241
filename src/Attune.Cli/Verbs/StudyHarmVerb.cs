using System.CommandLine;
using Attune.App.Studies.Runs;
using Attune.App.Studies.StudyReports;

namespace Attune.Cli.Verbs;

/// <summary>attune study harm PLAN DATA: what the rule for harm says now, and nothing about benefit.</summary>
public static class StudyHarmVerb
{
    public static Command Create()
    {
        var plan = new Argument<string>("plan") { Description = "The plan: study.json." };
        var data = new Argument<string>("data") { Description = "The data so far: a CSV file, read as the plan says." };
        var verb = new Command("harm", "Ask the rule for harm at any time. It is no look at the results.") { plan, data };
        verb.SetAction((parsed, ct) => Task.Run(() => Run(new AskHarm.Request(parsed.GetRequiredValue(plan), parsed.GetRequiredValue(data)), parsed.InvocationConfiguration, ct), ct));
        return verb;
    }

    private static int Run(AskHarm.Request request, InvocationConfiguration configuration, CancellationToken ct)
    {
        switch (AskHarm.Handle(request, ct))
        {
            case AskHarm.Outcome.Said said:
                configuration.Output.WriteLine(HarmWords.Of(said.Plan, said.Harm, new StudyWords()));
                return ExitCode.Done;
            case AskHarm.Outcome.WrongPlan wrong:
                foreach (var problem in wrong.Problems)
                    configuration.Error.WriteLine(problem);
                return ExitCode.Misuse;
            case AskHarm.Outcome.WrongData wrong:
                foreach (var problem in wrong.Problems)
                    configuration.Error.WriteLine(problem);
                configuration.Error.WriteLine("Nothing was read.");
                return ExitCode.Refused;
            default:
                throw new InvalidOperationException("An outcome without a treatment.");
        }
    }
}
