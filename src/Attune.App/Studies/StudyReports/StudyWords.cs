using System.Globalization;
using System.Resources;
using Attune.App.Studies.Runs;

namespace Attune.App.Studies.StudyReports;

/// <summary>The words of a study's report, and numbers as they are written in it.</summary>
public sealed class StudyWords
{
    private static readonly ResourceManager Words = new("Attune.App.Studies.StudyReports.StudyTexts", typeof(StudyWords).Assembly);

    private static readonly CultureInfo Culture = English();

    public string this[string key] => Words.GetString(key, Culture) ?? throw new ArgumentException($"There is no report text with the key '{key}'.", nameof(key));

    public string this[string key, params object[] args] => string.Format(Culture, this[key], args);

    public string Number(long count) => count.ToString("N0", Culture);

    /// <summary>Two decimals, or as many as a figure near 0 needs so as not to look like 0.</summary>
    public string Figure(double value)
    {
        var size = Math.Abs(value);
        var decimals = size is >= 0.005 or < 1e-12 ? 2 : Math.Min(8, (int)Math.Ceiling(-Math.Log10(size)));
        return (size < 1e-12 ? 0 : value).ToString($"F{decimals}", Culture);
    }

    /// <summary>A difference with its sign.</summary>
    public string Signed(double value) => value > 0 ? "+" + Figure(value) : Figure(value);

    public string Probability(double p) => p < 0.001 ? this["P.Small"] : p.ToString("F3", Culture);

    public string Percent(double share) => (share * 100).ToString("F0", Culture) + " %";

    /// <summary>How many of a hundred intervals hold the true value, without the sign; never rounded to all of them.</summary>
    public string Confidence(double level)
    {
        var decimals = level is > 0.9995 and < 1 ? (int)Math.Ceiling(-Math.Log10(1 - level)) - 1 : 1;
        return (level * 100).ToString("0." + new string('#', Math.Min(decimals, 10)), Culture);
    }

    public string Range(double low, double high) => this["Interval", Figure(low), Figure(high)];

    public string Range(EffectEstimate effect) => Range(effect.Low, effect.High);

    /// <summary>With its arm where there are several that could be meant.</summary>
    public static string OfArm(string label, Plans.StudyPlan plan, string arm) => plan.Arms.Count > 2 ? $"{label} ({plan.Arm(arm).Label})" : label;

    /// <summary>A count of people by what they answered: never one to four of them.</summary>
    public string Cell(long count, int smallest) => count is 0 || count >= smallest ? Number(count) : this["Cell.Few", smallest];

    private static CultureInfo English()
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo("en").Clone();
        culture.NumberFormat.NegativeSign = "−";
        return culture;
    }
}
