using System.Text.Json;
using Attune.App.Instruments;
using Attune.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Attune.Tests.Browser;

public sealed class StoryExchangeTests(ChromiumFixture chromium)
{
    private const int People = 6;
    private const int MostRounds = 60;

    private static readonly string[] Concern = ["moved", "sympathetic", "tender", "warm", "soft-hearted", "compassionate"];
    private static readonly string[] Distress = ["alarmed", "upset", "worried", "disturbed", "distressed", "troubled"];

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Six_people_go_from_the_set_up_link_to_the_report_and_every_answer_is_there_once(string database)
    {
        await using var server = await AttuneServer.Start(database);
        var looks = database == Databases.Sqlite ? new Album() : null;
        var steward = new Steward(await chromium.Page(new() { ViewportSize = new() { Width = 1280, Height = 900 } }), server);
        var complaints = Look.Complaints(steward.Page);
        await SetUpAndOpen(steward, looks);
        var (link, code) = (await steward.JoinLink(), await steward.JoinCode());
        await OnceMore(looks, steward.Page, "programme-open");

        var phones = new List<Phone>();
        for (var seed = 1; seed <= People; seed++)
            phones.Add(new Phone(await Phone.MovesOnlyWhenTouched(await chromium.Page(Phone.Size)), seed));
        foreach (var phone in phones)
        {
            if (phone == phones[0])
                await LookAtJoining(phone, link, looks);
            await phone.Join(link);
        }

        await Walk(phones, server, code, looks);

        await steward.Page.GetByRole(AriaRole.Link, new() { Name = "See where everyone is" }).ClickAsync();
        await OnceMore(looks, steward.Page, "live");
        await steward.Page.GoBackAsync();
        await steward.Page.GetByText("Close the programme").ClickAsync();
        await steward.Tap("Close for good");
        await OnceMore(looks, steward.Page, "programme-closed");

        await steward.Page.GetByRole(AriaRole.Link, new() { Name = "Read the report" }).ClickAsync();
        await OnceMore(looks, steward.Page, "report");
        await TheReportHasEveryAnswerOnce(steward.Page, phones);
        await EveryAnswerIsStoredOnce(server, phones);
        complaints.ShouldBeEmpty();
    }

    private static async Task SetUpAndOpen(Steward steward, Album? looks)
    {
        await steward.SetUp();
        await OnceMore(looks, steward.Page, "set-up");
        await steward.FinishSetUp();
        await OnceMore(looks, steward.Page, "programmes-none");
        await steward.DescribeProgramme("Tuesday circle");
        await OnceMore(looks, steward.Page, "programme-new");
        await steward.Tap("Make the programme");
        await OnceMore(looks, steward.Page, "programme-draft");
        await steward.Tap("Open the programme");
    }

    private static async Task LookAtJoining(Phone phone, string link, Album? looks)
    {
        await phone.Page.GotoAsync(link);
        await OnceMore(looks, phone.Page, "join");
    }

    // One reloads and taps twice at every step, one loses the phone midway and comes back with the words.
    private async Task Walk(List<Phone> phones, AttuneServer server, string code, Album? looks)
    {
        var (restless, lost) = (phones[1], phones[2]);
        var cameBack = false;
        for (var round = 0; round < MostRounds; round++)
        {
            var moved = false;
            foreach (var phone in phones)
            {
                if (await phone.AtTheEnd())
                {
                    await OnceMore(looks, phone.Page, "finished");
                    continue;
                }

                if (await phone.Waits())
                {
                    await OnceMore(looks, phone.Page, "waiting-" + phone.Step.Split('.')[0]);
                    await phone.Page.ReloadAsync();
                    continue;
                }

                await OnceMore(looks, phone.Page, "step-" + phone.Step.Split('.')[0]);
                await phone.Answer();
                if (await phone.AsksSomething())
                    await phone.UntilSaved();
                if (phone == restless)
                    await phone.Page.ReloadAsync();
                if (phone == lost && !cameBack && phone.Step == "own-profile")
                {
                    cameBack = true;
                    await phone.ComeBack(await Phone.MovesOnlyWhenTouched(await chromium.Page(Phone.Size)), server.Address, code);
                }

                await phone.GoOn(twice: phone == restless);
                moved = true;
            }

            if (!moved && await AllAtTheEnd(phones))
                return;
        }

        throw new TimeoutException("Somebody never came to the end.");
    }

    private static async Task<bool> AllAtTheEnd(List<Phone> phones)
    {
        foreach (var phone in phones)
        {
            if (!await phone.AtTheEnd())
                return false;
        }

        return true;
    }

    // The means of the report, by a second way: straight from what the phones tapped.
    private static async Task TheReportHasEveryAnswerOnce(IPage page, List<Phone> phones)
    {
        var json = await page.EvaluateAsync<string>("() => fetch(location.pathname + '.json').then(answer => answer.text())");
        using var report = JsonDocument.Parse(json);
        report.RootElement.GetProperty("flow").GetProperty("askedBoth").GetInt32().ShouldBe(People);
        foreach (var change in report.RootElement.GetProperty("changes").EnumerateArray())
        {
            var items = change.GetProperty("scale").GetString() == "concern" ? Concern : Distress;
            var figures = change.GetProperty("figures");
            figures.GetProperty("people").GetProperty("from").GetInt32().ShouldBe(People);
            figures.GetProperty("meanBefore").GetDouble().ShouldBe(Mean(phones, "before", items), 1e-12); // two orders of adding
            figures.GetProperty("meanAfter").GetDouble().ShouldBe(Mean(phones, "after", items), 1e-12);
        }
    }

    private static double Mean(List<Phone> phones, string wave, string[] items) => phones.Average(phone =>
        items.Average(item => phone.Numbers[$"{wave}/concern-distress-state.{item}"]));

    private static async Task EveryAnswerIsStoredOnce(AttuneServer server, List<Phone> phones)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var db = server.Install.Db();
        var organisation = await db.Organisations.SingleAsync(ct);
        db.Enter(organisation.Id);
        (await db.Drafts.CountAsync(ct)).ShouldBe(0);
        (await db.Stories.CountAsync(ct)).ShouldBe(People);
        (await db.Reflections.CountAsync(ct)).ShouldBe(People);
        (await db.Corrections.CountAsync(ct)).ShouldBe(People);

        var given = phones.SelectMany(phone => phone.Numbers)
            .Where(answer => !answer.Key.EndsWith("/harm", StringComparison.Ordinal) && !answer.Key.EndsWith("/verdict", StringComparison.Ordinal))
            .Where(answer => !answer.Key.Contains("/paragraph.") && !answer.Key.EndsWith(".sure", StringComparison.Ordinal))
            .ToList();
        var responses = await db.Responses.AsNoTracking().ToListAsync(ct);
        responses.Sum(response => response.Answers.Count(PackedAnswers.IsValue)).ShouldBe(given.Count);
        var versions = await db.Documents.ToDictionaryAsync(document => document.Id, document => document.DocumentId, ct);
        foreach (var instrument in versions.Values.Distinct())
        {
            var values = responses.Where(response => versions[response.InstrumentVersionId] == instrument)
                .SelectMany(response => response.Answers).Where(PackedAnswers.IsValue).Select(code => (int)code).Order();
            var item = server.Install.Installation.Library.Instrument(instrument)?.Items[0];
            var expected = given.Where(answer => answer.Key.Contains($"/{instrument}.")).Select(answer => answer.Value - (item?.Minimum ?? 0)).Order();
            values.ShouldBe(expected, instrument);
        }
    }

    private static Task OnceMore(Album? looks, IPage page, string name) => looks?.Take(page, name) ?? Task.CompletedTask;
}
