using Attune.App.Studies.Runs;

namespace Attune.App.Studies.StudyReports;

/// <summary>Every number of a study by name, in full precision: what the JSON holds and the R script computes again. Nothing
/// of a cell smaller than the plan allows is among them.</summary>
public static class StudyFigures
{
    public static IReadOnlyList<StudyFigure> Of(StudyResults results)
    {
        List<StudyFigure> figures = [];
        void Add(string name, double? value)
        {
            if (value is { } number)
                figures.Add(new StudyFigure(name, number));
        }

        foreach (var arm in results.Flow)
        {
            var name = arm.Begins switch { null => arm.Arm, "" => "not_yet", var begins => begins };
            Add($"flow.{name}.randomised", arm.Randomised);
            foreach (var (wave, count) in arm.Answered)
                Add($"flow.{name}.{wave}", count);
        }

        foreach (var group in results.Outcomes.GroupBy(outcome => outcome.Outcome.Id))
            Outcome(results, [.. group], Add);
        foreach (var then in results.ThenTests)
        {
            foreach (var arm in then.Arms)
            {
                Add($"{then.Outcome.Id}.then.{arm.Arm}.n", arm.Count);
                Looking($"{then.Outcome.Id}.then.{arm.Arm}", arm);
            }

            foreach (var arm in then.Apart)
                Looking($"{then.Outcome.Id}.{arm.Arm}.then", arm);
        }

        foreach (var subgroup in results.Subgroups)
            foreach (var (kind, difference) in subgroup.Differences)
                Effect($"subgroup.{subgroup.Subgroup.Id}.{subgroup.Arm}.{kind}", difference, Add);
        foreach (var measure in results.Quality)
        {
            foreach (var alpha in measure.Alphas)
            {
                var name = $"alpha.{measure.Measure}.{alpha.Wave}.{(alpha.Arm == "" ? "all" : alpha.Arm)}";
                Add(name, alpha.Alpha);
                Add(name + ".low", alpha.Interval?.Low);
                Add(name + ".high", alpha.Interval?.High);
            }

            Add($"retest.{measure.Measure}.r", measure.Retest?.R);
            Add($"retest.{measure.Measure}.n", measure.Retest?.Count);
            Add($"retest.{measure.Measure}.low", measure.Retest?.Low);
            Add($"retest.{measure.Measure}.high", measure.Retest?.High);
        }

        foreach (var arm in results.Blinding)
        {
            Add($"blinding.{arm.Arm}.index", arm.Index?.Value);
            Add($"blinding.{arm.Arm}.low", arm.Index?.Low);
            Add($"blinding.{arm.Arm}.high", arm.Index?.High);
        }

        return figures;

        void Looking(string name, ThenTestChange change)
        {
            Effect(name + ".change", change.Change, Add);
            Effect(name + ".looking_back", change.LookingBack, Add);
            Effect(name + ".shift", change.Shift, Add);
        }
    }

    private static void Outcome(StudyResults results, IReadOnlyList<OutcomeResult> arms, Action<string, double?> add)
    {
        var id = arms[0].Outcome.Id;
        foreach (var level in arms[0].Levels.Where(level => level.Count >= results.Plan.MinimumCell))
        {
            add($"{id}.level.{level.Arm}.n", level.Count);
            add($"{id}.level.{level.Arm}.mean", level.Mean);
            add($"{id}.level.{level.Arm}.sd", level.StandardDeviation);
        }

        foreach (var arm in arms[0].DropOut)
            add($"{id}.missing.{arm.Arm}", arm.Missing);
        if (arms[0].Change is { } change)
        {
            add($"{id}.change.threshold", change.Threshold);
            foreach (var arm in change.Arms.Where(arm => Whole(arm.Deteriorated) && Whole(arm.Improved) && Whole(arm.Unchanged)))
            {
                add($"{id}.change.{arm.Arm}.improved", arm.Improved);
                add($"{id}.change.{arm.Arm}.unchanged", arm.Unchanged);
                add($"{id}.change.{arm.Arm}.deteriorated", arm.Deteriorated);
            }

            add($"{id}.change.p", change.P);
        }

        foreach (var result in arms)
        {
            var name = $"{id}.{result.Arm}";
            Effect(name + ".answered", result.Answered, add);
            Effect(name + ".imputed", result.Imputed, add);
            add(name + ".imputed.fmi", result.MissingInformation);
            add(name + ".g", result.HedgesG);
            add(name + ".holm", result.Adjusted);
            add(name + ".missing.p", result.DropOutP);
            foreach (var point in result.Deltas)
                Effect(FormattableString.Invariant($"{name}.delta.{point.Arm}.{point.StandardDeviations:0.####}"), point.Effect, add);
        }

        bool Whole(long count) => count == 0 || count >= results.Plan.MinimumCell;
    }

    private static void Effect(string name, EffectEstimate? effect, Action<string, double?> add)
    {
        add(name + ".value", effect?.Value);
        add(name + ".se", effect?.StandardError);
        add(name + ".df", effect?.Df);
        add(name + ".low", effect?.Low);
        add(name + ".high", effect?.High);
        add(name + ".p", effect?.P);
    }
}
