using Attune.Measurement.Summaries;

namespace Attune.Measurement.Structure;

/// <summary>
/// Whether items mean the same in several groups, or at several times: a factor model fitted with more and more held
/// equal, each level tested against the one before (Meredith 1993).
/// </summary>
/// <remarks>Maximum likelihood with means, from complete rows or by full information; scaled tests with a second pass over
/// the rows. Over waves an item's residuals are free to move together from wave to wave. The factors' units are set by
/// their variance in the first group or wave; fit does not depend on that.</remarks>
public sealed partial class MeasurementInvariance
{
    private MeasurementInvariance(IReadOnlyList<InvarianceStep> steps) => Steps = steps;

    /// <summary>The levels asked for, in order.</summary>
    public IReadOnlyList<InvarianceStep> Steps { get; }

    /// <summary>Tests groups of people on complete rows.</summary>
    /// <param name="factors">Factors and their items; together they use every variable.</param>
    /// <param name="levels">Levels to test, one at least, rising.</param>
    /// <param name="groups">Moments over the items by group; two groups at least.</param>
    /// <param name="rows">A group's rows once more, for scaled tests; null for normal theory.</param>
    /// <exception cref="AssumptionException">Fewer than two groups, or in one of them no more people than items, an item that is
    /// constant or that others determine; a level that the data do not identify or at which the likelihood has no
    /// maximum.</exception>
    /// <exception cref="ArgumentException">Factors that do not match the summary, levels out of order.</exception>
    public static MeasurementInvariance AcrossGroups(
        IReadOnlyList<Factor> factors, IReadOnlyList<InvarianceLevel> levels, GroupedSummary<MomentSummary> groups, Func<string, RowPass>? rows = null) =>
        AcrossGroups(factors, levels, groups.Groups.Values.FirstOrDefault()?.Variables,
            [.. groups.Groups.Select(group => GroupRows.Complete(group.Key, group.Value, rows?.Invoke(group.Key)))]);

    /// <summary>Tests groups of people on all rows, whatever they miss, by full information.</summary>
    /// <inheritdoc cref="AcrossGroups(IReadOnlyList{Factor}, IReadOnlyList{InvarianceLevel}, GroupedSummary{MomentSummary}, Func{string, RowPass}?)"/>
    public static MeasurementInvariance AcrossGroups(
        IReadOnlyList<Factor> factors, IReadOnlyList<InvarianceLevel> levels, GroupedSummary<PatternSummary> groups, Func<string, RowPass>? rows = null) =>
        AcrossGroups(factors, levels, groups.Groups.Values.FirstOrDefault()?.Variables,
            [.. groups.Groups.Select(group => GroupRows.Available(group.Key, group.Value, rows?.Invoke(group.Key)))]);

    /// <summary>Tests waves of the same people on complete rows.</summary>
    /// <param name="factors">Factors and their items.</param>
    /// <param name="levels">Levels to test, one at least, rising.</param>
    /// <param name="waves">Two waves at least, each with a variable for every item.</param>
    /// <param name="summary">Moments over the variables of all waves, in any order.</param>
    /// <param name="rows">The same rows once more, in the summary's order, for scaled tests; null for normal theory.</param>
    /// <exception cref="AssumptionException">As for groups.</exception>
    /// <exception cref="ArgumentException">Waves that do not match the factors or the summary, levels out of order.</exception>
    public static MeasurementInvariance OverWaves(
        IReadOnlyList<Factor> factors, IReadOnlyList<InvarianceLevel> levels, IReadOnlyList<Wave> waves, MomentSummary summary, RowPass? rows = null)
    {
        string[] variables = [.. Variables(factors, waves)];
        return OverWaves(factors, levels, waves, variables, GroupRows.Complete("", summary.Select(variables), Turned(rows, summary.Variables, variables)));
    }

    /// <summary>Tests waves of the same people on all rows, whatever they miss, by full information.</summary>
    /// <param name="factors">Factors and their items.</param>
    /// <param name="levels">Levels to test, one at least, rising.</param>
    /// <param name="waves">Two waves at least, each with a variable for every item.</param>
    /// <param name="summary">Moments by pattern over the variables of all waves, in the order of <see cref="Variables"/>.</param>
    /// <param name="rows">The same rows once more, in the summary's order, for scaled tests; null for normal theory.</param>
    /// <exception cref="AssumptionException">As for groups.</exception>
    /// <exception cref="ArgumentException">Waves that do not match the factors, a summary over other variables or in another
    /// order, levels out of order.</exception>
    public static MeasurementInvariance OverWaves(
        IReadOnlyList<Factor> factors, IReadOnlyList<InvarianceLevel> levels, IReadOnlyList<Wave> waves, PatternSummary summary, RowPass? rows = null)
    {
        string[] variables = [.. Variables(factors, waves)];
        return summary.Variables.SequenceEqual(variables)
            ? OverWaves(factors, levels, waves, variables, GroupRows.Available("", summary, rows))
            : throw new ArgumentException($"Expected the variables wave by wave: {string.Join(", ", variables)}.", nameof(summary));
    }

    /// <summary>The variables that a test over waves takes, wave by wave in the order of the factors' items.</summary>
    /// <param name="factors">Factors and their items.</param>
    /// <param name="waves">The waves.</param>
    /// <exception cref="ArgumentException">A wave without a variable for an item.</exception>
    public static IReadOnlyList<string> Variables(IReadOnlyList<Factor> factors, IReadOnlyList<Wave> waves) =>
        [.. waves.SelectMany(wave => Items(factors).Select(item => wave.Columns.TryGetValue(item, out var column)
            ? column
            : throw new ArgumentException($"Wave {wave.Name} has no variable for {item}.", nameof(waves))))];

    private static string[] Items(IReadOnlyList<Factor> factors) => [.. factors.SelectMany(factor => factor.Items).Distinct(StringComparer.Ordinal)];

    private static MeasurementInvariance AcrossGroups(
        IReadOnlyList<Factor> factors, IReadOnlyList<InvarianceLevel> levels, IReadOnlyList<string>? items, IReadOnlyList<GroupRows> groups)
    {
        if (groups.Count < 2 || items is null)
            throw new AssumptionException("at least two groups", groups.Count == 0 ? "no group" : $"only {groups[0].Name}");
        var places = ModelBuilder.Places(factors, items);
        var ground = FactorFit.Ground.Of(groups, items, [.. Enumerable.Range(0, items.Count)]);
        return new MeasurementInvariance(Climb(levels, ground, (builder, level) =>
            InvarianceModel.AcrossGroups(builder, places, items.Count, groups.Count, level)));
    }

    private static MeasurementInvariance OverWaves(
        IReadOnlyList<Factor> factors, IReadOnlyList<InvarianceLevel> levels, IReadOnlyList<Wave> waves, string[] variables, GroupRows rows)
    {
        if (waves.Count < 2)
            throw new ArgumentException("A test over waves takes two at least.", nameof(waves));
        var items = Items(factors);
        var places = ModelBuilder.Places(factors, items);
        var ground = FactorFit.Ground.Of([rows], variables, [.. variables.Select((_, at) => at % items.Length)]);
        return new MeasurementInvariance(Climb(levels, ground, (builder, level) =>
            InvarianceModel.OverWaves(builder, places, items.Length, waves.Count, level)));
    }

    private static List<InvarianceStep> Climb(
        IReadOnlyList<InvarianceLevel> levels, FactorFit.Ground ground, Func<ModelBuilder, InvarianceLevel, StructuralModel> layout)
    {
        if (Rising(levels).Contains(InvarianceLevel.Thresholds))
            throw new ArgumentException("Only ordered items have thresholds.", nameof(levels));
        var steps = new List<InvarianceStep>();
        (FactorFit Fit, RobustTrace? Robust, ModelFit Figures)? before = null;
        foreach (var level in levels)
        {
            var builder = new ModelBuilder();
            var fit = FactorFit.Of(layout(builder, level), ground, builder.NameOf);
            var robust = ground.Groups[0].Rows is null ? null : RobustTrace.Of(fit);
            var now = (fit, robust, ModelFit.Of(fit, robust));
            steps.Add(new InvarianceStep(level, now.Item3, before is { } freer ? InvarianceDifference.Of(freer, now) : null));
            before = now;
        }

        return steps;
    }

    private static IReadOnlyList<InvarianceLevel> Rising(IReadOnlyList<InvarianceLevel> levels) =>
        levels.Count == 0 || levels.Zip(levels.Skip(1)).Any(pair => pair.First >= pair.Second)
            ? throw new ArgumentException("Levels rise, each once, one at least.", nameof(levels))
            : levels;

    private static RowPass? Turned(RowPass? rows, IReadOnlyList<string> from, string[] to)
    {
        if (rows is null || from.SequenceEqual(to))
            return rows;
        int[] places = [.. to.Select(name => from.ToList().IndexOf(name))];
        var turned = new double?[to.Length];
        return visit => rows(row =>
        {
            for (var i = 0; i < turned.Length; i++)
                turned[i] = row[places[i]];
            visit(turned);
        });
    }
}
