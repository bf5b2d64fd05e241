using System.Text.RegularExpressions;
using Attune.App.Practices;
using Attune.App.Programmes;
using Attune.App.Sessions;
using Attune.Tests.Reports;
using Attune.Tests.Storage;

namespace Attune.Tests.Sessions;

public sealed class AskedTests
{
    [Fact]
    public async Task Each_kind_of_step_says_what_it_asks_and_when()
    {
        await using var room = await ReportRoom.Create(Databases.Sqlite);
        await room.Save();
        var documents = await ProgrammeDocuments.Load(room.Db, room.Shelf, room.Programme, TestContext.Current.CancellationToken);

        Asked.In(documents).Select(asked => $"{asked.Instrument.Document.Id} {asked.Wave} {asked.Use}").ShouldBe(
        [
            "concern-distress-state before State",
            "story-profile own Picture",
            "story-profile first-picture Picture",
            "story-profile second-picture LastPicture",
            "felt-understood understood Understanding",
            "concern-distress-state after State",
            "conditions after State",
            "lived-similar after State",
        ]);
    }

    [Fact]
    public void Reports_and_the_engine_know_no_kind_of_step_by_name()
    {
        var kind = new Regex($"\"({string.Join('|', StepKinds.All.Keys)})\"");
        var elsewhere = Directory.EnumerateFiles(RepositoryFiles.In("src", "Attune.App", "Reports"), "*.cs")
            .Concat(Directory.EnumerateFiles(RepositoryFiles.In("src", "Attune.App", "Sessions"), "*.cs"));

        elsewhere.Where(file => kind.IsMatch(File.ReadAllText(file))).ShouldBeEmpty();
    }
}
