using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Attune.Benchmarks;

/// <summary>The results as a page and as JSON.</summary>
internal static class AgainstRPage
{
    private const string Head =
        """
        | row | n | Attune | R usual | R quickest | × usual | × quickest | Attune whole process | Attune peak | R usual peak | R quickest peak | note |
        |---|---|---|---|---|---|---|---|---|---|---|---|

        """;

    public static void Write(string folder, IReadOnlyList<AgainstR.Line> lines, double limit)
    {
        Directory.CreateDirectory(folder);
        var versions = Versions();
        File.WriteAllText(Path.Combine(folder, "against-r.json"), JsonSerializer.Serialize(new { limit, versions, lines }, new JsonSerializerOptions { WriteIndented = true }) + "\n");
        WritePage(folder, lines, limit, versions);
    }

    private static void WritePage(string folder, IReadOnlyList<AgainstR.Line> lines, double limit, IReadOnlyList<string> versions)
    {
        var page = new StringBuilder(
            $"""
            # Attune against R

            Written by `bench/against-r/run`. Both sides were timed in the same run, on the same machine, from the same CSV; reading
            it counts. A figure is the median of the runs in one process, the first left out where there were three or more (both
            sides compile as they go); starting the process and loading packages do not count, except in "whole process", which is
            Attune's 31 runs (seven above 10^5) with starting and compiling. Peak is the largest resident memory of the process.
            "R usual" is what R users call, "R quickest" the quickest way we know to the same figures, both in `bench/against-r/row.R`;
            where they are the same there is one figure, and × quickest is against the faster of the two. A process was stopped after
            {limit:0} s; a size that was stopped is marked and the next was not tried. Ratios are R's seconds over Attune's.


            """);
        page.Append(Head);
        foreach (var line in lines)
            page.Append(Row(line, limit)).Append('\n');
        page.Append("\n## What misses, and why\n\n");
        page.Append("Goals: 20 times R's quickest way; 100 times its usual one for alpha, robust and full-information factor models, mixed models and CR2;\n");
        page.Append("a tenth of R's memory. Sizes up to 10,000 are left out here: what they take is mostly starting, on both sides.\n\n");
        foreach (var miss in Misses.Of(lines))
            page.Append($"- {miss}\n");
        page.Append("\n## Machine and versions\n\n");
        foreach (var version in versions)
            page.Append($"- {version}\n");
        File.WriteAllText(Path.Combine(folder, "against-r.md"), page.ToString());
    }

    public static string Row(AgainstR.Line line, double limit)
    {
        var quick = Quickest(line);
        return $"| {line.Row} | {line.Size:n0} | {Seconds(line.Ours, limit)} | {Seconds(line.Usual, limit)} | {(line.Quick is null ? "" : Seconds(line.Quick, limit))} | "
            + $"{Ratio(line.Usual, line.Ours, limit)} | {Ratio(quick, line.Ours, limit)} | {(line.Ours is { Stopped: false } ours ? $"{ours.Wall:0.00} s" : "")} | {Bytes(line.Ours)} | {Bytes(line.Usual)} | {Bytes(line.Quick)} | "
            + $"{string.Join("; ", new[] { line.Note, line.Ours?.Problem, line.Usual?.Problem, line.Quick?.Problem }.Where(note => !string.IsNullOrEmpty(note)))} |";
    }

    /// <summary>The faster of R's two ways: what was written to be quick is not so at every size.</summary>
    public static Measured? Quickest(AgainstR.Line line) =>
        line.Quick is not { Median: { } quick } ? line.Usual?.Median is null ? line.Quick ?? line.Usual : line.Usual
        : line.Usual?.Median is { } usual && usual < quick ? line.Usual : line.Quick;

    /// <summary>Writes the page anew from the figures of a run.</summary>
    public static int Again(string folder)
    {
        var run = JsonSerializer.Deserialize<Run>(File.ReadAllText(Path.Combine(folder, "against-r.json")), new JsonSerializerOptions { PropertyNameCaseInsensitive = true })!;
        WritePage(folder, run.Lines, run.Limit, run.Versions);
        return 0;
    }

    private static string Seconds(Measured? side, double limit) => side switch
    {
        null => "",
        { Median: { } median } => median < 1 ? string.Create(CultureInfo.InvariantCulture, $"{median * 1000:0.0} ms") : string.Create(CultureInfo.InvariantCulture, $"{median:0.00} s"),
        { Stopped: true } => string.Create(CultureInfo.InvariantCulture, $"stopped at {limit:0} s"),
        _ => "failed",
    };

    private static string Ratio(Measured? theirs, Measured? ours, double limit) => (theirs, ours?.Median) switch
    {
        ({ Median: { } seconds }, { } own) => string.Create(CultureInfo.InvariantCulture, $"{seconds / own:0.#}"),
        ({ Stopped: true }, { } own) => string.Create(CultureInfo.InvariantCulture, $"over {limit / own:0}"),
        _ => "",
    };

    private static string Bytes(Measured? side) => side is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{side.PeakBytes / 1048576.0:0} MB");

    private static IReadOnlyList<string> Versions()
    {
        var processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
        using var r = Process.Start(new ProcessStartInfo("Rscript", ["--vanilla", Path.Combine("bench", "against-r", "versions.R")]) { RedirectStandardOutput = true })!;
        return
        [
            $"{processor}, {Environment.ProcessorCount} processors; load average at the end {load}",
            RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription,
            .. r.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        ];
    }

    private sealed record Run(double Limit, IReadOnlyList<string> Versions, IReadOnlyList<AgainstR.Line> Lines);
}
