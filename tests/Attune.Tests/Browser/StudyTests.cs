using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Attune.App.Bots;
using Attune.App.Programmes;
using Attune.App.Studies.Allocations;
using Attune.Tests.Storage;
using Microsoft.Playwright;

namespace Attune.Tests.Browser;

public sealed class StudyTests(ChromiumFixture chromium)
{
    private const int People = 24;

    [Fact]
    public async Task A_steward_designs_a_waiting_list_trial_locks_it_cannot_look_early_unmasks_and_takes_it_home()
    {
        await using var server = await AttuneServer.Start(Databases.Sqlite, ownClock: true);
        var looks = new Album();
        var steward = new Steward(await chromium.Page(new() { ViewportSize = new() { Width = 1280, Height = 900 } }), server);
        var complaints = Look.Complaints(steward.Page);
        var page = steward.Page;
        await steward.SetUp();
        await steward.FinishSetUp();
        await steward.DescribeProgramme("Tuesday circle");
        await steward.Tap("Make the programme");
        var programme = page.Url;

        await Design(steward, looks);
        await page.GetByLabel("Your name").FillAsync("Amal Haddad");
        await steward.Tap("Lock the plan");
        await looks.Take(page, "study-locked");
        var commitment = await Defined(page, "Commitment to the seed");

        await page.GotoAsync(programme);
        await steward.Tap("Open the programme");
        var (link, code) = (await steward.JoinLink(), await steward.JoinCode());
        await Somebody(link, looks);

        await page.GotoAsync(programme + "/study/report");
        (await Heading(page)).ShouldBe("The outcomes are closed");
        await looks.Take(page, "study-closed");

        var clock = server.Install.Clock;
        var walked = (await WalkStudy.Handle(new WalkStudy.Request(JoinCode.Normalise(code), People, 3), server.Install.Installation, clock, clock.Advance, TestContext.Current.CancellationToken))
            .ShouldBeOfType<WalkStudy.Outcome.Walked>();
        walked.Answered["before"].ShouldBe(People);

        await SignIn(steward, server);
        await page.GotoAsync(programme + "/study");
        (await Defined(page, "Joined")).ShouldBe((People + 1).ToString());
        (await Defined(page, "Answered: after")).ShouldBe(walked.Answered["after"].ToString());
        await looks.Take(page, "study-running");
        (await page.GetByRole(AriaRole.Button, new() { Name = "Open the outcomes" }).CountAsync()).ShouldBe(0);
        foreach (var early in new[] { "report", "report.pdf", "report.md", "report.json", "reproduce.zip" })
            (await page.APIRequest.GetAsync($"{programme}/study/{early}")).Status.ShouldBe(409, early);
        (await page.APIRequest.GetAsync($"{programme}/study/allocation.zip")).Status.ShouldBe(404);

        clock.Advance(TimeSpan.FromDays(150));
        await SignIn(steward, server);
        await page.GotoAsync(programme + "/study");
        await steward.Tap("Open the outcomes");
        await looks.Take(page, "study-opened");
        var head = await Defined(page, "Last hash of the allocation log");
        await page.GetByRole(AriaRole.Link, new() { Name = "Read the report with groups A and B" }).ClickAsync();
        (await page.ContentAsync()).ShouldNotContain("Beginning later");
        await looks.Take(page, "study-report-masked");
        foreach (var masked in new[] { "report.json", "report.md", "report.pdf", "reproduce.zip" })
            (await page.APIRequest.GetAsync($"{programme}/study/{masked}", new() { MaxRedirects = 0 })).Status.ShouldBe(409, masked);
        (await page.APIRequest.GetAsync($"{programme}/study/allocation.zip")).Status.ShouldBe(404);

        await page.GotoAsync(programme + "/study");
        await steward.Tap("Unmask the groups");
        await looks.Take(page, "study-unmasked");
        (await page.GetByRole(AriaRole.Link, new() { Name = "The report to print or pass on (PDF)" }).GetAttributeAsync("href")).ShouldNotBeNull().ShouldEndWith("/study/report.pdf");
        await page.GetByRole(AriaRole.Link, new() { Name = "Read the report", Exact = true }).ClickAsync();
        (await page.ContentAsync()).ShouldContain("Beginning later");
        await looks.Take(page, "study-report");

        await Downloads(page, programme, commitment, head);
        // Twice the page says no with a status of its own, which browsers write down.
        complaints.Where(complaint => !complaint.Contains("status of 409", StringComparison.Ordinal) && !complaint.Contains("status of 422", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static async Task Design(Steward steward, Album looks)
    {
        var page = steward.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "A study: compare before and after, or with people who wait" }).ClickAsync();
        await looks.Take(page, "study-none");
        await steward.Tap("Plan a study");
        await steward.Tap("Keep and go on");
        (await page.Locator(".error-summary").InnerTextAsync()).ShouldContain("Say what you want to find out.");
        await looks.Take(page, "study-question");
        await page.GetByLabel("What you want to find out").FillAsync("Do exchanged stories make people feel more for others, and do they upset them?");
        await steward.Tap("Keep and go on");
        await looks.Take(page, "study-design");
        await steward.Tap("Keep and go on");
        await Choose(page, "use.concern-distress-state.concern", "Main");
        await Choose(page, "use.concern-distress-state.distress", "Main");
        await looks.Take(page, "study-outcomes");
        await steward.Tap("Keep and go on");
        await looks.Take(page, "study-times");
        await steward.Tap("Keep and go on");
        await page.GetByLabel("How many people you expect").FillAsync(People.ToString());
        await steward.Tap("Keep and see what it can detect");
        await page.GetByText("Nothing believable").WaitForAsync();
        await looks.Take(page, "study-people");
        await page.GetByLabel("How many people you expect").FillAsync("160");
        await steward.Tap("Keep and go on");
        await looks.Take(page, "study-review");
    }

    private static Task Choose(IPage page, string field, string value) =>
        page.Locator($"input[name='{field}'][value='{value}']").CheckAsync(new() { Force = true });

    // One person on a real phone, so that what people see is looked at.
    private async Task Somebody(string link, Album looks)
    {
        var phone = new Phone(await chromium.Page(Phone.Size), 1);
        await phone.Page.GotoAsync(link);
        await looks.Take(phone.Page, "study-join");
        await phone.Join(link);
        (await phone.Heading()).ShouldBe("Some questions before anything else");
        await looks.Take(phone.Page, "study-first-questions");
        await phone.Answer();
        await phone.UntilSaved();
        await phone.Page.ReloadAsync();
        (await phone.Page.Locator("input[type=radio]:checked").CountAsync()).ShouldBe(12);
        await phone.Tap("Go on");
        if (await phone.Page.GetByText("Beginning later").CountAsync() > 0)
            await looks.Take(phone.Page, "study-waiting");
    }

    private static async Task SignIn(Steward steward, AttuneServer server)
    {
        await steward.Page.GotoAsync(server.Address + "/sign-in");
        await steward.Page.GetByLabel("E-mail address").FillAsync("steward@example.org");
        await steward.Page.GetByLabel("Password").FillAsync("lantern over the harbour");
        await steward.Tap("Sign in");
    }

    private static Task<string> Defined(IPage page, string term) =>
        page.Locator(".definition", new() { Has = page.GetByText(term, new() { Exact = true }) }).Locator("dd").InnerTextAsync();

    private static Task<string> Heading(IPage page) => page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync();

    private static async Task Downloads(IPage page, string programme, string commitment, string head)
    {
        (await Text(page, $"{programme}/study/report.md")).ShouldStartWith("# Tuesday circle");
        JsonDocument.Parse(await Text(page, $"{programme}/study/report.json")).RootElement.GetProperty("locked").GetString().ShouldBe("Locked");
        (await Text(page, $"{programme}/study/preregistration.md")).ShouldContain(commitment);
        (await Text(page, $"{programme}/study/report.pdf")).ShouldStartWith("%PDF-1.7");
        var folder = (await Files(page, $"{programme}/study/reproduce.zip")).Keys;
        folder.ShouldContain("summaries.csv");
        folder.ShouldContain("report.pdf");
        var allocation = await Files(page, $"{programme}/study/allocation.zip");
        VerifyAllocation.Handle(new VerifyAllocation.Request(allocation["study.json"], allocation["allocation.jsonl"], allocation["seed.txt"], commitment, head))
            .ShouldBeOfType<VerifyAllocation.Outcome.Follows>();
    }

    private static async Task<string> Text(IPage page, string address)
    {
        var answer = await page.APIRequest.GetAsync(address);
        answer.Status.ShouldBe(200, address);
        return await answer.TextAsync();
    }

    private static async Task<Dictionary<string, string>> Files(IPage page, string address)
    {
        var answer = await page.APIRequest.GetAsync(address);
        answer.Status.ShouldBe(200, address);
        using var zip = new ZipArchive(new MemoryStream(await answer.BodyAsync()));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        });
    }
}
