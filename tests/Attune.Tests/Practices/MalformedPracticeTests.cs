using Attune.App.Content;
using Attune.App.Practices;

namespace Attune.Tests.Practices;

/// <summary>What an author is told, for each kind of mistake: the lines in malformed.txt beside this file.</summary>
public class MalformedPracticeTests
{
    private const string FrontMatter = """
        ---
        id: small
        version: 1.0.0
        title: Small
        language: en
        for: trying
        roles: [teller, listener]
        minutes: 20
        sources: [ours]
        ---

        """;

    private static readonly (string Mistake, string Text)[] Mistakes =
    [
        ("nothing at all", ""),
        ("no front matter", "## Welcome {#welcome kind=read}\n"),
        ("front matter that is not YAML", "---\nid: [small\n---\n\n## Welcome {#welcome kind=read}\n"),
        ("front matter that lacks and misspells", FrontMatter.Replace("title: Small", "titel: Small") + "## Welcome {#welcome kind=read}\n"),
        ("a field of the front matter twice", FrontMatter.Replace("minutes: 20", "minutes: 20\nminutes: 30") + "## Welcome {#welcome kind=read}\n"),
        ("values of the front matter", FrontMatter.Replace("1.0.0", "one").Replace("minutes: 20", "minutes: soon").Replace("id: small", "id: Small One")
            .Replace("[teller, listener]", "[teller, teller]").Replace("language: en", "language: English") + "## Welcome {#welcome kind=read}\n"),
        ("a field and a wave that are not named by a word", FrontMatter.Replace("minutes: 20", "minutes: 20\n? [a, b]\n: c\nwaves:\n  At The End: [conditions]\n  after: conditions")
            + "## Welcome {#welcome kind=read}\n"),
        ("no step", FrontMatter),
        ("text before the first step", FrontMatter + "Hello.\n\n# Big\n\n## Welcome {#welcome kind=read}\n"),
        ("a heading without attributes", FrontMatter + "## Welcome\n"),
        ("attributes that cannot be read", FrontMatter + "## Welcome {#welcome kind=}\n"),
        ("no id", FrontMatter + "## Welcome {kind=read}\n"),
        ("an id twice", FrontMatter + "## Welcome {#one kind=read}\n\n## Again {#one kind=read}\n"),
        ("an unknown kind", FrontMatter + "## Welcome {#welcome kind=reed}\n"),
        ("an unknown option and a class", FrontMatter + "## Tell {#tell .big kind=tell role=teller maximum=10}\n"),
        ("an option out of its range", FrontMatter + "## Tell {#tell kind=tell role=teller max=50}\n"),
        ("an option that is missing", FrontMatter + "## How are you {#before kind=check-in}\n"),
        ("an option that is not one of its words", FrontMatter + "## Listen {#listen kind=listen of=mine role=teller}\n"),
        ("no role where one is needed", FrontMatter + "## Tell {#tell kind=tell}\n"),
        ("a role that does not go with an option", FrontMatter + "## Listen {#listen kind=listen of=other role=teller}\n"),
        ("a role the practice does not have", FrontMatter + "## Welcome {#welcome kind=read role=guest}\n"),
        ("a condition that cannot be read", FrontMatter + "## Down {#down kind=read when=rose:distress}\n"),
        ("a second story", FrontMatter + "## Tell {#tell kind=tell role=teller}\n\n## Tell again {#again kind=tell role=teller max=300}\n"),
        ("two sides that are one", FrontMatter + "## Side {#side kind=side between=Ours}\n"),
        ("an instrument asked about oneself and about another in one wave", FrontMatter
            + "## How {#how kind=check-in wave=after instrument=state}\n\n## Them {#them kind=minds wave=after instrument=state who=Them}\n"),
        ("help that nobody asked for and nobody is told about", FrontMatter + "## Help {#help kind=help}\n"),
        ("a debriefing before what it is about", FrontMatter
            + "## Ask {#ask kind=ask}\n\n## Debriefing {#debriefing kind=debrief}\n\n## Help {#help kind=help}\n\n## Reply {#reply kind=reply}\n"),
        ("an instrument asked twice in one wave", FrontMatter.Replace("minutes: 20", "minutes: 20\nwaves:\n  after: [conditions, state]")
            + "## Now {#now kind=check-in wave=before instrument=state}\n\n## After {#after kind=check-in wave=after}\n\n"
            + "## And {#and kind=check-in wave=after instrument=similar}\n\n## Again {#again kind=check-in wave=after instrument=state}\n\n"
            + "## Similar {#similar kind=check-in wave=after instrument=similar}\n\n## All {#all kind=check-in wave=after}\n"),
        ("a picture and an answer given twice", FrontMatter + "## One {#one kind=predict role=listener instrument=profile}\n\n"
            + "## Two {#two kind=predict role=listener instrument=profile confidence=no}\n\n## Other {#other kind=predict role=listener instrument=values}\n\n"
            + "## Give back {#reflect kind=reflect role=listener}\n\n## And again {#reflect-2 kind=reflect role=listener}\n"),
        ("links that run or fetch", FrontMatter + """
            ## Welcome {#welcome kind=read}

            Go [here](javascript:alert(1)) or
            <ftp://example.org/file>.

            ![a picture](https://example.org/picture.png)

            """),
    ];

    [Fact]
    public void Each_mistake_is_reported_with_file_line_and_what_was_expected() => Accepted.Text(
        string.Join("\n", Mistakes.Select(mistake => $"# {mistake.Mistake}\n{Problems(mistake.Text)}\n")),
        "tests", "Attune.Tests", "Practices", "malformed.txt");

    [Fact]
    public void Raw_html_is_shown_as_text_and_attributes_are_not_given()
    {
        var text = FrontMatter + "## Welcome {#welcome kind=read}\n\n<script>alert(1)</script>\n\n[x](#top){onclick=alert(1)}\n";
        var step = PracticeReader.Read(DocumentFile.FromText("practice.md", text), StepKinds.All)
            .ShouldBeOfType<PracticeReading.Loaded>().Practice.Steps[0];

        step.BodyHtml.ShouldNotContain("<script");
        step.BodyHtml.ShouldContain("<a href=\"#top\">x</a>{onclick");
    }

    [Fact]
    public void An_option_that_names_a_step_is_held_to_the_steps_there_are()
    {
        var kinds = new Dictionary<string, StepKindRules>
        {
            ["again"] = new("again", "An earlier step once more.", new RoleRule.Everyone(),
                new OptionRule("step", new OptionType.StepId(), Required: true)),
        };
        var text = FrontMatter + "## One {#one kind=again step=two}\n\n## Two {#two kind=again step=three role=teller}\n";

        var problems = PracticeReader.Read(DocumentFile.FromText("practice.md", text), kinds)
            .ShouldBeOfType<PracticeReading.Malformed>().Problems;

        problems.Select(problem => problem.ToString()).ShouldBe(
        [
            "practice.md:13: found role=teller; expected no role: a step of kind again is for everyone",
            "practice.md:13: found step=three; expected the id of a step of this practice",
        ]);
    }

    private static string Problems(string text) =>
        string.Join("\n", PracticeReader.Read(DocumentFile.FromText("practice.md", text), StepKinds.All)
            .ShouldBeOfType<PracticeReading.Malformed>().Problems);
}
