namespace Attune.App.Studies.Runs;

/// <summary>The effect of an arm in one imputation, in points; the variance is its squared standard error.</summary>
internal readonly record struct ImputedFit(double Value, double Variance, double Df);
