using System.Text.Json.Nodes;
using Attune.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.Tests.Web;

/// <summary>The pages that write a plan, over the real host.</summary>
public sealed class StudyDraftOverHttpTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Helping_is_planned_with_a_name_and_words_and_approved_by_whoever_is_signed_in()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var site = await Site.Start(install);
        var (steward, study) = await Draft(site, "two-sides");
        (await steward.Submit(await steward.Get($"{study}/design"), "/design", ("design", "wait-list"), ("site", ""), ("levels", ""))).Location.ShouldBe($"{study}/outcomes");
        var page = await steward.Get($"{study}/outcomes");
        page.Html.QuerySelectorAll("details.fold").Length.ShouldBeGreaterThan(3);
        page.Html.QuerySelectorAll("details.fold[open]").Length.ShouldBe(1);
        (string, string)[] chosen = [("use.practice.helped", "Main"), ("use.picture-of-them.threat", "Main"), ("use.picture-of-them.gap-regard-size", "AsWell"), ("approved-text", "One request, really made.")];

        var unnamed = await steward.Submit(page, "/outcomes", [.. chosen, ("approved-by", "")]);
        unnamed.Status.ShouldBe(422);
        unnamed.Text.ShouldContain("Give your name if you approve that people are asked for help");
        (await Approvals(install)).ShouldBe(0);
        (await steward.Submit(unnamed, "/outcomes", [.. chosen.SkipLast(1), ("approved-by", "Amal Haddad"), ("approved-text", "")])).Status.ShouldBe(422);
        (await Approvals(install)).ShouldBe(0); // of no words
        (await steward.Submit(unnamed, "/outcomes", [.. chosen, ("approved-by", "Amal Haddad")])).Location.ShouldBe($"{study}/times");

        (await Approvals(install)).ShouldBe(1);
        var plan = JsonNode.Parse((await steward.Get($"{study}/study.json")).Body)!;
        plan["conduct"]!["helping"]!["approvedBy"]!.GetValue<string>().ShouldBe("Amal Haddad");
        plan["conduct"]!["helping"]!["approvedOn"]!.GetValue<string>().ShouldBe("2026-05-04");
        plan["measures"]!.AsArray().Select(measure => measure!["columns"]!.AsObject().Last().Value![0]!.GetValue<string>())
            .ShouldBe(["before.picture-of-them.afraid", "before.picture-of-them.gap-regard-size", "after.practice.helped"], ignoreOrder: true);
        page = await steward.Get($"{study}/outcomes");
        page.Html.QuerySelectorAll("details.fold[open]").Length.ShouldBe(2);

        await steward.Submit(page, "/outcomes", ("use.practice.helped", "NotAsked"), ("approved-by", ""), ("approved-text", ""));
        (await Approvals(install)).ShouldBe(0); // nobody is asked, so nothing is approved
    }

    [Fact]
    public async Task Whole_groups_are_named_on_the_page_about_the_design()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var site = await Site.Start(install);
        var (steward, study) = await Draft(site, "story-exchange");

        var few = await steward.Submit(await steward.Get($"{study}/design"), "/design", ("design", "cluster"), ("clusters", "Class 7a\nClass 7b\nClass 8a"));
        few.Status.ShouldBe(422);
        few.Text.ShouldContain("Name at least four groups");
        few.Html.QuerySelector("textarea[name=clusters]")!.TextContent.ShouldContain("Class 7b");
        (await steward.Submit(few, "/design", ("clusters", "Class 7a\nClass 7b\nClass 8a\nClass 8b"))).Location.ShouldBe($"{study}/outcomes");

        var plan = JsonNode.Parse((await steward.Get($"{study}/study.json")).Body)!;
        plan["conduct"]!["clusters"]!.AsArray().Count.ShouldBe(4);
        (plan["allocation"]!["unit"]!.GetValue<string>(), plan["data"]!["cluster"]!.GetValue<string>()).ShouldBe(("cluster", "cluster"));
    }

    private static async Task<(Visitor Steward, string Study)> Draft(Site site, string practice)
    {
        var organisation = await site.Organisation("Harbour Hospice", "steward@example.org");
        var steward = await site.SignedIn("steward@example.org");
        var made = await steward.Submit(await steward.Get($"/o/{organisation.Slug}/programmes/new?practice={practice}"), "/programmes/new", ("title", "Listening at the harbour"), ("consent", Site.Consent));
        var study = made.Location.ShouldNotBeNull() + "/study";
        (await steward.Submit(await steward.Get(study), "/begin")).Location.ShouldBe($"{study}/question");
        return (steward, study);
    }

    private static async Task<int> Approvals(TestInstall install)
    {
        await using var db = install.Db();
        return await db.HelpingApprovals.IgnoreQueryFilters().CountAsync(Ct);
    }
}
