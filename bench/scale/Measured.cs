using System.Diagnostics;

namespace Attune.Scale;

/// <summary>A run of the program: how long, how long its threads had a processor, how much memory at most, what it said.</summary>
internal sealed record Measured(double Seconds, double ProcessorSeconds, double PeakMegabytes, int Exit, string Error)
{
    public static async Task<Measured> Run(string attune, IReadOnlyList<string> arguments)
    {
        var start = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(attune, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var (peak, busy) = (0L, 0.0);
        while (!process.HasExited)
        {
            try
            {
                process.Refresh();
                (peak, busy) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime.TotalSeconds);
            }
            catch (InvalidOperationException)
            {
                break; // it ended between both
            }

            await Task.Delay(20);
        }

        await process.WaitForExitAsync();
        await output;
        return new Measured(start.Elapsed.TotalSeconds, busy, peak / 1e6, process.ExitCode, await error);
    }
}
