using Attune.App.Studies.Plans;
using Attune.Measurement;
using Attune.Measurement.Effects;
using Attune.Measurement.Summaries;

namespace Attune.App.Studies.Runs;

/// <summary>
/// Everyone randomised, as rows of a linear model: a 0/1 column for each arm but the comparison, the score before (its mean
/// where someone gave none, which loses nothing in a randomised comparison: White and Thompson 2005), and a 0/1 column for
/// each stratum or pair but the first.
/// </summary>
internal sealed class OutcomeFrame
{
    public const string Y = "(outcome)";

    private readonly StudyPlan plan;
    private readonly int at, from;
    private readonly double mean;
    private readonly Dictionary<string, int> armColumns, kindColumns;
    private readonly Action<StudyPerson, double[]>? more;

    private OutcomeFrame(StudyPlan plan, PlanOutcome outcome, OutcomeLook look)
    {
        this.plan = plan;
        at = StudyData.PlaceIn(plan, outcome.Measure!, outcome.At);
        from = outcome.From is null ? -1 : StudyData.PlaceIn(plan, outcome.Measure!, outcome.From);
        List<string> names = [], terms = ["arm"];
        armColumns = Columns(plan.Arms.Where(arm => !arm.Comparison).Select(arm => arm.Id), ArmColumn);
        if (outcome.From is { } wave)
        {
            var name = $"{outcome.Measure}_{wave}";
            mean = look.MeanBefore ?? throw new AssumptionException("scores before", $"{outcome.Measure} at {wave}: nobody has one");
            names.Add(name);
            terms.Add(name);
        }

        var pairs = plan.Design == StudyDesign.MatchedPairs;
        var adjusts = pairs || plan.Data?.Stratum is not null;
        kindColumns = Columns(adjusts ? look.Kinds.Skip(1) : [], kind => $"{(pairs ? "pair" : "stratum")}={kind}");
        if (adjusts)
            terms.Add(pairs ? "pair" : "stratum");
        (Predictors, Model) = (names, $"{outcome.Measure}_{outcome.At} ~ {string.Join(" + ", terms)}");

        Dictionary<string, int> Columns(IEnumerable<string> values, Func<string, string> name)
        {
            var columns = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var value in values)
            {
                columns.Add(value, names.Count);
                names.Add(name(value));
            }

            return columns;
        }
    }

    private OutcomeFrame(OutcomeFrame other, IReadOnlyList<string> names, Action<StudyPerson, double[]> more, string terms)
    {
        (plan, at, from, mean, armColumns, kindColumns) = (other.plan, other.at, other.from, other.mean, other.armColumns, other.kindColumns);
        (Predictors, Model, this.more) = ([.. other.Predictors, .. names], $"{other.Model} + {terms}", more);
    }

    public IReadOnlyList<string> Predictors { get; }

    public string Model { get; }

    /// <summary>Whether people are alike beyond their arm.</summary>
    public bool Clustered => plan.Data?.Cluster is not null;

    public static string ArmColumn(string arm) => $"arm={arm}";

    public static OutcomeFrame Of(StudyPlan plan, PlanOutcome outcome, OutcomeLook look) => new(plan, outcome, look);

    /// <summary>The same people with further predictors.</summary>
    /// <param name="more">Fills the further columns, whose places follow those that are there.</param>
    public OutcomeFrame With(IReadOnlyList<string> names, Action<StudyPerson, double[]> more, string terms) => new(this, names, more, terms);

    public double? Outcome(StudyPerson person) => person.Scores[at];

    public string Group(StudyPerson person) => Clustered ? person.Cluster! : "all";

    /// <summary>Predictors of a person, into the first places of a row.</summary>
    public void Fill(StudyPerson person, double[] row)
    {
        Array.Clear(row);
        if (armColumns.TryGetValue(person.Arm, out var arm))
            row[arm] = 1;
        if (from >= 0)
            row[armColumns.Count] = person.Scores[from] ?? mean;
        if (kindColumns.Count > 0 && kindColumns.TryGetValue(OutcomeLook.KindOf(plan, person), out var kind))
            row[kind] = 1;
        more?.Invoke(person, row);
    }

    /// <summary>Moments by group of those who have an outcome.</summary>
    public GroupedSummary<MomentSummary> Fold(IEnumerable<StudyPerson> people, Func<StudyPerson, bool>? use = null)
    {
        var fold = new GroupedMomentFold([.. Predictors, Y]);
        var row = new double[Predictors.Count + 1];
        foreach (var person in people)
            if (Outcome(person) is { } y && use?.Invoke(person) != false)
            {
                Fill(person, row);
                row[^1] = y;
                fold.Add(Group(person), row);
            }

        return fold.Summary();
    }

    /// <summary>Fits the model: CR2 errors where there are clusters.</summary>
    public (LinearModel Model, IReadOnlyDictionary<string, Coefficient> Coefficients) Fit(GroupedSummary<MomentSummary> groups)
    {
        if (groups.Count == 0)
            throw new AssumptionException("people with an outcome", "nobody has one");
        // A stratum or an arm that nobody with an outcome is in says nothing.
        var total = groups.Total();
        var vary = Predictors.Where(name => total.Cross(total.IndexOf(name), total.IndexOf(name)) > 0).ToList();
        var model = LinearModel.Fit(total, Y, vary);
        var coefficients = Clustered ? model.Cr2(Narrow(groups, vary), StudyResults.Confidence) : model.Classical(StudyResults.Confidence);
        return (model, coefficients.ToDictionary(coefficient => coefficient.Term));
    }

    private static GroupedSummary<MomentSummary> Narrow(GroupedSummary<MomentSummary> groups, List<string> vary) =>
        groups.Groups.Values.First().Variables.SequenceEqual([.. vary, Y])
            ? groups
            : GroupedSummary<MomentSummary>.Of(groups.Groups.Select(part => KeyValuePair.Create(part.Key, part.Value.Select([.. vary, Y]))));
}
