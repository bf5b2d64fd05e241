using System.Text;
using Attune.App.Studies.Runs;
using Attune.Measurement.Summaries;
using static Attune.App.Studies.StudyReports.Reproduction;

namespace Attune.App.Studies.StudyReports;

/// <summary>Count, mean and cross-products of each outcome with its score before, by arm: what may leave where rows may not.
/// An arm of fewer people than the minimum cell is left out.</summary>
internal static class StudySummaries
{
    public static string Csv(StudyData data)
    {
        var text = new StringBuilder("outcome,arm,n,mean_before,mean_after,ss_before,ss_after,cross\n");
        foreach (var outcome in data.Plan.Outcomes.Where(outcome => outcome.Model is null))
            foreach (var arm in data.Plan.Arms)
            {
                var after = data.Place(outcome.Measure!, outcome.At);
                var before = outcome.From is null ? after : data.Place(outcome.Measure!, outcome.From);
                var summary = MomentSummary.Of(["before", "after"], data.People.Where(person => person.Arm == arm.Id && person.Scores[before] is not null && person.Scores[after] is not null)
                    .Select(person => new[] { person.Scores[before]!.Value, person.Scores[after]!.Value }));
                if (summary.Count >= data.Plan.MinimumCell)
                    text.AppendJoin(',', outcome.Id, arm.Id, summary.Count, outcome.From is null ? "" : Number(summary.Mean(0)), Number(summary.Mean(1)),
                        outcome.From is null ? "" : Number(summary.Cross(0, 0)), Number(summary.Cross(1, 1)), outcome.From is null ? "" : Number(summary.Cross(0, 1))).Append('\n');
            }

        return text.ToString();
    }
}
