using Attune.App.Studies.Runs;

namespace Attune.App.Studies.StudyReports;

/// <summary>What is missing, and how much it could matter.</summary>
internal static class MissingPart
{
    public static StudySection Of(StudyResults results, StudyWords words)
    {
        var plan = results.Plan;
        var outcomes = results.Outcomes.Where(outcome => outcome.DropOut.Count > 0).ToList();
        List<StudyPart> parts =
        [
            new StudyPart.Table(words["Missing.Caption"], [words["Column.Outcome"], words["Column.Arm"], words["Column.People"], words["Column.Missing"], words["Column.Share"], words["Column.DropOutP"]],
                [.. outcomes.SelectMany(outcome => outcome.DropOut.Select(arm => (IReadOnlyList<string>)
                [
                    outcome.Outcome.Label, plan.Arm(arm.Arm).Label, words.Number(arm.Randomised), words.Number(arm.Missing), words.Percent(arm.Share),
                    arm.Arm == outcome.Arm && outcome.DropOutP is { } p ? words.Probability(p) : "",
                ]))], [false, false, true, true, true, true]),
        ];
        if (plan.Design == Plans.StudyDesign.SteppedWedge)
            parts.Add(new StudyPart.Paragraph(words["Missing.Wedge"]));
        foreach (var outcome in outcomes.Where(outcome => outcome.Lopsided))
            parts.Add(new StudyPart.Paragraph(words["Missing.Lopsided", StudyWords.OfArm(outcome.Outcome.Label, plan, outcome.Arm)]));
        var both = outcomes.Where(outcome => outcome.Imputed is not null).ToList();
        if (both.Count > 0)
            parts.Add(new StudyPart.Table(words["Missing.Both"], [words["Column.Outcome"], words["Column.Arm"], words["Column.Answered"], words["Column.Imputed"], words["Column.Fmi"]],
                [.. both.Select(outcome => (IReadOnlyList<string>)
                [
                    outcome.Outcome.Label, plan.Arm(outcome.Arm).Label, $"{words.Signed(outcome.Answered!.Value)} ({words.Range(outcome.Answered)})",
                    $"{words.Signed(outcome.Imputed!.Value)} ({words.Range(outcome.Imputed)})", words.Percent(outcome.MissingInformation ?? 0),
                ])], [false, false, true, true, true]));
        else if (outcomes.All(outcome => outcome.DropOut.All(arm => arm.Missing == 0)))
            parts.Add(new StudyPart.Paragraph(words["Missing.Nothing"]));
        var without = outcomes.Where(outcome => outcome.Imputed is null && outcome.DropOut.Any(arm => arm.Missing > 0)).ToList();
        parts.AddRange(without.Where(outcome => outcome.Lead is not null).Select(outcome => NotFilled(plan, outcome)).Distinct().Select(why => new StudyPart.Paragraph(words[why])));
        foreach (var outcome in without.Where(outcome => outcome.Lead is null))
            parts.Add(new StudyPart.Paragraph(words["Missing.NoEffect", StudyWords.OfArm(outcome.Outcome.Label, plan, outcome.Arm)]));
        foreach (var outcome in both.Where(outcome => outcome.Deltas.Count > 0))
        {
            parts.Add(new StudyPart.Table(words["Delta.Caption", StudyWords.OfArm(outcome.Outcome.Label, plan, outcome.Arm)], [words["Column.Arm"], words["Column.Delta"], words["Column.Effect"], words["Column.Interval"]],
                [.. outcome.Deltas.Select(point => (IReadOnlyList<string>)[plan.Arm(point.Arm).Label, words.Figure(point.StandardDeviations), words.Signed(point.Effect.Value), words.Range(point.Effect)])],
                [false, true, true, true]));
            parts.Add(new StudyPart.Paragraph(words[outcome.Fragile ? "Delta.Fragile" : "Delta.Firm", words.Figure(plan.Missing.Delta * (outcome.Lopsided ? OutcomeAnalysis.DeltaSteps[^1] : 1))]));
        }

        parts.Add(new StudyPart.Meaning([(words["Column.Missing"], words["Meaning.Missing"]), (words["Column.DropOutP"], words["Meaning.DropOut"]), .. both.Count == 0 ? [] : Filled(plan, words)]));
        return new StudySection("missing", words["Missing.Title"], parts);
    }

    private static string NotFilled(Plans.StudyPlan plan, OutcomeResult outcome) =>
        outcome.Outcome.Model is not null || plan.Design == Plans.StudyDesign.SteppedWedge ? "Missing.NotImputed" : plan.OneGroup ? "Missing.OneGroup" : "Missing.NotFilled";

    private static IEnumerable<(string Name, string Text)> Filled(Plans.StudyPlan plan, StudyWords words) =>
        [(words["Column.Imputed"], words["Meaning.Imputed", plan.Missing.Imputations]), (words["Column.Fmi"], words["Meaning.Fmi"]), (words["Column.Delta"], words["Meaning.Delta"])];
}
