using Attune.Tests.Storage;
using Microsoft.Playwright;

namespace Attune.Tests.Browser;

public sealed class WaitingPageTests(ChromiumFixture chromium)
{
    private const int MostSteps = 20;

    [Fact]
    public async Task Somebody_who_waits_is_taken_on_without_a_touch_when_another_has_told()
    {
        await using var server = await AttuneServer.Start(Databases.Sqlite);
        var steward = new Steward(await chromium.Page(), server);
        await steward.SetUp();
        await steward.FinishSetUp();
        await steward.DescribeProgramme("Tuesday circle");
        await steward.Tap("Make the programme");
        await steward.Tap("Open the programme");
        var link = await steward.JoinLink();
        var first = new Phone(await chromium.Page(Phone.Size), seed: 1);
        var second = new Phone(await Phone.MovesOnlyWhenTouched(await chromium.Page(Phone.Size)), seed: 2);
        await first.Join(link);
        await second.Join(link);

        await GoOnUntilWaiting(first);
        await GoOnUntilWaiting(second);

        await first.Page.Locator("[data-poll]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await first.Page.GetByRole(AriaRole.Button, new() { Name = "Go on", Exact = true }).CountAsync()).ShouldBe(1);
    }

    // The second has a story of the first as soon as both have told, so it stops at the first step that shows one.
    private static async Task GoOnUntilWaiting(Phone phone)
    {
        for (var steps = 0; steps < MostSteps; steps++)
        {
            if (await phone.Waits() || phone.Step.StartsWith("first-picture", StringComparison.Ordinal))
                return;
            await phone.Answer();
            if (await phone.AsksSomething())
                await phone.UntilSaved();
            await phone.GoOn();
        }

        throw new TimeoutException("Nobody ever had to wait.");
    }
}
