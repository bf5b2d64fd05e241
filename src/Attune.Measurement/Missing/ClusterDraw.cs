namespace Attune.Measurement.Missing;

/// <summary>One draw of a regression with a level for each cluster.</summary>
/// <param name="Intercept">Expected outcome where every predictor is 0 and the cluster an average one.</param>
/// <param name="Slopes">One for each predictor; 0 for those that follow from others.</param>
/// <param name="Sigma">Residual standard deviation within clusters.</param>
/// <param name="Between">Standard deviation of the clusters' levels.</param>
/// <param name="Levels">What each cluster lies above an average one.</param>
internal sealed record ClusterDraw(double Intercept, double[] Slopes, double Sigma, double Between, Dictionary<string, double> Levels)
{
    public double Expected(ReadOnlySpan<double> predictors)
    {
        var value = Intercept;
        for (var k = 0; k < Slopes.Length; k++)
            value += Slopes[k] * predictors[k];
        return value;
    }
}
