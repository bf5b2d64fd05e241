using Attune.App.Reminders;
using Attune.Tests.Reminders;
using Attune.Tests.Storage;
using Attune.Web.Host;
using Attune.Web.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Attune.Tests.Web;

/// <summary>What somebody is offered so that they come back, over the real host.</summary>
public sealed class RemindersOverHttpTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_mail_server_there_is_a_calendar_file_and_a_card_and_no_address_is_asked()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var site = await Site.Start(install);
        var (_, organisation, programme, code) = await site.Running(title: "Grief circle");
        var person = await site.Joined(code);
        await Plan(install, organisation.Id, programme);

        var page = await person.Get("/reminders");
        var file = await person.Get("/reminders/calendar.ics");
        var card = await person.Get("/reminders/card");

        page.Status.ShouldBe(200);
        page.Html.QuerySelector("[name=address]").ShouldBeNull();
        file.Headers["Content-Type"].ShouldHaveSingleItem().ShouldStartWith("text/calendar");
        file.Body.Split("BEGIN:VEVENT").Length.ShouldBe(3);
        foreach (var telling in new[] { "Grief", "circle", "Hospice", "programme" })
            file.Body.ShouldNotContain(telling, Case.Insensitive);
        card.Html.QuerySelector("svg.qr").ShouldNotBeNull();
        card.Text.ShouldContain("/return?code=" + code);
        foreach (var word in person.Words.Split(' '))
            card.Text.ShouldNotContain(word);
        (await person.Post("/reminders", [new("__RequestVerificationToken", page.Token), new("address", "a@example.org")])).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Nobody_else_sees_when_somebody_comes_back()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var site = await Site.Start(install);
        var (steward, organisation, programme, code) = await site.Running();
        await site.Joined(code);
        await Plan(install, organisation.Id, programme);
        var other = await site.Joined(code);

        (await other.Get("/reminders/calendar.ics")).Body.ShouldNotContain("VEVENT");
        foreach (var path in new[] { "/reminders", "/reminders/calendar.ics", "/reminders/card" })
        {
            (await steward.Get(path)).Location.ShouldBe("/return", path);
            (await site.Visitor().Get(path)).Location.ShouldBe("/return", path);
        }
    }

    [Fact]
    public async Task An_address_is_kept_refused_and_deleted_and_the_host_sends_to_it()
    {
        await using var post = new PostOffice();
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var app = AttuneHost.Build(
            install.Installation, "http://127.0.0.1:0", clock: install.Clock, mail: new SmtpSender(new SmtpSettings("127.0.0.1", post.Port, null, null, "r@example.org")));
        await app.StartAsync(Ct);
        await using var site = Site.Around(install, app);
        var (_, organisation, programme, code) = await site.Running();
        var person = await site.Joined(code);
        await Plan(install, organisation.Id, programme);

        var refused = await person.Submit(await person.Get("/reminders"), "/reminders", ("address", "not an address"));
        refused.Status.ShouldBe(422);
        refused.Text.ShouldContain("This is not one e-mail address");
        (await person.Submit(await person.Get("/reminders"), "/reminders", ("address", "amal@example.org"))).Location.ShouldBe("/reminders");
        var kept = await person.Get("/reminders");
        kept.Body.ShouldNotContain("amal@example.org"); // whoever takes up the phone does not read it
        await app.Services.GetServices<IHostedService>().OfType<ReminderJob>().Single().Round(Ct);
        post.Taken.Count.ShouldBe(1);
        var stop = "/reminders/stop/" + post.Taken.Single().Split("/reminders/stop/")[1].Split('\n')[0].Trim();
        var stranger = site.Visitor();
        (await stranger.Submit(await stranger.Get(stop), stop)).Text.ShouldContain("The address is deleted");

        await using var db = install.Db(organisation.Id);
        (await db.ReminderAddresses.CountAsync(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_steward_approves_asking_for_help_before_opening_and_not_afterwards()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var site = await Site.Start(install);
        var organisation = await site.Organisation("Harbour Hospice", "steward@example.org");
        var steward = await site.SignedIn("steward@example.org");
        var form = await steward.Get($"/o/{organisation.Slug}/programmes/new?practice=two-sides");
        form.Text.ShouldContain("Something is decided by chance");
        var homes = new List<string>();
        foreach (var title in new[] { "With", "Without" })
            homes.Add((await steward.Submit(form, "/programmes/new", ("title", title), ("consent", Site.Consent))).Location.ShouldNotBeNull());

        await steward.Submit(await steward.Get(homes[0]), "/approve-helping");
        foreach (var home in homes)
            await steward.Submit(await steward.Get(home), "/open");
        var (approved, without) = (await steward.Get(homes[0]), await steward.Get(homes[1]));
        var late = await steward.Post(homes[1] + "/approve-helping", [new("__RequestVerificationToken", without.Token)]);

        late.Location.ShouldBe(homes[1]);
        approved.Html.GetElementById("helping-commitment")!.TextContent.Trim().Length.ShouldBe(64);
        approved.Html.GetElementById("helping-seed").ShouldBeNull();
        without.Text.ShouldContain("Not approved");
        await using var db = install.Db(organisation.Id);
        (await db.HelpingApprovals.SingleAsync(Ct)).ProgrammeId.ToString().ShouldBe(homes[0].Split('/')[^1]);
        await steward.Submit(await steward.Get(homes[0]), "/close");
        var seed = (await steward.Get(homes[0])).Html.GetElementById("helping-seed")!.TextContent.Trim();
        App.Studies.Allocations.AllocationSeed.Parse(seed)!.Commitment(install.Installation.Library.Practice("two-sides")!.Hash)
            .ShouldBe(approved.Html.GetElementById("helping-commitment")!.TextContent.Trim());
    }

    private static async Task Plan(TestInstall install, Guid organisation, Guid programme)
    {
        var now = install.Clock.GetUtcNow();
        await using var db = install.Db(organisation);
        var person = await db.Participants.SingleAsync(p => p.ProgrammeId == programme, Ct);
        await PlanWaves.Handle(new PlanWaves.Request(person.Id, [new("after", now, now.AddDays(7)), new("follow-up", now.AddDays(60), now.AddDays(74))]), db, Ct);
    }
}
