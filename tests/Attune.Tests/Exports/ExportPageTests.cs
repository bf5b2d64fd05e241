using System.IO.Compression;
using System.Net;
using Attune.App.Consents;
using Attune.App.Organisations;
using Attune.Tests.Browser;
using Attune.Tests.Reports;
using Attune.Tests.Storage;
using Attune.Web.Exports;
using Microsoft.EntityFrameworkCore;

namespace Attune.Tests.Exports;

public sealed class ExportPageTests(ChromiumFixture chromium)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_steward_reads_what_is_in_it_and_takes_it_away()
    {
        await using var server = await AttuneServer.Start(Databases.Sqlite);
        var page = await chromium.Page();
        var steward = new Steward(page, server);
        await steward.SetUp();
        await steward.FinishSetUp();
        await using var room = new ExportRoom(await ReportRoom.In(server.Install), asks: true);
        await Invite(room);
        room.People(14, ConsentTier.Rows);
        room.People(2, ConsentTier.Together);
        var address = server.Address + ExportPlaces.Page("house", room.Room.Programme.Id);
        await room.Room.Save();
        (await page.GotoAsync(address))!.Status.ShouldBe(409);
        await Look.At(page, "export-none");

        await room.Close();
        var complaints = Look.Complaints(page);
        await page.GotoAsync(address);
        (await page.Locator("main").InnerTextAsync()).ShouldContain("11 people, who agreed to this."); // three are held back
        await Look.At(page, "export");
        await page.Locator("label[for=field-format-2]").ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Download" }).ClickAsync());
        complaints.ShouldBeEmpty();

        download.SuggestedFilename.ShouldStartWith("answers-");
        await download.SaveAsAsync(room.Folder() + ".zip");
        using var archive = await ZipFile.OpenReadAsync(room.Folder() + ".zip", Ct);
        archive.Entries.Select(entry => entry.FullName).ShouldContain("manifest.json");
        archive.GetEntry("spss/people.sav")!.Length.ShouldBeGreaterThan(1_000);
        using var rows = new StreamReader(await archive.GetEntry("csv/people.csv")!.OpenAsync(Ct));
        (await rows.ReadToEndAsync(Ct)).TrimEnd().Split('\n').Length.ShouldBe(1 + 11);
    }

    [Fact]
    public async Task Nobody_else_gets_rows_not_even_with_the_address()
    {
        await using var server = await AttuneServer.Start(Databases.Sqlite);
        await using var room = new ExportRoom(await ReportRoom.In(server.Install), asks: true);
        room.People(9, ConsentTier.Rows);
        await room.Close();
        string[] addresses = [ExportPlaces.Page("house", room.Room.Programme.Id), ExportPlaces.Archive("house", room.Room.Programme.Id)];
        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(server.Address) };
        foreach (var address in addresses)
            (await stranger.GetAsync(address, Ct)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var page = await chromium.Page();
        var steward = new Steward(page, server); // of another organisation
        await steward.SetUp();
        await steward.FinishSetUp();
        foreach (var address in addresses)
            (await page.Context.APIRequest.GetAsync(server.Address + address)).Status.ShouldBe(404);
    }

    private static async Task Invite(ExportRoom room)
    {
        await using var db = room.Room.Install.Db(room.Room.Programme.OrganisationId);
        var user = await db.Users.SingleAsync(Ct);
        db.Memberships.Add(new Membership { OrganisationId = room.Room.Programme.OrganisationId, UserId = user.Id, Since = room.Room.Install.Clock.GetUtcNow() });
        await db.SaveChangesAsync(Ct);
    }
}
