using Attune.App.Studies.Runs;

namespace Attune.App.Studies.StudyReports;

/// <summary>Before and after as lines, each of the minimum cell or more: a line of one person would be their answers
/// (docs/decisions/0009).</summary>
internal static class ChangePicture
{
    public static StudyPart.Figure Of(StudyResults results, OutcomeResult outcome, StudyWords words)
    {
        var plan = results.Plan;
        var lines = outcome.Change!.Lines;
        var measure = plan.Measure(outcome.Outcome.Measure!);
        var caption = words["Lines.Caption", outcome.Outcome.Label, plan.MinimumCell];
        string before = plan.Wave(outcome.Outcome.From!).Label, after = plan.Wave(outcome.Outcome.At).Label;
        var alternative = words["Lines.InWords", string.Join(", ", lines.GroupBy(line => line.Arm).Select(arm =>
            words["Lines.Arm", plan.Arm(arm.Key).Label, arm.Count(line => line.After > line.Before), arm.Count(line => line.After < line.Before)]))];
        var table = new StudyPart.Table(caption, [words["Column.Arm"], words["Column.People"], before, after],
            [.. lines.Select(line => (IReadOnlyList<string>)[plan.Arm(line.Arm).Label, words.Number(line.People), words.Figure(line.Before), words.Figure(line.After)])], [false, true, true, true]);
        return new StudyPart.Figure($"change-{outcome.Outcome.Id}", caption, Draw(results, outcome, caption, alternative, measure.Lowest, measure.Highest, before, after), alternative, table);
    }

    private static string Draw(StudyResults results, OutcomeResult outcome, string caption, string alternative, double lowest, double highest, string before, string after)
    {
        const double panel = 260, top = 40, tall = 220;
        var arms = results.Plan.Arms;
        var drawing = new Drawing($"change-{outcome.Outcome.Id}", caption, alternative, arms.Count * panel + 20, top + tall + 40);
        double Y(double score) => top + (highest - score) / (highest - lowest) * tall;
        for (var i = 0; i < arms.Count; i++)
        {
            double x1 = 50 + i * panel, x2 = x1 + panel - 90;
            drawing.Text((x1 + x2) / 2, 20, Drawing.Fitting(arms[i].Label, panel - 20), "middle");
            foreach (var x in new[] { x1, x2 })
                drawing.Line(x, top, x, top + tall, "faint");
            drawing.Text(x1 - 8, top + 5, highest.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture), "end");
            drawing.Text(x1 - 8, top + tall + 5, lowest.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture), "end");
            drawing.Text(x1, top + tall + 24, Drawing.Fitting(before, panel / 2 - 10), "middle");
            drawing.Text(x2, top + tall + 24, Drawing.Fitting(after, panel / 2 - 10), "middle");
            foreach (var line in outcome.Change!.Lines.Where(line => line.Arm == arms[i].Id))
            {
                drawing.Line(x1, Y(line.Before), x2, Y(line.After), "thick");
                drawing.Dot(x1, Y(line.Before), "dot");
                drawing.Dot(x2, Y(line.After), "dot");
            }
        }

        return drawing.ToString();
    }
}
