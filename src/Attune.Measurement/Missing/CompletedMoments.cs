using Attune.Measurement.Summaries;

namespace Attune.Measurement.Missing;

/// <summary>Moments of a model's predictors and outcome in each imputation. Rows without missing values are folded once for
/// all of them.</summary>
public sealed class CompletedMoments
{
    /// <summary>Name of the variable that is 1 where the outcome was filled in and may lie elsewhere.</summary>
    public const string Shifted = "(filled in)";

    private readonly ChainedEquations equations;
    private readonly Feature[] predictors;
    private readonly int outcome;
    private readonly HashSet<int> shifted;
    private readonly string[] names;
    private readonly MomentSummary complete;

    /// <summary>Folds the rows without missing values, once for all imputations.</summary>
    /// <param name="equations">Where imputations come from.</param>
    /// <param name="columns">Their columns.</param>
    /// <param name="predictors">Predictors of the model.</param>
    /// <param name="outcome">Place of the outcome among the columns.</param>
    /// <param name="mayShift">Which of the rows whose outcome was not given a shift applies to; null for all.</param>
    public CompletedMoments(
        ChainedEquations equations, IReadOnlyList<IncompleteColumn> columns, IReadOnlyList<Feature> predictors, int outcome, Func<int, bool>? mayShift = null)
    {
        (this.equations, this.predictors, this.outcome) = (equations, [.. predictors], outcome);
        shifted = [.. columns[outcome].MissingRows.Where(row => mayShift?.Invoke(row) != false)];
        names = [.. predictors.Select(predictor => predictor.Name), columns[outcome].Name, Shifted];
        var incomplete = equations.IncompleteRows.ToHashSet();
        complete = Fold([.. columns.Select(column => column.Values)], Enumerable.Range(0, columns[outcome].Values.Length).Where(row => !incomplete.Contains(row)));
    }

    /// <summary>Number of outcomes that a shift applies to.</summary>
    public int ShiftedRows => shifted.Count;

    /// <summary>Draws an imputation and folds it. Safe to call from several threads.</summary>
    /// <param name="number">Which one, from 0.</param>
    public MomentSummary Of(int number) => complete.Merge(Fold(equations.Draw(number), equations.IncompleteRows));

    private MomentSummary Fold(double[][] columns, IEnumerable<int> rows)
    {
        var fold = new MomentFold(names);
        var cells = new double[names.Length];
        foreach (var row in rows)
        {
            for (var k = 0; k < predictors.Length; k++)
                cells[k] = predictors[k].Of(columns, row);
            cells[^2] = columns[outcome][row];
            cells[^1] = shifted.Contains(row) ? 1 : 0;
            fold.Add(cells);
        }

        return fold.Summary();
    }
}
