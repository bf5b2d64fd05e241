using Attune.App.Reports;
using Attune.Measurement.Effects;
using Attune.Measurement.Summaries;

namespace Attune.App.Measures;

/// <summary>The mean of one measured outcome over everyone who has it, under the rules of a report: five people or more, none to be found by subtraction.</summary>
public sealed record MeasuredLevel(MeasureColumn Column, Finding<LevelFigures> Figures)
{
    private const string Value = "value";

    public static IReadOnlyList<MeasuredLevel> Of(MeasuredPeople people) =>
        [.. people.Columns.Select((column, place) => new MeasuredLevel(column, Fold(people, place)))];

    private static Finding<LevelFigures> Fold(MeasuredPeople people, int place)
    {
        var fold = new MomentFold(Value);
        foreach (var person in people.People)
            if (person.Values[place] is { } value)
                fold.Add([value]);
        var summary = fold.Summary();
        return Finding.Of(Headcount.UnderAFigure(summary.Count, people.People.Count), count =>
        {
            var mean = MeanEstimate.From(summary, Value, Report.Confidence);
            var figures = new LevelFigures(count, mean.Mean, mean.Interval);
            return count.IsEveryone ? figures : figures.Rounded();
        });
    }
}
