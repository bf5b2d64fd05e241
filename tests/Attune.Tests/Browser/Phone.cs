using Microsoft.Playwright;

namespace Attune.Tests.Browser;

/// <summary>Somebody with a phone. Answers are made from <paramref name="seed"/>, so that a test knows what was given.</summary>
internal sealed class Phone(IPage page, int seed)
{
    private readonly Dictionary<string, int> _numbers = [];

    public static readonly BrowserNewContextOptions Size = new()
    {
        ViewportSize = new() { Width = 390, Height = 844 },
        HasTouch = true,
        IsMobile = true,
        ReducedMotion = ReducedMotion.Reduce,
    };

    public IPage Page { get; private set; } = page;

    public string Words { get; private set; } = "";

    /// <summary>What was chosen, by step and field.</summary>
    public IReadOnlyDictionary<string, int> Numbers => _numbers;

    public string Story => $"It was a morning in spring, number {seed}, and the kettle had just boiled.\n\nThen the telephone rang, and I knew from the first breath who it was.\n\nI have kept the cup ever since.";

    public string Title => $"The cup by the window {seed}";

    public string Reflection => $"I heard that a call came on an ordinary morning, and that the cup holds it. I am phone {seed}.";

    public async Task Join(string link)
    {
        await Page.GotoAsync(link);
        await Tap("I agree, and I want to take part");
        Words = await Page.Locator("#words").InnerTextAsync();
        await Tap("I have written them down");
    }

    /// <summary>The phone was closed and lost its cookies; the person comes back with the four words on another.</summary>
    public async Task ComeBack(IPage another, string address, string code)
    {
        await Page.Context.CloseAsync();
        Page = another;
        await Page.GotoAsync(address + "/return");
        await Page.GetByLabel("Code").FillAsync(code);
        await Page.GetByLabel("Four words").FillAsync(Words);
        await Tap("Come back");
    }

    /// <summary>
    /// A page that waits loads itself again when there is something to go on with. Where a test looks at one page for
    /// long, the page must not go from under its hands: it hears "not yet" until the test loads it again.
    /// </summary>
    public static async Task<IPage> MovesOnlyWhenTouched(IPage page)
    {
        await page.RouteAsync("**/here/*/ready?*", route => route.FulfillAsync(new() { ContentType = "application/json", Body = """{"ready":false}""" }));
        return page;
    }

    public Task Tap(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Goes on and waits for the page that comes then; where it does not come, says what stands there instead.</summary>
    public async Task GoOn(bool twice = false)
    {
        var from = Page.Url;
        await (twice ? DoubleTap("Go on") : Tap("Go on"));
        // Asks until it is so: waiting for the event misses one that comes just before (microsoft/playwright-dotnet 3364).
        try
        {
            await Assertions.Expect(Page).Not.ToHaveURLAsync(from);
        }
        catch (PlaywrightException problem)
        {
            throw new TimeoutException($"Still at {from}, which says:\n{await Page.Locator("body").InnerTextAsync()}", problem);
        }

        await Page.EvaluateAsync("() => document.readyState === 'complete' || new Promise(loaded => addEventListener('load', () => loaded(true)))");
    }

    public async Task<string> Heading() => await Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync();

    /// <summary>The step's address within the session: <c>predict.1</c>.</summary>
    public string Step => new Uri(Page.Url).AbsolutePath.Split('/')[^1];

    public async Task<bool> Waits() => await Page.Locator("[data-poll]").CountAsync() > 0;

    public async Task<bool> AtTheEnd() => await Heading() == "You are at the end";

    /// <summary>Gives an answer to everything the step asks.</summary>
    public async Task Answer()
    {
        await AnswerRadios();
        await AnswerSliders();
        await Write("title", Title);
        await Write("story", Story);
        await Write("heard", Reflection);
        await Write("missed", $"The colour of the cup, phone {seed}.");
    }

    /// <summary>Waits until the page says that the server has what was given.</summary>
    public Task UntilSaved() => Page.Locator("[data-saved-mark][data-state=saved]").WaitForAsync();

    public async Task<bool> AsksSomething() => await Page.Locator("form[data-save]").CountAsync() > 0;

    /// <summary>Two taps on the same spot, faster than any page can load.</summary>
    public async Task DoubleTap(string button)
    {
        var at = Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true });
        await at.EvaluateAsync("button => { button.click(); button.click(); }");
    }

    private async Task AnswerRadios()
    {
        var names = await Page.EvaluateAsync<string[]>(
            "[...new Set([...document.querySelectorAll('form[data-save] input[type=radio]')].map(input => input.name))]");
        foreach (var name in names)
        {
            var values = await Page.EvaluateAsync<string[]>(
                "name => [...document.getElementsByName(name)].map(input => input.value).filter(value => value !== 'declined')", name);
            var value = name == "harm" ? "0" : values[Choose(name, values.Length)];
            await Page.Locator($"input[name='{name}'][value='{value}']").CheckAsync(new() { Force = true });
            _numbers[$"{Step}/{name}"] = int.Parse(value);
        }
    }

    private async Task AnswerSliders()
    {
        var sliders = Page.Locator("[data-feeling] input[type=range]");
        for (var index = 0; index < await sliders.CountAsync(); index++)
        {
            var value = Choose($"paragraph.{index + 1}", 11) - 5;
            await sliders.Nth(index).FillAsync(value.ToString());
            _numbers[$"{Step}/paragraph.{index + 1}"] = value;
        }
    }

    private async Task Write(string name, string words)
    {
        var field = Page.Locator($"[name='{name}']:is(input[type=text], textarea)");
        if (await field.CountAsync() > 0)
            await field.FillAsync(words);
    }

    private int Choose(string name, int count) =>
        (int)((uint)string.Concat(Step, "/", name, "/", seed).Aggregate(17, (sum, letter) => unchecked(sum * 31 + letter)) % (uint)count);
}
