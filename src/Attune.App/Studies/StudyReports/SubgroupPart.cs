using Attune.App.Studies.Runs;

namespace Attune.App.Studies.StudyReports;

/// <summary>For whom it worked: only where asked before, only as a difference of effects, only with people enough.</summary>
internal static class SubgroupPart
{
    public static StudySection Of(StudyResults results, StudyWords words)
    {
        List<StudyPart> parts = [new StudyPart.Paragraph(words[results.Plan.Subgroups.Count == 0 ? "Subgroup.None" : "Subgroup.Lead"])];
        foreach (var result in results.Subgroups)
        {
            var label = StudyWords.OfArm(result.Subgroup.Label, results.Plan, result.Arm);
            if (result.TooFew is not null)
                parts.Add(new StudyPart.Paragraph(words["Subgroup.TooFew", label, Math.Max(SubgroupAnalysis.SmallestCell, results.Plan.MinimumCell)]));
            else if (result.NotEstimable is { } why)
                parts.Add(new StudyPart.Paragraph(words["Sentence.NotEstimable", label, why]));
            else
                parts.Add(new StudyPart.Table(words["Subgroup.Caption", label, result.First], [words["Column.Kind"], words["Column.Difference"], words["Column.Interval"], words["Column.P"]],
                    [.. result.Differences.Select(entry => (IReadOnlyList<string>)[entry.Kind, words.Signed(entry.Difference.Value), words.Range(entry.Difference), words.Probability(entry.Difference.P)])],
                    [false, true, true, true]));
        }

        if (parts.OfType<StudyPart.Table>().Any())
            parts.Add(new StudyPart.Meaning(
            [
                .. results.Subgroups.Where(result => result.Differences.Count > 0).Select(result => (words["Column.Difference"], words["Meaning.Difference", result.First])).Distinct(),
                (words["Column.Interval"], words["Meaning.Interval"]), (words["Column.P"], words["Meaning.P"]),
            ]));
        return new StudySection("for-whom", words["Subgroup.Title"], parts);
    }
}
