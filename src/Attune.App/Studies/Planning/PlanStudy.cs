using Attune.App.Studies.Plans;
using Attune.Measurement;
using Attune.Measurement.Planning;

namespace Attune.App.Studies.Planning;

/// <summary>Says before anything starts which effect a plan can detect.</summary>
public static class PlanStudy
{
    public const double Power = 0.8;

    public const double Level = 0.05;

    public sealed record Request(string PlanFile);

    public abstract record Outcome
    {
        private Outcome()
        {
        }

        public sealed record Planned(StudyPlan Plan, StudyDetection Detection) : Outcome;

        public sealed record WrongPlan(IReadOnlyList<PlanProblem> Problems) : Outcome;

        /// <summary>The plan does not say who is expected, or too few.</summary>
        public sealed record CannotPlan(string Why) : Outcome;
    }

    public static Outcome Handle(Request request)
    {
        var reading = StudyPlanReader.ReadFile(request.PlanFile);
        return reading.Plan is { } plan ? Of(plan) : new Outcome.WrongPlan(reading.Problems);
    }

    /// <summary>The same for a plan that is read already.</summary>
    public static Outcome Of(StudyPlan plan)
    {
        if (plan.Size is not { } size)
            return new Outcome.CannotPlan("the plan has no \"size\": how many people are expected");
        var clusters = plan.Design is StudyDesign.Cluster or StudyDesign.SteppedWedge;
        if ((clusters ? size.Clusters : size.People) is not { } units)
            return new Outcome.CannotPlan(clusters ? "\"size\" does not say how many \"clusters\"" : "\"size\" does not say how many \"people\"");
        if (clusters && size.PerCluster is null)
            return new Outcome.CannotPlan("\"size\" does not say how many people come \"perCluster\"");
        try
        {
            var trial = Precision(plan, size, units);
            var detectable = trial.Detectable(Power, Level);
            return new Outcome.Planned(plan, new StudyDetection(
                detectable, trial.Df, trial.DesignEffect, trial.Curve([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1], Level),
                [.. new[] { 0.5, 0.75, 1, 1.5, 2, 3 }.Select(times => Other(plan, size, units, times))], clusters ? "clusters" : "people",
                detectable <= PublishedEffects.LargestBelievable));
        }
        catch (AssumptionException failed)
        {
            return new Outcome.CannotPlan(failed.Message);
        }
    }

    /// <summary>The precision of a design with so many people or clusters, all arms together.</summary>
    /// <remarks>As the analysis will be: adjusted for the score before, the missing filled in as often as planned. Who leaves is
    /// chance, and a pair is lost with either of its people.</remarks>
    public static TrialPrecision Precision(StudyPlan plan, PlanSize size, int units)
    {
        var each = TrialPrecision.AfterDropout(size.PerCluster ?? 1, size.Dropout);
        var trial = plan.Design switch
        {
            // Before and after correlate as the square root of what one explains of the other.
            StudyDesign.BeforeAfter or StudyDesign.FollowUp => TrialPrecision.BeforeAfter(TrialPrecision.AfterDropout(units, size.Dropout, 1), Math.Sqrt(size.BaselineR2)),
            StudyDesign.Cluster => TrialPrecision.Clusters(units, Math.Max(1, each), size.Icc, size.Variation, size.BaselineR2, size.BaselineR2),
            StudyDesign.MatchedPairs => TrialPrecision.Pairs(TrialPrecision.AfterDropout(units / 2.0, 1 - Math.Pow(1 - size.Dropout, 2), 1), baseline: size.BaselineR2),
            StudyDesign.SteppedWedge => TrialPrecision.SteppedWedge(units, Math.Max(1, each), size.Icc, size.Steps, size.BaselineR2),
            _ => TrialPrecision.Parallel(TrialPrecision.AfterDropout(units, size.Dropout, 2), size.BaselineR2),
        };
        if (plan.OneGroup || plan.Design == StudyDesign.SteppedWedge)
            return trial;
        var before = plan.Primaries.Any(outcome => outcome.From is not null) || (size.BaselineR2 > 0 && plan.Design != StudyDesign.MatchedPairs);
        trial = trial.AdjustedFor(before ? 1 : 0);
        return plan.Missing.Impute ? trial.Imputed(size.Dropout, plan.Missing.Imputations) : trial;
    }

    private static (int, double?) Other(StudyPlan plan, PlanSize size, int units, double times)
    {
        var steps = plan.Design == StudyDesign.SteppedWedge ? size.Steps : 2;
        var other = Math.Max(steps, (int)Math.Round(units * times / steps) * steps);
        try
        {
            return (other, Precision(plan, size, other).Detectable(Power, Level));
        }
        catch (AssumptionException)
        {
            return (other, null);
        }
    }
}
