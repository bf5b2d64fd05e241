using System.Globalization;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.App.Studies.Sentences;

namespace Attune.App.Studies.StudyReports;

/// <summary>Which planned look this is, what it asks for, and whether the study may stop for benefit.</summary>
internal static class LookWords
{
    /// <summary>Shares this near to each other are taken for the same.</summary>
    private const double Near = 0.1;

    public static string Of(StudyResults results, StudyLook look, StudyWords words)
    {
        var which = words["Look.Which", look.Number, look.Of, words.Percent(look.Boundary.Fraction),
            look.Boundary.Critical.ToString("F3", CultureInfo.InvariantCulture), words.Confidence(look.Confidence)] + Share(results, look, words);
        if (look.Last)
            return which + " " + words["Look.Last"];
        var benefits = results.Outcomes.Where(outcome => outcome.Outcome is { Primary: true, Role: OutcomeRole.Benefit }).ToList();
        var crossed = benefits.Count > 0 && benefits.All(outcome => outcome.Reading is OutcomeReading.Better or OutcomeReading.BetterPerhapsLittle);
        return which + " " + words[crossed && results.Harm.Advice == HarmAdvice.GoOn ? "Look.MayStop" : "Look.GoOn"];
    }

    /// <summary>How many answers are in against what the plan counts on, and whether that is the share this look was planned for.</summary>
    private static string Share(StudyResults results, StudyLook look, StudyWords words)
    {
        var given = results.Outcomes.Where(outcome => outcome.Outcome.Primary && outcome.DropOut.Count > 0).Select(outcome => outcome.DropOut.Sum(arm => arm.Randomised - arm.Missing)).ToList();
        // In a stepped wedge and a model over rows answers are counted otherwise than people are planned.
        if (results.Plan.Size is not { People: { } people } size || given.Count == 0 || results.Plan.Design == StudyDesign.SteppedWedge)
            return " " + words["Look.NotKnown"];
        var expected = people * (1 - size.Dropout);
        var share = given.Min() / expected;
        var said = " " + words["Look.Share", words.Number(given.Min()), words.Number((long)Math.Round(expected)), words.Percent(share)];
        return Math.Abs(share - look.Boundary.Fraction) <= Near ? said : said + " " + words["Look.Apart"];
    }
}
