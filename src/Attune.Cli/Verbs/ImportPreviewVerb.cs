using System.CommandLine;
using Attune.App.Studies.Imports;
using Attune.App.Studies.Runs;

namespace Attune.Cli.Verbs;

/// <summary>attune import preview DATA MAPPING [--plan FILE] [--rows N]</summary>
public static class ImportPreviewVerb
{
    private const int UsualRows = 5;

    public static Command Create()
    {
        var data = new Argument<string>("data") { Description = "A CSV file from elsewhere." };
        var mapping = new Argument<string>("mapping") { Description = "Its mapping." };
        var plan = new Option<string?>("--plan") { Description = "The study's plan." };
        var rows = new Option<int>("--rows") { Description = "How many rows to show.", DefaultValueFactory = _ => UsualRows };
        var verb = new Command("preview", "Show the first rows as they are understood, and what cannot be read. Nothing is kept.") { data, mapping, plan, rows };
        verb.SetAction((parsed, ct) => Task.FromResult(Run(
            parsed.GetRequiredValue(data), parsed.GetRequiredValue(mapping), parsed.GetValue(plan), Math.Max(0, parsed.GetValue(rows)), parsed.InvocationConfiguration, ct)));
        return verb;
    }

    private static int Run(string data, string mappingFile, string? planFile, int rows, InvocationConfiguration configuration, CancellationToken ct)
    {
        var (mapping, problems) = MappingReader.ReadFile(mappingFile);
        foreach (var problem in problems)
            configuration.Error.WriteLine(problem);
        if (mapping is null || !ImportSuggestVerb.TryPlan(planFile, configuration.Error, out var plan))
            return ExitCode.Misuse;
        switch (PreviewMapping.Handle(new PreviewMapping.Request(data, mapping, plan, rows), ct))
        {
            case PreviewMapping.Outcome.Seen seen:
                foreach (var row in seen.Rows)
                    configuration.Output.WriteLine(string.Join(" | ", row));
                configuration.Output.WriteLine(seen.RowsInAll == 1 ? "1 row in all." : $"{seen.RowsInAll} rows in all.");
                return Tell(seen.Problems, seen.More, configuration.Error);
            case PreviewMapping.Outcome.Unreadable unreadable:
                return Tell(unreadable.Problems, 0, configuration.Error);
            default:
                throw new InvalidOperationException("An outcome without a treatment.");
        }
    }

    private static int Tell(IReadOnlyList<DataProblem> problems, long more, TextWriter error)
    {
        foreach (var problem in problems)
            error.WriteLine(problem);
        if (more > 0)
            error.WriteLine($"… and {more} more.");
        return problems.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }
}
