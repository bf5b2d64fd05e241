using Attune.App.Studies.Runs;

namespace Attune.App.Studies.StudyReports;

/// <summary>
/// Effects with intervals on one axis: better to the right, in multiples of the smallest effect worth having, which is
/// marked on both sides, so that outcomes of different units can stand together.
/// </summary>
internal static class EffectPicture
{
    private const double Left = 30, Width = 640, Row = 54, Top = 44;

    public static string Alternative(StudyResults results, StudyWords words) => string.Join(' ',
        results.Outcomes.Where(outcome => outcome.Lead is not null).Select(outcome => words["Effect.InWords", outcome.Outcome.Label, results.Plan.Arm(outcome.Arm).Label,
            words.Signed(outcome.Lead!.Value), outcome.Outcome.Unit, SentenceWords.Interval(results, outcome, words), words[outcome.Outcome.HigherIsBetter ? "Worth.Up" : "Worth.Down"], words.Figure(outcome.Outcome.WorthHaving)]));

    public static string Draw(StudyResults results, StudyWords words)
    {
        var shown = results.Outcomes.Where(outcome => outcome.Good is not null).ToList();
        var reach = Math.Min(6, Math.Max(2, shown.Select(outcome => Math.Max(Math.Abs(outcome.Good!.Low), Math.Abs(outcome.Good.High)) / outcome.Outcome.WorthHaving).DefaultIfEmpty(2).Max() * 1.1));
        double height = Top + shown.Count * Row + 50;
        var drawing = new Drawing("effects", words["Effect.Caption"], Alternative(results, words), Width, height);
        double At(double multiple) => Left + (Math.Clamp(multiple, -reach, reach) + reach) / (2 * reach) * (Width - 2 * Left);
        drawing.Box(At(-1), Top - 10, At(1) - At(-1), shown.Count * Row + 10, "band");
        drawing.Line(At(0), Top - 10, At(0), height - 50);
        drawing.Line(At(1), Top - 10, At(1), height - 50, "dashed");
        drawing.Line(At(-1), Top - 10, At(-1), height - 50, "dashed");
        drawing.Text(At(0), Top - 18, words["Effect.Axis"], "middle");
        drawing.Text(Left + 26, height - 10, words["Effect.Worse"]);
        drawing.Text(Width - Left - 26, height - 10, words["Effect.Better"], "end");
        drawing.Arrow(Left + 20, height - 15, Left);
        drawing.Arrow(Width - Left - 20, height - 15, Width - Left);
        drawing.Text(At(0), height - 30, "0", "middle");
        drawing.Text(At(1), height - 30, "1", "middle");
        drawing.Text(At(-1), height - 30, "−1", "middle");
        for (var i = 0; i < shown.Count; i++)
        {
            var (outcome, good, y) = (shown[i], shown[i].Good!, Top + i * Row + 34);
            drawing.Text(Left, y - 14, Drawing.Fitting(StudyWords.OfArm(outcome.Outcome.Label, results.Plan, outcome.Arm), Width - 2 * Left));
            drawing.Line(At(good.Low / outcome.Outcome.WorthHaving), y, At(good.High / outcome.Outcome.WorthHaving), y, "thick");
            drawing.Dot(At(good.Value / outcome.Outcome.WorthHaving), y, "dot");
        }

        return drawing.ToString();
    }
}
