using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Attune.App.Studies.Analyses;
using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Runs;

/// <summary>
/// A mixed model over rows, run as the analysis that `attune analyse` runs, from the same two files that the folder for
/// reproducing it holds: whoever has the folder can run the very same spec.
/// </summary>
internal static partial class RowModelAnalysis
{
    public static string SpecFile(PlanOutcome outcome) => $"mixed-{outcome.Id}.json";

    public const string RowsFile = "rows.csv";

    public static OutcomeResult Of(StudyData data, PlanOutcome outcome)
    {
        var empty = OutcomeAnalysis.Empty(outcome, outcome.Model!.Arm, null) with { Model = outcome.Model.Formula };
        if (data.Rows is not { } rows)
            return empty with { NotEstimable = "needs rows; the plan names no second file" };
        var folder = Directory.CreateTempSubdirectory("attune-study-");
        try
        {
            Write(data, outcome, folder.FullName);
            return Analyse.Handle(new Analyse.Request(Path.Combine(folder.FullName, SpecFile(outcome)))) switch
            {
                Analyse.Outcome.Done done => Read(data, outcome, rows, empty, done.Answer),
                Analyse.Outcome.NotEstimable no => empty with { NotEstimable = no.Message },
                Analyse.Outcome.WrongSpec wrong => empty with { NotEstimable = wrong.Message },
                _ => throw new InvalidOperationException("An outcome without a treatment."),
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Writes the rows and the spec. People are numbers; nothing else about them is in the rows than the plan names.</summary>
    public static void Write(StudyData data, PlanOutcome outcome, string folder)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', data.Rows!.Columns.Select(Cell)).Append('\n');
        foreach (var row in data.Rows.Rows)
            text.AppendJoin(',', row.Select(Cell)).Append('\n');
        File.WriteAllText(Path.Combine(folder, RowsFile), text.ToString());
        var reference = new JsonObject { ["arm"] = data.Plan.Comparison!.Id };
        foreach (var (column, level) in outcome.Model!.Reference)
            reference[column] = level;
        File.WriteAllText(Path.Combine(folder, SpecFile(outcome)), new JsonObject
        {
            ["analysis"] = "mixed",
            ["data"] = RowsFile,
            ["model"] = outcome.Model.Formula,
            ["reference"] = reference,
            ["confidence"] = StudyResults.Confidence,
        }.ToString() + "\n");
    }

    private static OutcomeResult Read(StudyData data, PlanOutcome outcome, RowTable rows, OutcomeResult empty, AnalysisAnswer answer)
    {
        var name = "coef." + outcome.Model!.Effect;
        var found = answer.Estimates.FirstOrDefault(estimate => estimate.Name == name);
        if (found is not { Value: { } value, Se: { } se, Df: { } df, Low: { } low, High: { } high, P: { } p })
            return empty with { NotEstimable = $"the model has no coefficient {name}; it has {string.Join(", ", answer.Estimates.Select(estimate => estimate.Name).Where(other => other.StartsWith("coef.", StringComparison.Ordinal)))}" };
        var effect = new EffectEstimate(value, se, df, low, high, p, answer.Used);
        // Whoever lacks something that the model needs on every row is not in it.
        var needed = Enumerable.Range(0, rows.Columns.Count).Where(column => Word().Matches(outcome.Model.Formula).Any(word => word.Value == rows.Columns[column])).ToList();
        var gave = rows.Rows.Where(row => needed.All(column => row[column] is not null)).Select(row => int.Parse(row[0]!, CultureInfo.InvariantCulture)).ToHashSet();
        var dropOut = OutcomeAnalysis.DropOut(data, person => gave.Contains(person.Number));
        var shown = empty with { DropOut = dropOut, DropOutP = OutcomeAnalysis.DropOutTest(data.Plan, dropOut, outcome.Model.Arm) };
        var few = dropOut.FirstOrDefault(arm => (arm.Arm == outcome.Model.Arm || data.Plan.Arm(arm.Arm).Comparison) && arm.Randomised - arm.Missing < data.Plan.MinimumCell);
        return few is null ? shown with { Lead = effect, Answered = effect } : shown with { NotEstimable = ArmFloor.Lacks(data.Plan, few.Randomised - few.Missing, 0, data.Plan.Arm(few.Arm).Label) };
    }

    private static string Cell(string? text) => text is null ? "" : text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_.]*")]
    private static partial Regex Word();
}
