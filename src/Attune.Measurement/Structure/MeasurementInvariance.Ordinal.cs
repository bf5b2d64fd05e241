using Attune.Measurement.Summaries;

namespace Attune.Measurement.Structure;

public sealed partial class MeasurementInvariance
{
    /// <summary>Tests groups of people on ordered answers, by diagonally weighted least squares with scaled and shifted tests;
    /// levels after Wu and Estabrook (2016).</summary>
    /// <param name="factors">Factors and their items, two at least each; together they use every item.</param>
    /// <param name="levels">Levels to test, one at least, rising.</param>
    /// <param name="groups">Ordered answers by group, two groups at least; rows with anything missing are passed over.</param>
    /// <exception cref="AssumptionException">Fewer than two groups, an answer that comes in one group only, a factor with one
    /// item, items whose correlations cannot be had, a level that they do not identify.</exception>
    /// <exception cref="ArgumentException">Factors that do not match the rows, groups over other items or in another order, levels out
    /// of order.</exception>
    public static MeasurementInvariance AcrossGroups(
        IReadOnlyList<Factor> factors, IReadOnlyList<InvarianceLevel> levels, IReadOnlyList<KeyValuePair<string, OrdinalRows>> groups)
    {
        if (groups.Count < 2)
            throw new AssumptionException("at least two groups", groups.Count == 0 ? "no group" : $"only {groups[0].Key}");
        var items = Shared(groups.Select(group => group.Value.Items))!;
        var places = ModelBuilder.Places(factors, items);
        ConfirmatoryFactorAnalysis.RequirePairs(factors);
        OrdinalMoments[] moments = [.. groups.Select(group => OrdinalMoments.Of(group.Key, group.Value))];
        for (var i = 0; i < items.Count; i++)
            foreach (var group in moments)
                if (!group.Matrix.Categories[i].SequenceEqual(moments[0].Matrix.Categories[i]))
                    throw new AssumptionException("the same answers in every group", $"{items[i]}: not the same in {moments[0].Name} and {group.Name}");
        return new MeasurementInvariance(Climb(levels, moments, (builder, level) =>
            OrdinalInvariance.AcrossGroups(builder, places, moments[0].Thresholds, groups.Count, level)));
    }

    /// <summary>Tests waves of the same people on ordered answers.</summary>
    /// <param name="factors">Factors and their items, two at least each.</param>
    /// <param name="levels">Levels to test, one at least, rising.</param>
    /// <param name="waves">Two waves at least, each with a variable for every item.</param>
    /// <param name="rows">Ordered answers, the variables wave by wave as <see cref="Variables"/> tells.</param>
    /// <exception cref="AssumptionException">As for groups.</exception>
    /// <exception cref="ArgumentException">Waves that do not match the factors or the rows, levels out of order.</exception>
    public static MeasurementInvariance OverWaves(
        IReadOnlyList<Factor> factors, IReadOnlyList<InvarianceLevel> levels, IReadOnlyList<Wave> waves, OrdinalRows rows)
    {
        var variables = Variables(factors, waves);
        if (waves.Count < 2 || !rows.Items.SequenceEqual(variables))
            throw new ArgumentException($"Expected two waves at least and the variables wave by wave: {string.Join(", ", variables)}.", nameof(rows));
        var items = Items(factors);
        var places = ModelBuilder.Places(factors, items);
        ConfirmatoryFactorAnalysis.RequirePairs(factors);
        var moments = OrdinalMoments.Of("", rows);
        for (var at = items.Length; at < variables.Count; at++)
            if (!moments.Matrix.Categories[at].SequenceEqual(moments.Matrix.Categories[at % items.Length]))
                throw new AssumptionException("the same answers at every wave", $"{variables[at % items.Length]} and {variables[at]}: not the same");
        return new MeasurementInvariance(Climb(levels, [moments], (builder, level) =>
            OrdinalInvariance.OverWaves(builder, places, moments.Thresholds[..items.Length], waves.Count, level)));
    }

    private static List<InvarianceStep> Climb(
        IReadOnlyList<InvarianceLevel> levels, IReadOnlyList<OrdinalMoments> groups, Func<ModelBuilder, InvarianceLevel, StructuralModel> layout)
    {
        var steps = new List<InvarianceStep>();
        LeastSquaresFit? before = null;
        foreach (var level in Rising(levels))
        {
            var builder = new ModelBuilder();
            var fit = LeastSquaresFit.Of(layout(builder, level), groups, unitVariance: false, builder.NameOf);
            var figures = ModelFit.Of(fit, LeastSquaresTrace.Of(fit).Scaled(indices: false));
            InvarianceDifference? difference = null;
            if (before is not null)
                difference = InvarianceDifference.Of(
                    fit.Df == before.Df ? null : LeastSquaresDifference.Of(before, fit), fit.Df - before.Df, figures.Cfi - steps[^1].Fit.Cfi);
            steps.Add(new InvarianceStep(level, figures, difference));
            before = fit;
        }

        return steps;
    }
}
