using Attune.App.Studies.Plans;
using Attune.App.Studies.Tables;
using Attune.Measurement.Effects;
using Attune.Measurement.Missing;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Runs;

/// <summary>
/// The effect over everyone randomised, the missing filled in several times, as it is and had the missing of one arm fared
/// worse. Those who gave the outcome are one summary; only the others are read again, one imputation at a time.
/// </summary>
internal sealed class ImputedEffects : IDisposable
{
    private readonly StudyPlan plan;
    private readonly OutcomeFrame frame;
    private readonly GroupedSummary<MomentSummary> given;
    private readonly Func<int, Func<MissingRow, double>> begin;
    private readonly Spool<MissingRow> missing = new(MissingRow.Write, MissingRow.Read);
    private readonly string[] filled;

    /// <param name="given">Moments by group of those who gave the outcome: the frame's predictors, then the outcome.</param>
    public ImputedEffects(StudyData data, PlanOutcome outcome, OutcomeFrame frame, GroupedSummary<MomentSummary> given)
    {
        (plan, this.frame) = (data.Plan, frame);
        filled = [.. plan.Arms.Select(arm => $"filled in {arm.Id}")];
        foreach (var person in data.People)
            if (frame.Outcome(person) is null)
            {
                var row = new double[frame.Predictors.Count];
                frame.Fill(person, row);
                missing.Add(new MissingRow(person.Number, plan.ArmPlace(person.Arm), frame.Group(person), row));
            }

        begin = frame.Clustered ? InClusters(given, Seed(plan, outcome)) : OneByOne(given, Seed(plan, outcome));
        this.given = GroupedSummary<MomentSummary>.Of(given.Groups.Select(group => KeyValuePair.Create(group.Key, group.Value.With(filled))));
    }

    /// <summary>People without the outcome, in order.</summary>
    public IEnumerable<MissingRow> Missing => missing;

    /// <summary>What imputation fills in for each of them.</summary>
    public IEnumerable<double> Draw(int number)
    {
        var draw = begin(number);
        foreach (var row in missing)
            yield return draw(row);
    }

    /// <summary>The pooled effect of each arm without and with each shift.</summary>
    public IReadOnlyDictionary<(string Arm, int Shift), PooledTerm> Pool(IReadOnlyList<(string Side, double Points)> shifts) =>
        Fits(shifts).ToDictionary(entry => entry.Key, entry => PooledTerm.Of(
            OutcomeFrame.ArmColumn(entry.Key.Arm), [.. entry.Value.Select(fit => fit.Value)], [.. entry.Value.Select(fit => fit.Variance)],
            entry.Value[0].Df, StudyResults.Confidence));

    /// <summary>The effect of each arm in each imputation, without a shift (−1) and with each.</summary>
    /// <param name="shifts">Arm whose missing are moved, and by how much, in points.</param>
    public IReadOnlyDictionary<(string Arm, int Shift), List<ImputedFit>> Fits(IReadOnlyList<(string Side, double Points)> shifts)
    {
        var arms = plan.Arms.Where(arm => !arm.Comparison).Select(arm => arm.Id).ToList();
        var fits = new Dictionary<(string Arm, int Shift), List<ImputedFit>>();
        for (var number = 0; number < plan.Missing.Imputations; number++)
        {
            var completed = given.Merge(Filled(number));
            var own = frame.Fit(completed).Coefficients;
            foreach (var arm in arms)
                Keep(arm, -1, Still(own[OutcomeFrame.ArmColumn(arm)]));

            // A coefficient moves on a straight line and its squared error on a parabola as the filled in are moved, so two fits
            // an arm tell all of its shifts.
            foreach (var side in shifts.Index().Where(shift => shift.Item.Points != 0).GroupBy(shift => shift.Item.Side))
            {
                var step = side.Max(shift => Math.Abs(shift.Item.Points));
                var (up, down) = (frame.Fit(Moved(completed, side.Key, step)).Coefficients, frame.Fit(Moved(completed, side.Key, -step)).Coefficients);
                foreach (var (shift, (_, points)) in side)
                    foreach (var column in arms)
                        Keep(column, shift, Between(own[OutcomeFrame.ArmColumn(column)], up[OutcomeFrame.ArmColumn(column)], down[OutcomeFrame.ArmColumn(column)], points / step));
            }

            foreach (var (shift, _) in shifts.Index().Where(shift => shift.Item.Points == 0))
                foreach (var arm in arms)
                    Keep(arm, shift, Still(own[OutcomeFrame.ArmColumn(arm)]));
        }

        void Keep(string arm, int shift, ImputedFit fit)
        {
            if (!fits.TryGetValue((arm, shift), out var list))
                fits.Add((arm, shift), list = []);
            list.Add(fit);
        }

        return fits;
    }

    public void Dispose() => missing.Dispose();

    private GroupedSummary<MomentSummary> Moved(GroupedSummary<MomentSummary> completed, string side, double points) =>
        GroupedSummary<MomentSummary>.Of(completed.Groups.Select(group => KeyValuePair.Create(
            group.Key, group.Value.Plus(group.Value.IndexOf(OutcomeFrame.Y), group.Value.IndexOf(filled[plan.ArmPlace(side)]), points))));

    /// <param name="share">Where between, in steps: 1 for <paramref name="up"/>, −1 for <paramref name="down"/>.</param>
    private static ImputedFit Between(Coefficient own, Coefficient up, Coefficient down, double share)
    {
        double middle = Still(own).Variance, high = Still(up).Variance, low = Still(down).Variance;
        var variance = middle + share * ((high - low) / 2 + share * ((high + low) / 2 - middle));
        return new ImputedFit(own.Value + share * (up.Value - down.Value) / 2, Math.Max(variance, 1e-12 * middle), own.Df);
    }

    private static ImputedFit Still(Coefficient fit) => new(fit.Value, fit.StandardError * fit.StandardError, fit.Df);

    private static long Seed(StudyPlan plan, PlanOutcome outcome) => plan.Missing.Seed * 1000L + plan.Outcomes.ToList().IndexOf(outcome);

    private static Func<int, Func<MissingRow, double>> OneByOne(GroupedSummary<MomentSummary> given, long seed)
    {
        var imputation = new NormalImputation(given.Total(), seed);
        return number =>
        {
            var draw = imputation.Begin(number);
            return row => draw(row.Predictors);
        };
    }

    private static Func<int, Func<MissingRow, double>> InClusters(GroupedSummary<MomentSummary> given, long seed)
    {
        var imputation = new ClusterImputation(given, seed);
        return number =>
        {
            var draw = imputation.Begin(number);
            return row => draw(row.Group, row.Predictors);
        };
    }

    private GroupedSummary<MomentSummary> Filled(int number)
    {
        var fold = new GroupedMomentFold([.. frame.Predictors, OutcomeFrame.Y, .. filled]);
        var row = new double[frame.Predictors.Count + 1 + filled.Length];
        var draw = begin(number);
        foreach (var person in missing)
        {
            Array.Clear(row);
            person.Predictors.CopyTo(row, 0);
            row[frame.Predictors.Count] = draw(person);
            row[frame.Predictors.Count + 1 + person.Arm] = 1;
            fold.Add(person.Group, row);
        }

        return fold.Summary();
    }
}
