using System.Globalization;
using System.Text;
using Attune.App.Studies.Runs;

namespace Attune.App.Studies.StudyReports;

/// <summary>Writes a report's folder: its faces, its pictures, its plan, and what computes every figure again.</summary>
public static class Reproduction
{
    public static IReadOnlyList<string> Write(StudyResults results, StudyData data, string folder)
    {
        Directory.CreateDirectory(folder);
        List<string> written = [];
        void File(string name, string text)
        {
            System.IO.File.WriteAllText(Path.Combine(folder, name), text);
            written.Add(name);
        }

        // Line by line: there may be a million.
        void Lines(string name, IEnumerable<string> lines)
        {
            using var writer = new StreamWriter(Path.Combine(folder, name)) { NewLine = "\n" };
            foreach (var line in lines)
                writer.WriteLine(line);
            written.Add(name);
        }

        File("report.html", StudyHtml.Write(results));
        File("report.md", StudyMarkdown.Write(results));
        File("report.json", StudyJson.Write(results));
        System.IO.File.WriteAllBytes(Path.Combine(folder, "report.pdf"), StudyPdf.Write(results));
        written.Add("report.pdf");
        foreach (var figure in StudyOutline.Of(results, new StudyWords()).Sections.SelectMany(section => section.Parts).OfType<StudyPart.Figure>())
            File(figure.Id + ".svg", figure.Svg);
        File("study.json", results.Plan.Canonical + "\n");
        if (results.Lock is { } planLock)
            File("study.lock.json", planLock.ToJson());
        foreach (var (name, lines) in StudySummaries.Files(results, data))
            Lines(name, lines);
        File("expected.csv", Expected(results));
        File("reproduce.R", ReproductionScript.Of(results));
        if (!results.Plan.ReleaseRows)
            return written;

        Lines("people.csv", PeopleCsv.Lines(data));
        foreach (var (measure, pairs) in data.RetestPairs)
            Lines($"retest-{measure}.csv", pairs.Select(pair => $"{Number(pair.First)},{Number(pair.Second)}").Prepend("first,second"));
        foreach (var outcome in results.Outcomes.Where(outcome => outcome.Imputed is not null).Select(outcome => outcome.Outcome).Distinct())
            Lines($"imputed-{outcome.Id}.csv", Imputed(data, outcome));
        foreach (var outcome in results.Outcomes.Where(outcome => outcome is { Outcome.Model: not null, DropOut.Count: > 0 }).Select(outcome => outcome.Outcome))
        {
            RowModelAnalysis.Write(data, outcome, folder);
            written.AddRange([RowModelAnalysis.RowsFile, RowModelAnalysis.SpecFile(outcome)]);
        }

        return [.. written.Distinct()];
    }

    internal static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Expected(StudyResults results)
    {
        var searched = results.Outcomes.Where(outcome => outcome.Outcome.Model is not null || results.Plan.Design == Plans.StudyDesign.SteppedWedge).Select(outcome => outcome.Outcome.Id + ".").ToList();
        var text = new StringBuilder("name,value,tolerance\n");
        foreach (var figure in StudyFigures.Of(results))
            text.Append(CultureInfo.InvariantCulture, $"{figure.Name},{Number(figure.Value)},{Tolerance(figure.Name)}\n");
        return text.ToString();

        // Errors and degrees of freedom of a searched model rest on where the search ended; p far out in a tail the more.
        string Tolerance(string name) => !searched.Any(id => name.StartsWith(id, StringComparison.Ordinal)) && !name.EndsWith(".holm", StringComparison.Ordinal) ? "1e-9"
            : name.EndsWith(".value", StringComparison.Ordinal) ? "1e-6" : "1e-3";
    }

    /// <summary>What was filled in, for those without the outcome only.</summary>
    private static IEnumerable<string> Imputed(StudyData data, Plans.PlanOutcome outcome)
    {
        var frame = OutcomeFrame.Of(data.Plan, outcome, OutcomeLook.Of(data, outcome));
        using var imputed = new ImputedEffects(data, outcome, frame, frame.Fold(data.People));
        var draws = Enumerable.Range(0, data.Plan.Missing.Imputations).Select(number => imputed.Draw(number).GetEnumerator()).ToList();
        yield return "number," + string.Join(',', draws.Select((_, i) => $"m{i + 1}"));
        foreach (var person in imputed.Missing)
            yield return $"{person.Number},{string.Join(',', draws.Select(draw => draw.MoveNext() ? Number(draw.Current) : ""))}";
    }
}
