using Attune.Tests.Storage;
using Attune.Tests.Studies.Conduct;

namespace Attune.Tests.Web;

/// <summary>How a study ends, over the real host.</summary>
public sealed class StudyEndOverHttpTests
{
    [Fact]
    public async Task What_is_asked_for_too_early_or_without_a_reason_is_refused_with_what_to_do()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var site = await Site.Start(install);
        var organisation = await site.Organisation("Harbour Hospice", "steward@example.org");
        var room = await StudyRoom.Running(install, owner: organisation.Id);
        await room.People(4);
        var steward = await site.SignedIn("steward@example.org");
        var study = $"/o/{organisation.Slug}/programmes/{room.Programme}/study";
        var page = await steward.Get(study);
        page.Text.ShouldContain("Whoever will judge the results should not look there");

        var unsaid = await steward.Submit(page, "/stop", ("why", " "));
        (unsaid.Status, unsaid.Text.Contains("Write why it is stopped", StringComparison.Ordinal)).ShouldBe((422, true));
        var early = await Post(steward, page, $"{study}/open");
        (early.Status, early.Text.Contains("The outcomes stay closed until", StringComparison.Ordinal)).ShouldBe((409, true));
        var closed = await Post(steward, page, $"{study}/unmask");
        (closed.Status, closed.Text.Contains("Open the outcomes first", StringComparison.Ordinal)).ShouldBe((409, true));

        (await steward.Submit(page, "/stop", ("why", "Two people asked for help."))).Location.ShouldBe(study);
        var twice = await steward.Submit(page, "/stop", ("why", "Again."));
        (twice.Status, twice.Text.Contains("does not run any more", StringComparison.Ordinal)).ShouldBe((409, true));
        (await steward.Submit(await steward.Get(study), "/open")).Location.ShouldBe(study);
        var file = await steward.Get($"{study}/report.md");
        (file.Status, file.Text.Contains("Nothing leaves as a file", StringComparison.Ordinal)).ShouldBe((409, true));
        (await steward.Get($"{study}/allocation.zip")).Status.ShouldBe(404);
    }

    // The page has no such button yet, so it is asked as somebody would with the address alone.
    private static Task<Answer> Post(Visitor steward, Answer page, string path) => steward.Post(path, [new("__RequestVerificationToken", page.Token)]);
}
