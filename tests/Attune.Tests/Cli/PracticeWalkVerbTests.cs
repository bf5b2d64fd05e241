using System.CommandLine;
using System.Text.RegularExpressions;
using Attune.Cli;

namespace Attune.Tests.Cli;

public sealed partial class PracticeWalkVerbTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("attune-walk-");

    [Fact]
    public async Task Bots_walk_the_shipped_practice_and_the_counts_of_every_step_are_printed()
    {
        var (code, output, error) = await Walk("--people", "6", "--seed", "1");

        (code, error).ShouldBe((0, ""));
        var stable = Identifier().Replace(output, "ID").Replace(_data.FullName, "FOLDER");
        Accepted.Text(stable, "tests", "Attune.Tests", "Golden", "practice-walk.txt");
    }

    [Fact]
    public async Task A_second_walk_into_the_same_folder_is_an_organisation_of_its_own()
    {
        (await Walk("--people", "1")).Code.ShouldBe(0);
        (await Walk("--people", "1")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task A_practice_that_is_not_there_is_misuse()
    {
        var (code, output, error) = await Walk("--practice", "nowhere");

        (code, output).ShouldBe((2, ""));
        error.ShouldContain("there is no such practice here. There are: story-exchange, two-sides.");
    }

    [Fact]
    public async Task Nobody_cannot_walk()
    {
        var (code, _, error) = await Walk("--people", "0");

        code.ShouldBe(2);
        error.ShouldContain("between 1 and 5000 people can walk");
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    private async Task<(int Code, string Output, string Error)> Walk(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await Program.Run(
            ["practice", "walk", "--data", _data.FullName, .. args], new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Identifier();
}
