using Attune.App.Studies.Runs;

namespace Attune.App.Studies.StudyReports;

/// <summary>How well it was measured: reliability, same meaning over time, and who knew their arm.</summary>
internal static class QualityPart
{
    public static StudySection Of(StudyResults results, StudyWords words)
    {
        var plan = results.Plan;
        List<StudyPart> parts = [];
        var alphas = results.Quality.SelectMany(measure => measure.Alphas.Select(alpha => (IReadOnlyList<string>)
        [
            plan.Measure(measure.Measure).Label, plan.Wave(alpha.Wave).Label, alpha.Arm == "" ? words["Arm.All"] : plan.Arm(alpha.Arm).Label, words.Cell(alpha.Count, plan.MinimumCell),
            alpha.Alpha is { } value ? words.Figure(value) : words["Cell.None"], alpha.Interval is { } range ? words.Range(range.Low, range.High) : alpha.Reason ?? "",
        ])).ToList();
        if (alphas.Count > 0)
            parts.Add(new StudyPart.Table(words["Alpha.Caption"], [words["Column.Measure"], words["Column.Wave"], words["Column.Arm"], words["Column.People"], words["Column.Alpha"], words["Column.Interval"]],
                alphas, [false, false, false, true, true, true]));
        var retests = results.Quality.Where(measure => measure.Retest is not null).Select(measure => (IReadOnlyList<string>)
            [plan.Measure(measure.Measure).Label, words.Number(measure.Retest!.Value.Count), measure.Retest.Value.R.ToString("F4", System.Globalization.CultureInfo.InvariantCulture), words.Range(measure.Retest.Value.Low, measure.Retest.Value.High)]).ToList();
        if (retests.Count > 0)
            parts.Add(new StudyPart.Table(words["Retest.Caption"], [words["Column.Measure"], words["Column.People"], words["Column.R"], words["Column.Interval"]], retests, [false, true, true, true]));
        if (alphas.Count == 0 && retests.Count == 0)
            parts.Add(new StudyPart.Paragraph(words["Quality.Nothing"]));
        foreach (var (measure, check) in results.Quality.SelectMany(measure => measure.Invariance.Select(check => (plan.Measure(measure.Measure).Label, check))))
            parts.Add(new StudyPart.Paragraph(check.Holds is { } holds ? words[holds ? "Invariance.Holds" : "Invariance.Fails", measure, plan.Wave(check.From).Label, plan.Wave(check.At).Label]
                : words["Invariance.NotChecked", measure, plan.Wave(check.From).Label, plan.Wave(check.At).Label, check.Reason ?? ""]));
        if (results.OutsideWindow > 0)
            parts.Add(new StudyPart.Paragraph(words["Quality.OutsideWindow", words.Number(results.OutsideWindow)]));
        parts.AddRange(Blinding(results, words));
        parts.Add(new StudyPart.Meaning([(words["Column.Alpha"], words["Meaning.Alpha"]), (words["Column.R"], words["Meaning.Retest"]), (words["Column.Bang"], words["Meaning.Bang"]), (words["Column.Interval"], words["Meaning.Interval"])]));
        return new StudySection("quality", words["Quality.Title"], parts);
    }

    private static IEnumerable<StudyPart> Blinding(StudyResults results, StudyWords words)
    {
        if (results.Blinding.Count == 0)
        {
            yield return new StudyPart.Paragraph(words["Blinding.NotAsked"]);
            yield break;
        }

        yield return new StudyPart.Table(words["Blinding.Caption"], [words["Column.Arm"], words["Column.Asked"], words["Column.Bang"], words["Column.Interval"]],
            [.. results.Blinding.Select(arm => (IReadOnlyList<string>)
            [
                results.Plan.Arm(arm.Arm).Label, words.Cell(arm.Asked, results.Plan.MinimumCell), arm.Index is { } index ? words.Signed(index.Value) : words["Cell.None"],
                arm.Index is { } range ? words.Range(range.Low, range.High) : "",
            ])], [false, true, true, true]);
        foreach (var arm in results.Blinding.Where(arm => arm.Index is not null))
            yield return new StudyPart.Paragraph(words[arm.Index!.Value.Low > 0 ? "Blinding.Knew" : arm.Index.Value.High < 0 ? "Blinding.Other" : "Blinding.Chance", results.Plan.Arm(arm.Arm).Label]);
    }
}
