using System.CommandLine;
using Attune.Cli.Verbs;

namespace Attune.Cli;

/// <summary>The one executable: a list of verbs.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => Run(args, new InvocationConfiguration());

    /// <summary>Runs a command line; tests pass a configuration with their own output.</summary>
    public static Task<int> Run(string[] args, InvocationConfiguration configuration) => ExitCode.Of(Verbs(), args, configuration);

    // One line a verb; each says what it takes in its own file.
    private static RootCommand Verbs() => new("Attune runs the practice, measures what changed, looks after people and links organisations.")
    {
        ServeVerb.Create(),
        new Command("programme", "List programmes, or read the report of one.")
        {
            ProgrammeListVerb.Create(),
            ProgrammeReportVerb.Create(),
            ProgrammeMeasuresVerb.Create(),
        },
        new Command("practice", "Check a practice, or send bots through it.")
        {
            PracticeCheckVerb.Create(),
            PracticeWalkVerb.Create(),
        },
        new Command("study", "Plan a comparison, fix its plan, report what was found, and check how arms were given out.")
        {
            StudyPlanVerb.Create(),
            StudyLockVerb.Create(),
            StudyRehearseVerb.Create(),
            StudyRunVerb.Create(),
            StudyLinkVerb.Create(),
            StudyHarmVerb.Create(),
            StudyVerifyAllocationVerb.Create(),
        },
        new Command("export", "Write rows for other programs: CSV, SPSS, Stata, JSON Lines, Psych-DS.")
        {
            ExportProgrammeVerb.Create(),
            ExportStudyVerb.Create(),
        },
        new Command("import", "Say how answers from elsewhere are to be read.")
        {
            ImportSuggestVerb.Create(),
            ImportPreviewVerb.Create(),
        },
        new Command("receipt", "Check the receipt of a withdrawal.")
        {
            ReceiptCheckVerb.Create(),
        },
        AnalyseVerb.Create(),
    };
}
