using System.CommandLine;
using System.Globalization;
using Attune.App.Studies.Linking;

namespace Attune.Cli.Verbs;

/// <summary>attune study link BEFORE AFTER --code A,B,C,D [--tolerance 1] [--compare X,Y] [--out FILE]</summary>
public static class StudyLinkVerb
{
    public static Command Create()
    {
        var before = new Argument<string>("before") { Description = "The answers of the first occasion: a CSV file, a row a person." };
        var after = new Argument<string>("after") { Description = "The answers of the second occasion." };
        var code = new Option<string>("--code") { Description = "The columns of the code people made, with commas between; in both files.", Required = true };
        var tolerance = new Option<double>("--tolerance") { Description = "How many elements of the code may differ.", DefaultValueFactory = _ => 1 };
        var compare = new Option<string?>("--compare") { Description = "Columns of numbers in the first file: how those who could not be linked differ." };
        var output = new Option<string?>("--out") { Description = "Write the linked answers into this CSV file, without the codes." };
        var verb = new Command("link", "Put two anonymous occasions together by the codes people made themselves.") { before, after, code, tolerance, compare, output };
        verb.SetAction((parsed, ct) => RunAsync(
            new LinkWaves.Request(
                parsed.GetRequiredValue(before), parsed.GetRequiredValue(after), Columns(parsed.GetRequiredValue(code)),
                parsed.GetValue(tolerance), Columns(parsed.GetValue(compare) ?? "")),
            parsed.GetValue(output), parsed.InvocationConfiguration, ct));
        return verb;
    }

    private static string[] Columns(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static async Task<int> RunAsync(LinkWaves.Request request, string? file, InvocationConfiguration configuration, CancellationToken ct)
    {
        switch (LinkWaves.Handle(request, ct))
        {
            case LinkWaves.Outcome.Linked linked:
                Say(linked, configuration.Output);
                if (file is not null)
                {
                    await File.WriteAllTextAsync(file, LinkedRows.Write(linked), ct);
                    await configuration.Output.WriteLineAsync($"\nWritten: {file}, {linked.Before.Rows.Count} rows, without the codes.");
                }

                return ExitCode.Done;
            case LinkWaves.Outcome.Refused refused:
                foreach (var problem in refused.Problems)
                    await configuration.Error.WriteLineAsync(problem);
                await configuration.Error.WriteLineAsync("Nothing was linked.");
                return ExitCode.Refused;
            default:
                throw new InvalidOperationException("An outcome without a treatment.");
        }
    }

    private static void Say(LinkWaves.Outcome.Linked linked, TextWriter output)
    {
        var (links, people, later) = (linked.Links, linked.Before.Rows.Count, linked.After.Rows.Count);
        var found = links.Exact + links.Tolerant;
        output.WriteLine($"{found} of {people} people of {linked.Before.Name} were found in {linked.After.Name}, which has {later}.");
        output.WriteLine($"  alike throughout         {links.Exact,6}");
        output.WriteLine($"  alike but for a slip     {links.Tolerant,6}");
        output.WriteLine($"  as like to several       {links.AmbiguousBefore.Count,6}   left unlinked, since a wrong link is worse than none");
        output.WriteLine($"  like to nobody           {people - found - links.AmbiguousBefore.Count,6}");
        output.WriteLine($"  new, or not recognised   {later - found,6}   in {linked.After.Name}");
        output.WriteLine();
        output.WriteLine($"Without tolerance {linked.Exact.Exact} would have been found.");
        var (alike, pairs) = linked.AlikeByChance;
        output.WriteLine($"Of {pairs} pairs of different people in {linked.Before.Name}, {alike} are as alike as the tolerance allows"
            + (alike * 1000 > pairs ? ": this code does not tell people apart well, and some links may be wrong." : "."));
        if (linked.Differences.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine("Before, those who could not be linked, beside those who could:");
        foreach (var difference in linked.Differences)
            output.WriteLine($"  {difference.Column}: {Say(difference)}");
    }

    private static string Say(BaselineDifference difference)
    {
        if (difference.MeanLinked is not { } linked || difference.MeanUnlinked is not { } unlinked)
            return $"not shown: fewer than {BaselineDifference.Fewest} people on one side";
        var means = $"mean {Number(unlinked)} ({difference.Unlinked} people) beside {Number(linked)} ({difference.Linked} people)";
        return difference is { Difference: { } g, Interval: { } interval }
            ? $"{means}; {Number(g)} standard deviations, {Number(interval.Low)} to {Number(interval.High)}"
            : $"{means}; everyone alike";
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
