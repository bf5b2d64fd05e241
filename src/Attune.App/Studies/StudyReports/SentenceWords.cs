using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.App.Studies.Sentences;

namespace Attune.App.Studies.StudyReports;

/// <summary>The verdict in words. What was worse comes first; nothing is said that its interval does not.</summary>
internal static class SentenceWords
{
    public static IReadOnlyList<string> Of(StudyResults results, StudyWords words)
    {
        var primaries = results.Outcomes.Where(outcome => outcome.Outcome.Primary).OrderBy(Order).ToList();
        List<string> said = [];
        if (results.Look is { Last: false } look)
            said.Add(words["Sentence.Interim", look.Number, look.Of]);
        if (results.Verdict.Case == StudyCase.Compromised)
        {
            said.Add(words["Sentence.Compromised", string.Join("; ", results.Verdict.Because.Select(flaw => words[$"Flaw.{flaw}"]))]);
            said.Add(words["Sentence.NotToRelyOn"]);
        }

        // What was found is told, after it was said that it is not claimed.
        if (results.Verdict.Caveats.Contains(Caveat.LeftUnevenly))
        {
            said.Add(words["Caveat.LeftUnevenly"]);
            said.Add(words["Sentence.NotToRelyOn"]);
        }

        said.AddRange(primaries.Select(outcome => Line(results, outcome, words)));
        if (results.Plan.OneGroup)
            said.Add(words["Sentence.OneGroup"]);
        said.AddRange(results.Verdict.Caveats.Where(caveat => caveat != Caveat.LeftUnevenly).Select(caveat => words[$"Caveat.{caveat}", HarmWords.Because(results.Plan, results.Harm, words)]));
        return said;
    }

    /// <summary>One outcome, as the sentence and the section about effects read it.</summary>
    public static string Line(StudyResults results, OutcomeResult result, StudyWords words)
    {
        var (plan, label) = (results.Plan, result.Outcome.Label);
        if (result.Lead is not { } effect)
            return words["Sentence.NotEstimable", label, result.NotEstimable ?? ""];
        var arm = plan.Arm(result.Arm).Label;
        var range = Interval(results, result, words);
        var by = words[effect.Value >= 0 ? "By.Higher" : "By.Lower", words.Figure(Math.Abs(effect.Value)), result.Outcome.Unit];
        if (plan.OneGroup)
            return words["Sentence.Change", label, by, range];
        var comparison = plan.Comparison!.Label;
        return result.Reading switch
        {
            OutcomeReading.Worse => words["Sentence.Worse", arm, comparison, label, by, range],
            OutcomeReading.Better => words["Sentence.Better", arm, comparison, label, by, range],
            OutcomeReading.BetterPerhapsLittle => words["Sentence.BetterPerhapsLittle", arm, comparison, label, by, range],
            OutcomeReading.BetterTooLittle => words["Sentence.BetterTooLittle", arm, comparison, label, by, range, words.Figure(result.Outcome.WorthHaving)],
            OutcomeReading.NoDifference => words["Sentence.NoDifference", arm, comparison, label, words.Signed(effect.Value), result.Outcome.Unit, range, words.Figure(result.Outcome.WorthHaving)],
            OutcomeReading.WorseByChance => words["Sentence.WorseByChance", arm, comparison, label, by, range],
            OutcomeReading.BetterByChance => words["Sentence.BetterByChance", arm, comparison, label, by, range],
            _ => words["Sentence.CannotTell", arm, comparison, label, words.Signed(effect.Value), result.Outcome.Unit, range],
        };
    }

    /// <summary>The leading interval, with what share of such intervals hold the true value.</summary>
    public static string Interval(StudyResults results, OutcomeResult result, StudyWords words) => words["Interval.Named", Confidence(results, result, words), words.Range(result.Lead!)];

    // Of a primary outcome at a look in between it is wider, so that chance gets no more than its share.
    public static string Confidence(StudyResults results, OutcomeResult result, StudyWords words) =>
        words.Confidence(result.Outcome.Primary && results.Look is { } look ? look.Confidence : StudyResults.Confidence);

    private static int Order(OutcomeResult outcome) => outcome.Reading switch
    {
        OutcomeReading.Worse => 0,
        OutcomeReading.WorseByChance => 1,
        OutcomeReading.Better => 2,
        OutcomeReading.BetterPerhapsLittle => 3,
        OutcomeReading.BetterTooLittle => 4,
        OutcomeReading.NoDifference => 5,
        _ => 6,
    };
}
