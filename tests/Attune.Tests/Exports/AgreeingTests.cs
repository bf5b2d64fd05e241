using Attune.App.Consents;
using Attune.App.Programmes;
using Attune.Tests.Browser;
using Attune.Tests.Storage;
using Attune.Web.People;
using Microsoft.EntityFrameworkCore;

namespace Attune.Tests.Exports;

/// <summary>Whoever joins is asked, where the programme asks; a box that is left empty is a no.</summary>
public sealed class AgreeingTests(ChromiumFixture chromium)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, true, ConsentTier.Rows)]
    [InlineData(true, false, ConsentTier.Together)]
    [InlineData(false, false, ConsentTier.Together)]
    public async Task A_person_says_whether_their_answers_may_be_used_one_by_one(bool asks, bool ticks, ConsentTier tier)
    {
        await using var server = await AttuneServer.Start(Databases.Sqlite);
        await using var room = new ExportRoom(await Reports.ReportRoom.In(server.Install), asks);
        await room.Room.Save();
        await room.Room.Db.Programmes.Where(p => p.Id == room.Room.Programme.Id).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.StartsOn, new DateOnly(2000, 1, 1)).SetProperty(p => p.EndsOn, new DateOnly(2999, 1, 1)), Ct);
        var page = await chromium.Page();
        await page.GotoAsync(server.Address + PeoplePlaces.Join(room.Room.Programme.JoinCode));
        (await page.Locator("[name=rows]").CountAsync()).ShouldBe(asks ? 1 : 0);
        if (asks && ticks)
            await Look.At(page, "join-rows");
        if (ticks)
            await page.Locator("label[for=field-rows]").ClickAsync();
        await page.Locator("[name=agree]").ClickAsync();
        await Microsoft.Playwright.Assertions.Expect(page).ToHaveURLAsync(server.Address + PeoplePlaces.Words);

        await using var db = server.Install.Db(room.Room.Programme.OrganisationId);
        var record = await db.ConsentRecords.SingleAsync(Ct);
        record.Tier.ShouldBe(tier);
        record.TextHash.ShouldBe((await db.ConsentVersions.OrderByDescending(v => v.Number).FirstAsync(Ct)).Hash);
    }
}
