using System.Text;
using Attune.App.Content;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace Attune.App.Practices;

/// <summary>
/// Reads <c>practice.md</c>: front matter, then a level-2 heading a step. Every problem of the file is reported, not
/// only the first. That its instruments exist is checked by <see cref="ContentLibrary"/>.
/// </summary>
public sealed class PracticeReader
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UseYamlFrontMatter().UseGenericAttributes().DisableHtml().Build();

    private readonly DocumentFile _file;
    private readonly IReadOnlyDictionary<string, StepKindRules> _kinds;
    private readonly DocumentProblems _problems;

    private PracticeReader(DocumentFile file, IReadOnlyDictionary<string, StepKindRules> kinds) =>
        (_file, _kinds, _problems) = (file, kinds, new DocumentProblems(file.Path));

    public static async Task<PracticeReading> ReadAsync(string path, IReadOnlyDictionary<string, StepKindRules> kinds, CancellationToken ct)
    {
        try
        {
            return Read(await DocumentFile.ReadAsync(path, ct), kinds);
        }
        catch (DecoderFallbackException)
        {
            return new PracticeReading.Malformed([new(path, 1, "bytes that are not UTF-8", "a UTF-8 file")]);
        }
    }

    public static PracticeReading Read(DocumentFile file, IReadOnlyDictionary<string, StepKindRules> kinds) =>
        new PracticeReader(file, kinds).Read();

    private PracticeReading Read()
    {
        var document = Markdown.Parse(_file.Text, Pipeline);
        var front = ReadFrontMatter(document);
        var steps = ReadSteps(document, front?.Roles);
        StepsKeptOnce.Check(steps, front?.Waves ?? [], _kinds, _problems);
        HelpingSteps.Check(steps, _problems);
        if (_problems.Any || front is null) return new PracticeReading.Malformed(_problems.InLineOrder());
        return new PracticeReading.Loaded(new PracticeDocument(front.Id, front.Version, front.Title, front.Language, front.Purpose,
            front.Roles, front.Minutes, front.Sources, front.Waves, steps, _file.Hash, _file.Path));
    }

    private FrontMatter? ReadFrontMatter(MarkdownDocument document)
    {
        if (document.Descendants<YamlFrontMatterBlock>().FirstOrDefault() is { } block)
            return new FrontMatterReader(block.Lines.ToString(), firstLine: 2, _problems).Read();
        _problems.Add(1, "no front matter", "a line of three hyphens, the front matter, and three hyphens again");
        return null;
    }

    private List<PracticeStep> ReadSteps(MarkdownDocument document, IReadOnlyList<string>? roles)
    {
        var sections = StepSection.Split(document, _file.Text, _problems);
        if (sections.Count == 0)
            _problems.Add(1, "no step", "a heading such as '## Welcome {#welcome kind=read}'");
        var reader = new StepReader(_kinds, roles, _problems);
        var steps = sections.Select(reader.Read).ToList();
        reader.CheckStepReferences(steps);
        return steps;
    }
}
