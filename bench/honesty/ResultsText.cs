using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Attune.App.Studies.Sentences;

namespace Attune.Honesty;

/// <summary>The results as Markdown.</summary>
internal static class ResultsText
{
    public static string Write(IReadOnlyList<Tally> tallies, int trials, int seed)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"# Is the sentence honest?");
        Line($"");
        Line($"`dotnet run -c Release --project bench/honesty -- --trials {trials} --seed {seed} --out bench/honesty/results.md`");
        Line($"");
        Line($"{trials} simulated trials of each scenario, whose truth is known, through the same analysis as `attune study run`, on {RuntimeInformation.FrameworkDescription}.");
        Line($"Each trial has two primary outcomes (concern, a benefit; distress, a harm), adjusted for the score before; {Scenario.WorthHaving} standard deviations are worth having.");
        Line($"With 95 % right, {trials} trials give between {Share(0.95 - Error(trials))} and {Share(0.95 + Error(trials))} nineteen times in twenty; with 5 %, between {Share(0.05 - Error(trials))} and {Share(0.05 + Error(trials))}; with 80 %, between {Share(0.8 - Error(trials, 0.8))} and {Share(0.8 + Error(trials, 0.8))}.");
        Line($"");
        Line($"| scenario | people | p < .05, concern | p < .05, distress | naive p < .05, concern | interval holds truth, concern | interval holds truth, distress | sentence is right |");
        Line($"|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var tally in tallies)
            Line($"| {tally.Scenario.Name} | {Who(tally)} | {Of(tally.ConcernFound, tally)} | {Of(tally.DistressFound, tally)} | {Of(tally.NaiveFound, tally)} | {Of(tally.ConcernHeld, tally)} | {Of(tally.DistressHeld, tally)} | {Of(tally.Right, tally)} |");
        Line($"");
        foreach (var tally in tallies.Where(tally => Math.Max(tally.Scenario.Concern, tally.Scenario.Distress) == tally.Scenario.Planned))
            Line($"- The planner says that {tally.Scenario.Planned:0.000} standard deviations are found in 80 % of trials ({tally.Scenario.People} people{Groups(tally)}, {Share(tally.Scenario.Lost)} of whom leave). Found in {Of(tally.Scenario.Concern > 0 ? tally.ConcernFound : tally.DistressFound, tally)}: {tally.Scenario.Name}.");
        Line($"");
        Line($"The naive analysis is a t test of the scores after, of those who answered, as if nobody knew anybody.");
        Line($"");
        Line($"## What the sentences said");
        Line($"");
        var cases = Enum.GetValues<StudyCase>();
        Line($"| scenario | {string.Join(" | ", cases)} |");
        Line($"|---|{string.Concat(cases.Select(_ => "---:|"))}");
        foreach (var tally in tallies)
            Line($"| {tally.Scenario.Name} | {string.Join(" | ", cases.Select(which => Of(tally.Cases.GetValueOrDefault(which), tally)))} |");
        Line($"");
        Line($"Where there is a clear answer ({string.Join("; ", tallies.Where(tally => tally.Scenario.Clear).Select(tally => tally.Scenario.Name))}) one case alone is right, and where nobody could tell only that nobody can. Elsewhere any case is right that claims nothing untrue: with no effect neither a benefit nor a harm, with an effect neither the opposite nor none. A study is compromised only where one arm was left for a reason; said anywhere else, it is counted as wrong.");
        Line($"");
        Line($"Where those who fare badly leave one arm, no analysis of what is there can be right about how often it errs: false alarms and coverage are what they are, and what counts is that the sentence claims nothing. Where those who began low leave, the score before tells, and the analysis holds where the naive one does not.");
        return text.ToString();
    }

    private static string Who(Tally tally) => $"{tally.Scenario.People}{Groups(tally)}";

    private static string Groups(Tally tally) => tally.Scenario.Clusters > 0 ? $" in {tally.Scenario.Clusters} groups" : "";

    private static double Error(int trials, double share = 0.05) => 1.96 * Math.Sqrt(share * (1 - share) / trials);

    private static string Of(int count, Tally tally) => Share((double)count / tally.Trials);

    private static string Share(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
