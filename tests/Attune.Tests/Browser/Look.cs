using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Attune.Tests.Browser;

/// <summary>Looks at a page as people will: on a phone and on a desk, by day and by night, and as axe does.</summary>
/// <remarks>
/// With <c>ATTUNE_PICTURES=1</c> pictures go to <c>.artifacts/screens</c>; with <c>ATTUNE_ACCEPT=1</c> they replace those in
/// <c>docs/screens</c>, and a person looks at them. A run without either checks the same and takes none.
/// </remarks>
public static class Look
{
    private static readonly int[] Widths = [360, 1280];
    private static readonly AxeRunOptions OnlyContrast = new() { RunOnly = new() { Type = "rule", Values = ["color-contrast"] } };

    private static readonly bool Accepts = Environment.GetEnvironmentVariable("ATTUNE_ACCEPT") == "1";
    private static readonly bool Pictures = Accepts || Environment.GetEnvironmentVariable("ATTUNE_PICTURES") == "1";

    public static string Folder { get; } = Path.Combine(Root, Accepts ? "docs/screens" : ".artifacts/screens");

    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Attune.slnx")))
                folder = folder.Parent ?? throw new DirectoryNotFoundException("Attune.slnx is in no folder above the tests.");
            return folder.FullName;
        }
    }

    /// <summary>
    /// Fails when anything lies outside the page's width or axe finds a violation; pictures of the page as it is now are
    /// named <c>{name}-{width}-{light|dark}.png</c>. Leaves the page as wide as it was, in light.
    /// </summary>
    public static async Task At(IPage page, string name, params ColorScheme[] schemes)
    {
        var before = page.ViewportSize;
        if (Pictures)
            Directory.CreateDirectory(Folder);
        foreach (var scheme in schemes is [] ? [ColorScheme.Light, ColorScheme.Dark] : schemes)
        {
            // Motion is stilled so that a picture shows an end, not a middle.
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            foreach (var width in Widths)
            {
                var height = width == Widths[0] ? 780 : 900;
                await page.SetViewportSizeAsync(width, height);
                await page.EvaluateAsync("document.fonts.ready.then(() => true)");
                // As tall as the page, so that what is fixed to the bottom is seen there.
                await page.SetViewportSizeAsync(width, Math.Max(height, await page.EvaluateAsync<int>("document.documentElement.scrollHeight")));
                var picture = $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}";
                if (Pictures)
                    await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, picture + ".png"), FullPage = true });
                await NothingOverflows(page, picture);
                // By night only the colours are others.
                if (scheme == ColorScheme.Light)
                    await AxeFindsNothing(page, picture);
                else if (width == Widths[0])
                    await AxeFindsNothing(page, picture, OnlyContrast);
            }
        }

        // The narrowest width that WCAG 1.4.10 asks about; it is also a page read at 400 %.
        await page.SetViewportSizeAsync(320, 640);
        await NothingOverflows(page, name + " at 320");
        // WCAG 1.4.4: text twice as large, on the narrowest phone that is still about.
        await page.SetViewportSizeAsync(Widths[0], 780);
        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        await NothingOverflows(page, name + " with text at 200 %");
        await page.EvaluateAsync("document.documentElement.style.fontSize = ''");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        if (before is not null)
            await page.SetViewportSizeAsync(before.Width, before.Height);
    }

    public static async Task AxeFindsNothing(IPage page, string where, AxeRunOptions? options = null)
    {
        var found = await page.RunAxe(options);
        var violations = found.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help} at {string.Join(" | ", violation.Nodes.Select(node => node.Html))}");
        violations.ShouldBeEmpty(where);
    }

    /// <summary>Everything the browser complains of on this page from now on, such as what the content policy blocked.</summary>
    public static IReadOnlyList<string> Complaints(IPage page)
    {
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        return complaints;
    }

    // The innermost elements that reach furthest, for whoever mends them.
    private const string Widest = """
        () => [...document.querySelectorAll('body *')]
          .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1 || each.scrollWidth > each.clientWidth + 1)
          .filter(each => !each.closest('thead, .sr-only, .skip'))
          .slice(-3).map(each => each.outerHTML.slice(0, 120)).join(' | ')
        """;

    private static async Task NothingOverflows(IPage page, string where)
    {
        var (wide, shown) = (await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await page.EvaluateAsync<int>("document.documentElement.clientWidth"));
        if (wide > shown)
            wide.ShouldBeLessThanOrEqualTo(shown, $"{where} scrolls sideways: {await page.EvaluateAsync<string>(Widest)}");
    }
}
