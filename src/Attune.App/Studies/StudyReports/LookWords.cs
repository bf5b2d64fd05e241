using System.Globalization;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.App.Studies.Sentences;

namespace Attune.App.Studies.StudyReports;

/// <summary>Which planned look this is, what it asks for, and whether the study may stop for benefit.</summary>
internal static class LookWords
{
    public static string Of(StudyResults results, StudyLook look, StudyWords words)
    {
        var which = words["Look.Which", look.Number, look.Of, words.Percent(look.Boundary.Fraction),
            look.Boundary.Critical.ToString("F3", CultureInfo.InvariantCulture), (look.Confidence * 100).ToString("0.#", CultureInfo.InvariantCulture)];
        if (look.Last)
            return which + " " + words["Look.Last"];
        var benefits = results.Outcomes.Where(outcome => outcome.Outcome is { Primary: true, Role: OutcomeRole.Benefit }).ToList();
        var crossed = benefits.Count > 0 && benefits.All(outcome => outcome.Reading is OutcomeReading.Better or OutcomeReading.BetterPerhapsLittle);
        return which + " " + words[crossed && results.Harm.Advice == HarmAdvice.GoOn ? "Look.MayStop" : "Look.GoOn"];
    }
}
