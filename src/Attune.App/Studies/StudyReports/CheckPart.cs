using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;

namespace Attune.App.Studies.StudyReports;

/// <summary>How to check it: the plan and its amendments side by side, the files by hash, the limits, the folder.</summary>
internal static class CheckPart
{
    public static StudySection Of(StudyResults results, StudyWords words)
    {
        var plan = results.Plan;
        List<StudyPart> parts = [new StudyPart.Paragraph(Locked(results, words)), new StudyPart.Paragraph(words["Check.PlanHash", plan.Hash])];
        if (results.Stopped is { } stop)
            parts.Add(new StudyPart.Paragraph(words["Check.Stopped", Day(stop.At), stop.Planned.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), stop.Why]));
        if (results.Lock is { Holds: true } locked)
        {
            foreach (var (before, after) in locked.Versions.Zip(locked.Versions.Skip(1)))
                parts.Add(new StudyPart.Table(words["Check.Amendment", Day(after.At), after.By, after.Why], [words["Column.Place"], words["Column.Was"], words["Column.Became"]],
                    [.. PlanChanges.Between(before, after).Select(change => (IReadOnlyList<string>)[change.Path, change.Before ?? words["Cell.None"], change.After ?? words["Cell.None"]])],
                    [false, false, false]));
            if (locked.Versions.Count == 1)
                parts.Add(new StudyPart.Paragraph(words["Check.NoAmendment"]));
        }

        parts.Add(new StudyPart.Table(words["Check.Files"], [words["Column.File"], words["Column.Rows"], "SHA-256"],
            [.. results.Files.Select(file => (IReadOnlyList<string>)[file.Name, words.Number(file.Rows), file.Sha256])], [false, true, false]));
        parts.Add(new StudyPart.Meaning([("SHA-256", words["Meaning.Sha"]), (words["Column.Rows"], words["Meaning.Rows"])]));
        parts.Add(new StudyPart.Paragraph(words[plan.ReleaseRows ? "Check.FolderRows" : "Check.FolderSummaries"]));
        parts.Add(new StudyPart.Heading(words["Limits.Title"]));
        parts.AddRange(Limits(results).Select(key => new StudyPart.Paragraph(words[key])));
        return new StudySection("check", words["Check.Title"], parts);
    }

    private static string Locked(StudyResults results, StudyWords words) => results.Locked switch
    {
        PlanLockState.Locked => words["Check.Locked", Day(results.Lock!.First.At), results.Lock.First.By, results.Lock.Latest.Entry],
        PlanLockState.Never when results.Plan.AfterTheFact => words["Check.AfterTheFact"],
        PlanLockState.Never => words["Check.Never"],
        PlanLockState.Differs => words["Check.Differs", results.Lock!.Latest.Hash],
        _ => words["Check.Broken"],
    };

    private static IEnumerable<string> Limits(StudyResults results)
    {
        if (results.Plan.OneGroup)
            yield return "Limits.OneGroup";
        if (results.Plan.Data?.Cluster is not null && results.Outcomes.Any(outcome => outcome.Imputed is not null))
            yield return "Limits.ImputedClusters";
        if (results.Flow.Any(arm => arm.Clusters is < 10))
            yield return "Limits.FewClusters";
        if (results.Outcomes.Any(outcome => outcome.Outcome.Model is not null))
            yield return "Limits.RowModel";
        yield return "Limits.SelfReport";
        yield return "Limits.Others";
    }

    private static string Day(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture);
}
