using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Attune.App.Studies.Analyses;
using Attune.Measurement;

namespace Attune.Tests.Studies;

/// <summary>One analysis on one data set: what became of it, and what is wrong with it.</summary>
internal static partial class HostileRun
{
    private static readonly ConcurrentDictionary<IAnalysis, Regex> Documented = [];

    public enum End
    {
        Answered,
        NotEstimable,
        WrongSpec,
    }

    /// <summary>Runs a spec; an exception other than the two that say why, or an answer that cannot be, is thrown.</summary>
    public static End Of(IAnalysis analysis, string specFile)
    {
        try
        {
            var spec = AnalysisSpec.Read(specFile);
            spec.Allow(analysis.Options);
            var answer = analysis.Run(spec);
            Check(answer);
            CheckNames(analysis, answer);
            return End.Answered;
        }
        catch (AssumptionException problem)
        {
            if (problem.Assumption.Length == 0 || problem.Subject.Length == 0)
                throw new ShouldAssertException($"no assumption or no subject: {problem.Message}");
            return End.NotEstimable;
        }
        catch (SpecException problem)
        {
            if (problem.Where.Length == 0 || problem.Expected.Length == 0)
                throw new ShouldAssertException($"no place or nothing expected: {problem.Message}");
            return End.WrongSpec;
        }
    }

    private static void Check(AnalysisAnswer answer)
    {
        // Refuses a figure that is not finite.
        answer.ToJson();
        Holds(answer.Used >= 0 && answer.Used <= answer.Rows || answer.Rows == 0, $"used {answer.Used} of {answer.Rows} rows");
        Holds(answer.Estimates.Select(estimate => estimate.Name).Distinct().Count() == answer.Estimates.Count, "a name comes twice");
        foreach (var estimate in answer.Estimates)
        {
            var (name, value) = (estimate.Name, estimate.Value);
            Holds(estimate.P is null or (>= 0 and <= 1), $"{name}: p {estimate.P}");
            Holds(estimate.Se is null or >= 0, $"{name}: se {estimate.Se}");
            // A saturated model has a chi-square of 0 on 0.
            Holds(estimate.Df is null or > 0 || (estimate.Df == 0 && name.Contains("chisq", StringComparison.Ordinal)), $"{name}: df {estimate.Df}");
            Holds(estimate.Low is null || estimate.High is null || estimate.Low <= estimate.High, $"{name}: {estimate.Low} to {estimate.High}");
            // The F interval of agreement (Shrout and Fleiss 1979) is an approximation that need not hold a low estimate either.
            // A heterogeneity's interval by Q-profile comes from another equation than its estimate, and may not hold it.
            if (value is { } given && !name.StartsWith("tau2", StringComparison.Ordinal) && name is not ("I2" or "H2" or "ICC2" or "ICC2k" or "icc.agreement") && !name.StartsWith("sigma2", StringComparison.Ordinal))
                Holds((estimate.Low ?? given) <= given + Slack(given) && (estimate.High ?? given) >= given - Slack(given), $"{name}: {given} outside {estimate.Low} to {estimate.High}");
            var (least, most) = Range(name);
            Holds(value is null || (value >= least - 1e-9 && value <= most + 1e-9), $"{name}: {value}");
        }
    }

    /// <summary>Whoever reads the reference page finds every name that comes.</summary>
    private static void CheckNames(IAnalysis analysis, AnalysisAnswer answer)
    {
        var documented = Documented.GetOrAdd(analysis, one => new Regex(
            $"^(?:{string.Join('|', Quoted().Matches(one.EstimatesText).Select(name => Placeholder().Replace(Regex.Escape(name.Groups[1].Value), ".+")))})$",
            RegexOptions.Singleline));
        foreach (var estimate in answer.Estimates)
            Holds(documented.IsMatch(estimate.Name), $"undocumented: {estimate.Name} is no name of {analysis.EstimatesText}");
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Placeholder();

    /// <summary>What a figure of this name can be at all.</summary>
    private static (double Least, double Most) Range(string name) => name.Split('.')[0] switch
    {
        "sd" or "sigma" or "tau2" or "sigma2" or "rmse" or "chisq" or "Q" or "H2" or "threshold" when name is not ['t', 'h', ..] => (0, double.PositiveInfinity),
        "r" or "cor" => (-1, 1),
        "reciprocity" when !name.EndsWith("covariance", StringComparison.Ordinal) => (-1, 1),
        "brier" or "reliability" or "r2" or "cfi" or "fmi" => (0, 1),
        "uncertainty" or "resolution" => (0, 0.25),
        "detectable" or "rmsea" or "srmr" => (0, double.PositiveInfinity),
        "power" => (0, 1),
        _ => (double.NegativeInfinity, double.PositiveInfinity),
    };

    private static double Slack(double value) => 1e-9 * Math.Abs(value) + 1e-12;

    private static void Holds(bool law, string broken)
    {
        if (!law)
            throw new ShouldAssertException(broken);
    }
}
