using Attune.App.Studies.Runs;

namespace Attune.App.Studies.StudyReports;

/// <summary>Looking back: the change from what people afterwards say of before, beside the change from what they said then.</summary>
internal static class ThenTestPart
{
    public static IEnumerable<StudyPart> Of(StudyResults results, StudyWords words)
    {
        if (results.ThenTests.Count == 0)
            yield break;
        yield return new StudyPart.Heading(words["Then.Title"]);
        yield return new StudyPart.Paragraph(words["Then.Lead"]);
        foreach (var then in results.ThenTests)
        {
            if (then.Arms.Count == 0)
                yield return new StudyPart.Paragraph(words["Then.TooFew", then.Outcome.Label, results.Plan.MinimumCell]);
            else
                yield return Table(results, then, words);
            foreach (var arm in then.Arms.Where(arm => arm.Shift is not null))
                yield return new StudyPart.Paragraph(Line(results, arm, arm.Shift!, then.Outcome, words));
        }

        yield return new StudyPart.Meaning([(words["Column.SaidThen"], words["Meaning.SaidThen"]), (words["Column.LookingBack"], words["Meaning.LookingBack"]), (words["Column.Shift"], words["Meaning.Shift"])]);
    }

    private static StudyPart.Table Table(StudyResults results, ThenTestResult then, StudyWords words) => new(words["Then.Caption", then.Outcome.Label],
        [words["Column.Arm"], words["Column.People"], words["Column.SaidThen"], words["Column.LookingBack"], words["Column.Shift"]],
        [
            .. then.Arms.Select(arm => Row(results.Plan.Arm(arm.Arm).Label, arm, words)),
            .. then.Apart.Select(arm => Row(words["Then.Apart", results.Plan.Arm(arm.Arm).Label, results.Plan.Comparison!.Label], arm, words)),
        ], [false, true, true, true, true]);

    private static IReadOnlyList<string> Row(string label, ThenTestChange arm, StudyWords words) =>
        [label, words.Number(arm.Count), Cell(arm.Change, words), Cell(arm.LookingBack, words), Cell(arm.Shift, words)];

    private static string Cell(EffectEstimate? effect, StudyWords words) => effect is null ? words["Cell.None"] : $"{words.Signed(effect.Value)} ({words.Range(effect)})";

    private static string Line(StudyResults results, ThenTestChange arm, EffectEstimate shift, Plans.PlanOutcome outcome, StudyWords words) =>
        words[shift.Low > 0 ? "Then.Higher" : shift.High < 0 ? "Then.Lower" : "Then.Same", results.Plan.Arm(arm.Arm).Label, outcome.Label];
}
