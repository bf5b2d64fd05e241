using System.CommandLine;
using Markdig;
using Markdig.Syntax;

namespace Attune.Tests.Docs;

/// <summary>The commands of the pages about data going out and coming in are run as they stand.</summary>
public sealed class DataHowToTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attune-how-to-");

    [Theory]
    [InlineData("get-your-data-out.md", "rows")]
    [InlineData("bring-answers-in.md", "mapping.json")]
    public async Task Every_command_of_the_page_does_what_the_page_says(string page, string makes)
    {
        var commands = Markdown.Parse(await File.ReadAllTextAsync(RepositoryFiles.In("docs", "how-to", page), TestContext.Current.CancellationToken))
            .Descendants<FencedCodeBlock>().Where(block => block is { Info: "sh", Arguments: "attune" }).Select(block => block.Lines.ToString()).ToList();
        commands.ShouldNotBeEmpty();
        foreach (var command in commands)
        {
            using StringWriter output = new(), error = new();
            string[] arguments = [.. command.Split(' ').Skip(1).Select(word => word == makes ? Path.Combine(_folder.FullName, word)
                : Path.Exists(RepositoryFiles.In(word)) && word.Contains('/', StringComparison.Ordinal) ? RepositoryFiles.In(word) : word)];
            (await global::Attune.Cli.Program.Run(arguments, new InvocationConfiguration { Output = output, Error = error })).ShouldBe(0, $"{command}\n{error}");
        }

        Path.Exists(Path.Combine(_folder.FullName, makes)).ShouldBeTrue();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
