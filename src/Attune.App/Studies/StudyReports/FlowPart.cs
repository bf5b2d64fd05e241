using Attune.App.Studies.Runs;

namespace Attune.App.Studies.StudyReports;

/// <summary>What was done to whom: people by arm, from randomisation to analysis.</summary>
internal static class FlowPart
{
    public static StudySection Of(StudyResults results, StudyWords words)
    {
        var plan = results.Plan;
        var table = new StudyPart.Table(words["Flow.Caption"],
            [words["Column.Arm"], words[plan.OneGroup ? "Flow.Joined" : "Flow.Randomised"], .. plan.Waves.Select(wave => words["Flow.Answered", wave.Label])],
            [.. results.Flow.Select(arm => (IReadOnlyList<string>)[Arm(results, arm, words), words.Number(arm.Randomised), .. plan.Waves.Select(wave => words.Number(arm.Answered[wave.Id]))])],
            [false, true, .. plan.Waves.Select(_ => true)]);
        List<StudyPart> parts = [new StudyPart.Paragraph(plan.Question), new StudyPart.Paragraph(words[$"Design.{plan.Design}"])];
        if (plan.Eligible != "")
            parts.Add(new StudyPart.Paragraph(words["Flow.Eligible", plan.Eligible]));
        if (plan.Masking != "")
            parts.Add(new StudyPart.Paragraph(words["Flow.Masking", plan.Masking]));
        parts.Add(new StudyPart.Figure("flow", words["Flow.Caption"], Picture(results, words), Alternative(results, words), table));
        parts.Add(new StudyPart.Meaning([(words["Flow.Randomised"], words["Meaning.Randomised"]), (words["Meaning.AnsweredName"], words["Meaning.Answered"])]));
        return new StudySection("flow", words["Flow.Title"], parts);
    }

    private static string Arm(StudyResults results, ArmFlow arm, StudyWords words)
    {
        var label = arm.Begins switch
        {
            null => results.Plan.Arm(arm.Arm).Label,
            "" => words["Flow.NotYet"],
            var wave => words["Flow.Begins", results.Plan.Wave(wave).Label],
        };
        return arm.Clusters is { } clusters ? words["Flow.Clusters", label, clusters] : label;
    }

    private static string Alternative(StudyResults results, StudyWords words) => string.Join(' ',
    [
        words["Flow.All", words.Number(results.People), words.Number(results.NotInTrial)],
        .. results.Flow.Select(arm => words["Flow.OfArm", Arm(results, arm, words), words.Number(arm.Randomised),
            string.Join(", ", results.Plan.Waves.Select(wave => words["Flow.Step", wave.Label, words.Number(arm.Answered[wave.Id])]))]),
    ]);

    private static string Picture(StudyResults results, StudyWords words)
    {
        const double box = 210, gap = 24, high = 48, step = 76;
        var arms = results.Flow.Count;
        double width = Math.Max(2, arms) * (box + gap) + gap, height = 20 + (results.Plan.Waves.Count + 2) * step;
        var drawing = new Drawing("flow", words["Flow.Caption"], Alternative(results, words), width, height);
        void Boxed(double x, double y, string first, string second)
        {
            drawing.Box(x - box / 2, y, box, high);
            drawing.Text(x, y + 20, Drawing.Fitting(first, box - 10), "middle");
            drawing.Text(x, y + 38, second, "middle");
        }

        Boxed(width / 2, 10, words[results.Plan.OneGroup ? "Flow.Joined" : "Flow.Randomised"], words.Number(results.People));
        for (var i = 0; i < arms; i++)
        {
            var arm = results.Flow[i];
            var x = width / 2 + (i - (arms - 1) / 2.0) * (box + gap);
            drawing.Line(width / 2, 10 + high, x, 10 + step);
            Boxed(x, 10 + step, Arm(results, arm, words), words.Number(arm.Randomised));
            for (var wave = 0; wave < results.Plan.Waves.Count; wave++)
            {
                var y = 10 + (wave + 2) * step;
                drawing.Line(x, y - step + high, x, y);
                Boxed(x, y, results.Plan.Waves[wave].Label, words["Flow.Count", words.Number(arm.Answered[results.Plan.Waves[wave].Id])]);
            }
        }

        return drawing.ToString();
    }
}
