using System.Text.Json;
using Attune.Tests.Storage;
using Microsoft.Playwright;

namespace Attune.Tests.Browser;

public sealed class TakeBackTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task On_a_phone_a_person_asks_for_everything_back_thinks_better_of_it_asks_again_and_has_a_receipt()
    {
        await using var server = await AttuneServer.Start(Databases.Sqlite);
        var steward = new Steward(await chromium.Page(), server);
        await steward.SetUp();
        await steward.FinishSetUp();
        await steward.DescribeProgramme("Tuesday circle");
        await steward.Tap("Make the programme");
        await steward.Tap("Open the programme");
        var phone = new Phone(await chromium.Page(Phone.Size), seed: 1);
        await phone.Join(await steward.JoinLink());
        var page = phone.Page;

        await Open(page);
        await Look.At(page, "take-back");
        await page.Locator("input[name=days][value='3']").CheckAsync(new() { Force = true });
        await phone.Tap("Take everything back");
        await Assertions.Expect(page.GetByText("Until then you can come back")).ToBeVisibleAsync();
        await Look.At(page, "receipt-waits");

        await page.GotoAsync(server.Address + "/here");
        await Open(page);
        await Look.At(page, "take-back-asked");
        await phone.Tap("Keep everything after all");
        await Assertions.Expect(page).ToHaveURLAsync(server.Address + "/here/arrive");

        await Open(page);
        await phone.Tap("Take everything back");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Nothing has been changed");
        await page.Locator("input[name=days][value='0']").CheckAsync(new() { Force = true });
        await phone.Tap("Take everything back");
        await Assertions.Expect(page.GetByText("Everything you gave has been taken back.")).ToBeVisibleAsync();
        await Look.At(page, "receipt");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Save the receipt" }).ClickAsync());
        using var receipt = JsonDocument.Parse(await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        receipt.RootElement.GetProperty("receipt").GetString().ShouldNotBeNull().ShouldContain("Harbour Street Centre");
        await page.GotoAsync(server.Address + "/here");
        await Assertions.Expect(page).ToHaveURLAsync(server.Address + "/return");
    }

    private static async Task Open(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Take everything back" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Take everything back" })).ToBeVisibleAsync();
    }
}
