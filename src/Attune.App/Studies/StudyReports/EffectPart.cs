using Attune.App.Studies.Runs;
using Attune.App.Studies.Sentences;

namespace Attune.App.Studies.StudyReports;

/// <summary>The effect on each outcome with its interval, a plain reading, and the smallest effect worth having.</summary>
internal static class EffectPart
{
    public static StudySection Of(StudyResults results, StudyWords words)
    {
        List<StudyPart> parts = [];
        if (results.Look is { } look)
            parts.Add(new StudyPart.Paragraph(LookWords.Of(results, look, words)));
        foreach (var outcome in results.Outcomes.Where(outcome => outcome.Outcome.Primary))
            parts.Add(new StudyPart.Paragraph(SentenceWords.Line(results, outcome, words)));
        parts.Add(new StudyPart.Figure("effects", words["Effect.Caption"], EffectPicture.Draw(results, words), EffectPicture.Alternative(results, words), Table(results, words)));
        var secondary = results.Outcomes.Where(outcome => !outcome.Outcome.Primary).ToList();
        if (secondary.Count > 0)
        {
            parts.Add(new StudyPart.Heading(words["Effect.Secondary"]));
            parts.Add(new StudyPart.Paragraph(words["Effect.SecondaryLead"]));
            parts.AddRange(secondary.Select(outcome => new StudyPart.Paragraph(SentenceWords.Line(results, outcome, words))));
        }

        if (Levels(results, words) is { Rows.Count: > 0 } levels)
            parts.Add(levels);
        parts.AddRange(ThenTestPart.Of(results, words));
        parts.Add(new StudyPart.Meaning(
        [
            .. results.Outcomes.Where(outcome => outcome.Model != "").Select(outcome => (outcome.Outcome.Label, words["Meaning.Model", outcome.Model])).Distinct(),
            (words["Column.Effect"], words[results.Plan.OneGroup ? "Meaning.Change" : "Meaning.Effect"]), results.Look is null ? (words["Column.Interval"], words["Meaning.Interval"]) : (words["Column.IntervalLook"], words["Meaning.IntervalLook"]),
            (words["Column.Worth"], words[SetBefore(results) ? "Meaning.WorthBefore" : "Meaning.Worth"]), (words["Column.P"], words["Meaning.P"]), (words["Column.Holm"], words["Meaning.Holm"]), (words["Column.G"], words["Meaning.G"]),
            (words["Column.People"], words["Meaning.People"]), (words["Column.Mean"], words["Meaning.Mean"]), (words["Column.Sd"], words["Meaning.Sd"]),
        ]));
        return new StudySection("effects", words["Effect.Title"], parts);
    }

    private static bool SetBefore(StudyResults results) =>
        results.Locked == PlanLockState.Locked && !results.Verdict.Caveats.Any(caveat => caveat is Caveat.LockedAfter or Caveat.AmendedAfter);

    private static StudyPart.Table Table(StudyResults results, StudyWords words) => new(words["Effect.Caption"],
        [words["Column.Outcome"], words["Column.Arm"], words["Column.Effect"], words[results.Look is null ? "Column.Interval" : "Column.IntervalLook"], words["Column.Worth"], words["Column.P"], words["Column.Holm"], words["Column.G"], words["Column.People"]],
        [.. results.Outcomes.Select(outcome => (IReadOnlyList<string>)
        [
            words[outcome.Outcome.Primary ? "Outcome.Primary" : "Outcome.Secondary", outcome.Outcome.Label], results.Plan.Arm(outcome.Arm).Label,
            outcome.Lead is { } lead ? words.Signed(lead.Value) : words["Cell.None"], outcome.Lead is null ? outcome.NotEstimable ?? "" : Range(results, outcome, words),
            words["Worth", words[outcome.Outcome.HigherIsBetter ? "Worth.Up" : "Worth.Down"], words.Figure(outcome.Outcome.WorthHaving), outcome.Outcome.Unit],
            outcome.Lead is { } p ? words.Probability(p.P) : words["Cell.None"], outcome.Adjusted is { } holm ? words.Probability(holm) : words["Cell.None"],
            outcome.HedgesG is { } g ? words.Signed(g) : words["Cell.None"], outcome.Lead is { } count ? words.Number(count.Count) : words["Cell.None"],
        ])], [false, false, true, true, true, true, true, true, true]);

    // With several looks the intervals of one table are not all of one kind.
    private static string Range(StudyResults results, OutcomeResult outcome, StudyWords words) =>
        results.Look is null ? words.Range(outcome.Lead!) : $"{words.Range(outcome.Lead!)} ({SentenceWords.Confidence(results, outcome, words)} %)";

    private static StudyPart.Table Levels(StudyResults results, StudyWords words) => new(words["Levels.Caption"],
        [words["Column.Outcome"], words["Column.Arm"], words["Column.People"], words["Column.Mean"], words["Column.Sd"]],
        [.. results.Outcomes.GroupBy(outcome => outcome.Outcome.Id).SelectMany(group => group.First().Levels.Select(level => (IReadOnlyList<string>)
        [
            group.First().Outcome.Label, results.Plan.Arm(level.Arm).Label, words.Cell(level.Count, results.Plan.MinimumCell),
            level.Count >= results.Plan.MinimumCell ? words.Figure(level.Mean) : words["Cell.None"],
            level.Count >= results.Plan.MinimumCell ? words.Figure(level.StandardDeviation) : words["Cell.None"],
        ]))], [false, false, true, true, true]);
}
