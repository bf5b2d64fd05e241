using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Attune.Tests.Browser.ChromiumFixture))]

namespace Attune.Tests.Browser;

/// <summary>One real browser for the whole test run, started when the first test asks for it.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // A test says that something happens, never how fast: this is for a machine that does three other things.
    private const float Patience = 120_000;

    private readonly SemaphoreSlim starting = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The browser; the test that asks is skipped where there is none.</summary>
    public async Task<IBrowser> Browser()
    {
        var executable = Environment.GetEnvironmentVariable("ATTUNE_CHROMIUM") ?? Places.FirstOrDefault(File.Exists);
        Assert.SkipWhen(executable is null, "Chromium is not installed (looked for ATTUNE_CHROMIUM and " + string.Join(", ", Places) + ").");

        await starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            playwright ??= await Playwright.CreateAsync();
            Assertions.SetDefaultExpectTimeout(Patience);
            return browser ??= await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = executable,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>A page of its own: its cookies and memory are shared with no other.</summary>
    public async Task<IPage> Page(BrowserNewContextOptions? options = null)
    {
        var context = await (await Browser()).NewContextAsync(options ?? new() { ViewportSize = new() { Width = 360, Height = 780 } });
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        starting.Dispose();
    }
}
