using System.Diagnostics;

namespace Attune.Scale;

/// <summary>A server with a finished programme, and how long its pages take.</summary>
internal sealed class Pages : IAsyncDisposable
{
    private readonly Process server;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private Pages(Process server) => this.server = server;

    public static async Task<Pages> Start(string attune, string folder, int port)
    {
        var pages = new Pages(Process.Start(new ProcessStartInfo(attune, ["serve", "--demo", "--urls", $"http://127.0.0.1:{port}", "--data", Path.Combine(folder, "data")]) { RedirectStandardOutput = true })!);
        _ = pages.server.StandardOutput.ReadToEndAsync();
        pages.http.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        for (var attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                if ((await pages.http.GetAsync("/demo")).IsSuccessStatusCode)
                    return pages;
            }
            catch (HttpRequestException)
            {
            }

            await Task.Delay(200);
        }

        throw new InvalidOperationException("The server did not start.");
    }

    /// <summary>Milliseconds of each request while something else goes on.</summary>
    public async Task<IReadOnlyList<double>> During(Task other)
    {
        List<double> times = [];
        while (!other.IsCompleted)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync("/demo");
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsStringAsync();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(50);
        }

        times.Sort();
        return times;
    }

    public async ValueTask DisposeAsync()
    {
        server.Kill();
        await server.WaitForExitAsync();
        server.Dispose();
        http.Dispose();
    }
}
