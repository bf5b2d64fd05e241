using Attune.Cli.Verbs;

namespace Attune.Tests.Cli;

public sealed class StudyLinkVerbTests : IDisposable
{
    private static readonly string Example = RepositoryFiles.In("docs", "reference", "example", "linking");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("attune-link-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_example_is_linked_and_written_without_the_codes()
    {
        var written = Path.Combine(folder.FullName, "linked.csv");

        var run = await VerbRun.InvokeAsync(StudyLinkVerb.Create(),
            Path.Combine(Example, "before.csv"), Path.Combine(Example, "after.csv"), "--code", "mother,place,day,brothers,sisters", "--compare", "distress", "--out", written);

        run.Error.ShouldBeEmpty();
        run.Exit.ShouldBe(0);
        Accepted.Text(run.Output.Replace(written, "linked.csv", StringComparison.Ordinal), "tests", "Attune.Tests", "Golden", "study-link.txt");
        var lines = await File.ReadAllLinesAsync(written, Ct);
        lines[0].ShouldBe("person,distress.before,distress.after");
        lines.Length.ShouldBe(1 + File.ReadAllLines(Path.Combine(Example, "before.csv")).Length - 1);
    }

    [Theory]
    [InlineData("mother,place,day", "1", "expected 4 or more different columns")]
    [InlineData("mother,place,day,shoe", "1", "before.csv:1: shoe: expected this column")]
    [InlineData("mother,place,day,sisters", "3", "expected 0 to 2, half of the elements")]
    public async Task What_cannot_be_linked_is_said_and_nothing_is_written(string code, string tolerance, string said)
    {
        var written = Path.Combine(folder.FullName, "linked.csv");

        var run = await VerbRun.InvokeAsync(StudyLinkVerb.Create(),
            Path.Combine(Example, "before.csv"), Path.Combine(Example, "after.csv"), "--code", code, "--tolerance", tolerance, "--out", written);

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain(said);
        run.Error.ShouldEndWith("Nothing was linked.\n");
        File.Exists(written).ShouldBeFalse();
    }

    [Fact]
    public async Task A_broken_row_is_named_by_its_line()
    {
        var broken = Path.Combine(folder.FullName, "before.csv");
        await File.WriteAllTextAsync(broken, "mother,place,day,brothers,sisters,distress\nm,b,7,0,1,3\nk,l,9\n", Ct);

        var run = await VerbRun.InvokeAsync(StudyLinkVerb.Create(), broken, Path.Combine(Example, "after.csv"), "--code", "mother,place,day,brothers,sisters");

        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("before.csv:3: expected 6 cells, found 3");
    }
}
