using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Imports;

/// <summary>Every column that a plan reads.</summary>
internal static class PlanColumns
{
    public static IReadOnlyList<string> Of(StudyPlan plan)
    {
        var data = plan.Data;
        IEnumerable<string?> columns =
        [
            data?.Person, data?.Arm, data?.Stratum, data?.Cluster, data?.Pair, data?.Consent, data?.Version, data?.Wave, data?.Date, data?.Guess?.Column,
            .. data?.Where.Keys ?? [], .. plan.Subgroups.Select(subgroup => subgroup.Column), .. plan.Waves.Select(wave => wave.DateColumn),
            .. plan.Measures.SelectMany(measure => measure.Columns.Values.SelectMany(items => items)),
            .. plan.Measures.SelectMany(measure => new[] { measure.Retest?.First, measure.Retest?.Second }),
        ];
        return [.. columns.OfType<string>().Distinct()];
    }
}
