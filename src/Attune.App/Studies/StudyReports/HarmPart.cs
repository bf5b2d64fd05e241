using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;

namespace Attune.App.Studies.StudyReports;

/// <summary>Harm, always: outcomes that watch for it, and people who deteriorated beside those who improved.</summary>
internal static class HarmPart
{
    public static StudySection Of(StudyResults results, StudyWords words)
    {
        List<StudyPart> parts = [new StudyPart.Paragraph(words["Harm.Lead"]), new StudyPart.Paragraph(HarmWords.Of(results.Plan, results.Harm, words, over: results.Look is not { Last: false }))];
        parts.AddRange(results.Outcomes.Where(outcome => outcome.Outcome.Role == OutcomeRole.Harm || outcome.Reading is OutcomeReading.Worse or OutcomeReading.WorseByChance)
            .Select(outcome => new StudyPart.Paragraph(SentenceWords.Line(results, outcome, words))));
        var changes = results.Outcomes.Where(outcome => outcome.Change is not null).GroupBy(outcome => outcome.Outcome.Id).Select(group => group.First()).ToList();
        if (changes.Count > 0)
        {
            parts.Add(Counts(results, changes, words));
            foreach (var outcome in changes.Where(outcome => outcome.Change!.P is not null))
                parts.Add(new StudyPart.Paragraph(words["Harm.Test", outcome.Outcome.Label, words.Probability(outcome.Change!.P!.Value)]));
            parts.AddRange(changes.Where(outcome => outcome.Change!.Lines.Count > 0).Select(outcome => ChangePicture.Of(results, outcome, words)));
        }
        else
        {
            parts.Add(new StudyPart.Paragraph(words["Harm.NoChange"]));
        }

        if (results.Plan.Stopping.Harm != "")
            parts.Add(new StudyPart.Paragraph(words["Harm.Rule", results.Plan.Stopping.Harm]));
        parts.Add(new StudyPart.Paragraph(words["Harm.Incidents"]));
        if (changes.Count > 0)
            parts.Add(new StudyPart.Meaning([(words["Column.Deteriorated"], words["Meaning.Reliable"]), (words["Column.Improved"], words["Meaning.Improved"]), (words["Column.Threshold"], words["Meaning.Threshold"]), (words["Column.Reliability"], words["Meaning.Reliability"]), (words["Harm.LinesName"], words["Meaning.Lines"])]));
        return new StudySection("harm", words["Harm.Title"], parts);
    }

    private static StudyPart.Table Counts(StudyResults results, List<OutcomeResult> changes, StudyWords words) => new(words["Harm.Caption"],
        [words["Column.Outcome"], words["Column.Arm"], words["Column.People"], words["Column.Deteriorated"], words["Column.Improved"], words["Column.Unchanged"], words["Column.Threshold"], words["Column.Reliability"]],
        [.. changes.SelectMany(outcome => outcome.Change!.Arms.Select(arm => (IReadOnlyList<string>)
        [
            outcome.Outcome.Label, results.Plan.Arm(arm.Arm).Label, words.Cell(arm.Count, results.Plan.MinimumCell), .. Shown(arm, results.Plan.MinimumCell, words),
            words.Figure(outcome.Change.Threshold), words["Reliability." + outcome.Change.Source, words.Figure(outcome.Change.Reliability)],
        ]))], [false, false, true, true, true, true, true, true]);

    /// <summary>Deteriorated, improved, unchanged; no group of one to four, and none that the others would give away.</summary>
    private static IEnumerable<string> Shown(ArmChange arm, int smallest, StudyWords words)
    {
        bool Whole(long count) => count == 0 || count >= smallest;
        if (Whole(arm.Deteriorated) && Whole(arm.Improved) && Whole(arm.Unchanged))
            return [words.Number(arm.Deteriorated), words.Number(arm.Improved), words.Number(arm.Unchanged)];
        var worse = Whole(arm.Deteriorated) && Whole(arm.Count - arm.Deteriorated) ? words.Number(arm.Deteriorated)
            : Whole(arm.Deteriorated) ? words["Cell.None"] : words["Cell.Few", smallest];
        return [worse, words["Cell.None"], words["Cell.None"]];
    }
}
