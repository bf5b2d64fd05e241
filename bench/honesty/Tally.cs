using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;
using Attune.App.Studies.Sentences;
using Attune.Measurement.Effects;
using Attune.Measurement.Summaries;

namespace Attune.Honesty;

/// <summary>What trials of one scenario came to, beside what a naive analysis would have said of the same data.</summary>
internal sealed class Tally(Scenario scenario)
{
    public Scenario Scenario => scenario;

    public int Trials { get; private set; }

    /// <summary>p below .05 on concern, either way, not counting other outcomes in.</summary>
    public int ConcernFound { get; private set; }

    public int DistressFound { get; private set; }

    public int ConcernHeld { get; private set; }

    public int DistressHeld { get; private set; }

    /// <summary>A t test of the scores after, of those who answered, as if nobody were alike.</summary>
    public int NaiveFound { get; private set; }

    public int Right { get; private set; }

    public Dictionary<StudyCase, int> Cases { get; } = [];

    public void Add(StudyData data)
    {
        var results = StudyAnalysis.Of(data, null);
        var (concern, distress) = (results.Outcomes[0].Lead!, results.Outcomes[1].Lead!);
        var which = results.Verdict.Case;
        var naive = Naive(data) < 0.05;
        lock (Cases)
            Add(concern, distress, which, results.Verdict.Caveats.Contains(Caveat.HarmOpen), naive);
    }

    private void Add(EffectEstimate concern, EffectEstimate distress, StudyCase which, bool harmOpen, bool naive)
    {
        Trials++;
        ConcernFound += concern.P < 0.05 ? 1 : 0;
        DistressFound += distress.P < 0.05 ? 1 : 0;
        ConcernHeld += concern.Interval.Contains(scenario.Concern) ? 1 : 0;
        DistressHeld += distress.Interval.Contains(scenario.Distress) ? 1 : 0;
        Cases[which] = Cases.GetValueOrDefault(which) + 1;
        // Saying there is no difference in concern is true of a harm elsewhere, if the sentence goes on to say that harm is open.
        var open = which == StudyCase.NoDifferenceWorthHaving && scenario.Distress > 0 && harmOpen;
        Right += scenario.Right.Contains(which) || open ? 1 : 0;
        NaiveFound += naive ? 1 : 0;
    }

    private static double Naive(StudyData data)
    {
        var after = data.Place("concern", "after");
        var rows = data.People.Where(person => person.Scores[after] is not null).Select(person => new[] { person.Arm == "circle" ? 1.0 : 0, person.Scores[after]!.Value });
        return LinearModel.Fit(MomentSummary.Of(["arm", "y"], rows), "y", ["arm"]).Classical()[1].P;
    }
}
