using Attune.App.Reminders;
using Attune.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Attune.Tests.Browser;

/// <summary>The pages of two people who go through the practice that asks for everything, and of what brings them back.</summary>
public sealed class MeasurePagesTests(ChromiumFixture chromium)
{
    private const int MostRounds = 80;

    private static readonly string[] Pictured =
        ["side", "minds-before", "help", "stay", "debrief", "reply"];

    [Fact]
    public async Task Two_people_walk_the_two_sides_and_every_page_can_be_read_on_a_phone()
    {
        await using var server = await AttuneServer.Start(Databases.Sqlite);
        var steward = new Steward(await chromium.Page(), server);
        await steward.SetUp();
        await steward.FinishSetUp();
        await steward.Page.GetByRole(AriaRole.Link, new() { Name = "New programme" }).ClickAsync();
        await steward.Page.GetByText("Choose another practice").ClickAsync();
        await steward.Page.GetByRole(AriaRole.Link, new() { Name = "Two sides" }).ClickAsync();
        await steward.Page.GetByLabel("Name of the programme").FillAsync("Thursday circle");
        await steward.Page.GetByLabel("What people agree to").FillAsync(Steward.Consent);
        await steward.Tap("Make the programme");
        await Look.At(steward.Page, "helping-draft");
        await steward.Tap("I approve it for this programme");
        await steward.Tap("Open the programme");
        var link = await steward.JoinLink();
        Phone[] phones =
        [
            new(await Phone.MovesOnlyWhenTouched(await chromium.Page(Phone.Size)), seed: 1),
            new(await Phone.MovesOnlyWhenTouched(await chromium.Page(Phone.Size)), seed: 2),
        ];
        foreach (var phone in phones)
            await phone.Join(link);
        var album = new Album();
        var met = new HashSet<string>();

        for (var round = 0; round < MostRounds && !(await phones[0].AtTheEnd() && await phones[1].AtTheEnd()); round++)
            foreach (var phone in phones)
                await GoOn(phone, album, met, writes: phone == phones[0]);

        (await phones[0].AtTheEnd() && await phones[1].AtTheEnd()).ShouldBeTrue();
        met.ShouldContain("reply");
        met.ShouldContain("debrief");
        await Plan(server);
        await phones[0].Page.ReloadAsync();
        await phones[0].Page.GetByRole(AriaRole.Link, new() { Name = "When to come back" }).ClickAsync();
        await Look.At(phones[0].Page, "reminders");
        await phones[0].Page.GetByRole(AriaRole.Link, new() { Name = "Open the card" }).ClickAsync();
        await Look.At(phones[0].Page, "reminder-card");
    }

    // The first asks and helps; the second asks and leaves.
    private static async Task GoOn(Phone phone, Album album, HashSet<string> met, bool writes)
    {
        await phone.Page.GotoAsync(new Uri(new Uri(phone.Page.Url), "/here").ToString());
        if (await phone.AtTheEnd() || await phone.Waits())
            return;
        var step = phone.Step;
        met.Add(step);
        if (Pictured.Contains(step))
            await album.Take(phone.Page, "step-" + step);
        await phone.Answer();
        var field = phone.Page.Locator("textarea[name=wish], textarea[name=lines]");
        if (await field.CountAsync() > 0 && (step == "ask" || writes))
            await field.FillAsync("How did you get through the waiting?");
        if (await phone.AsksSomething() && (step != "help" || writes))
            await phone.UntilSaved();
        await phone.GoOn();
    }

    private static async Task Plan(AttuneServer server)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var door = server.Install.Db();
        var organisation = await door.Organisations.Select(o => o.Id).SingleAsync(ct);
        await using var db = server.Install.Db(organisation);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var person in await db.Participants.Select(p => p.Id).ToListAsync(ct))
            await PlanWaves.Handle(new PlanWaves.Request(person, [new("after", now, now.AddDays(7)), new("follow-up", now.AddDays(60), now.AddDays(74))]), db, ct);
    }
}
