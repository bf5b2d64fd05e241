using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Attune.Scale;

// dotnet run -c Release --project bench/scale -- [--attune PATH] [--out bench/scale/results.md] [--gigabytes 2]
var attune = Path.GetFullPath(Option("--attune", "src/Attune.Cli/bin/Release/net10.0/attune"));
var gigabytes = double.Parse(Option("--gigabytes", "2"), CultureInfo.InvariantCulture);
var folder = Directory.CreateTempSubdirectory("attune-scale-").FullName;
var text = new StringBuilder();
void Line(FormattableString line)
{
    text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    Console.Error.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

try
{
    Line($"# A study of a million people");
    Line($"");
    Line($"`dotnet run -c Release --project bench/scale -- --out bench/scale/results.md`, on {RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores.{Load()}");
    Line($"");
    Line($"`attune study run`: four waves, two measures of three items, two primary outcomes, 20 imputations and a delta curve, from the CSV file to the report on the terminal. Seconds are from start to end; processor seconds are what its threads ran for, which other programs on the machine do not change. Memory is the highest resident set of the process. A tenth of the people lack the last wave. Long data come wave by wave, so that a person's rows lie far apart.");
    Line($"");
    Line($"| data | people | megabytes | seconds | processor seconds | peak memory, MB |");
    Line($"|---|---:|---:|---:|---:|---:|");
    foreach (var narrow in new[] { false, true })
        foreach (var people in new[] { 10_000, 100_000, 1_000_000 })
        {
            var plan = StudyFiles.Plan(folder, narrow);
            var data = StudyFiles.Data(folder, people, narrow);
            var run = await Measured.Run(attune, ["study", "run", plan, data]);
            if (run.Exit != 0)
                throw new InvalidOperationException(run.Error);
            Line($"| {(narrow ? "long" : "wide")} | {people:N0} | {new FileInfo(data).Length / 1e6:0} | {run.Seconds:0.0} | {run.ProcessorSeconds:0.0} | {run.PeakMegabytes:0} |");
            if (people < 1_000_000 || narrow)
                File.Delete(data);
        }

    await using (var pages = await Pages.Start(attune, folder, 18412))
    {
        await pages.During(Task.Delay(3000));
        var idle = await pages.During(Task.Delay(8000));
        var busy = await pages.During(Measured.Run(attune, ["study", "run", StudyFiles.Plan(folder, false), Path.Combine(folder, "wide-1000000.csv")]));
        Line($"");
        Line($"Meanwhile a programme's report page of `attune serve` on the same machine, in milliseconds:");
        Line($"");
        Line($"| | requests | half below | nineteen of twenty below | longest |");
        Line($"|---|---:|---:|---:|---:|");
        foreach (var (name, times) in new[] { ("alone", idle), ("while a million people are read", busy) })
            Line($"| {name} | {times.Count} | {times[times.Count / 2]:0} | {times[times.Count * 19 / 20]:0} | {times[^1]:0} |");
    }

    File.Delete(Path.Combine(folder, "wide-1000000.csv"));
    var many = (int)(gigabytes * 1e9 / 73);
    var large = StudyFiles.Data(folder, many, false, broken: many / 2);
    var refused = await Measured.Run(attune, ["study", "run", StudyFiles.Plan(folder, false), large, "--out", Path.Combine(folder, "report")]);
    Line($"");
    Line($"A file of {new FileInfo(large).Length / 1e9:0.0} GB with a row broken in the middle: refused with exit {refused.Exit} after {refused.Seconds:0.0} seconds ({refused.ProcessorSeconds:0.0} of a processor) and {refused.PeakMegabytes:0} MB; the folder for the report {(Directory.Exists(Path.Combine(folder, "report")) ? "is there, which is wrong" : "was not made")}. It said:");
    Line($"");
    Line($"```text");
    Line($"{refused.Error.Trim()}");
    Line($"```");
    if (Option("--out", "") is { Length: > 0 } file)
        File.WriteAllText(file, text.ToString());
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

// So that seconds can be read for what they are.
static string Load() => File.Exists("/proc/loadavg") ? $" When it began, {File.ReadAllText("/proc/loadavg").Split(' ')[1]} programs on average had wanted a core in the five minutes before." : "";

string Option(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
