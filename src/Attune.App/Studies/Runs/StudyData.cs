using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Runs;

/// <summary>The people of a study, as the plan says they are to be read.</summary>
/// <param name="People">Everyone, as often as asked; there may be more than memory holds, so read them once through and keep
/// sums.</param>
/// <param name="NotInTrial">Rows that the plan leaves out.</param>
/// <param name="OutsideWindow">Answers given before their wave opened or after it closed; they are kept.</param>
/// <param name="RetestPairs">For each measure with a retest, both occasions of everyone who has both.</param>
public sealed record StudyData(
    StudyPlan Plan, IReadOnlyCollection<StudyPerson> People, long NotInTrial, IReadOnlyDictionary<string, IReadOnlyCollection<(double First, double Second)>> RetestPairs, RowTable? Rows,
    IReadOnlyList<DataFile> Files, long OutsideWindow = 0) : IDisposable
{
    /// <summary>The latest day on which an answer was given; null where the data hold no days.</summary>
    public DateOnly? LastAnswer { get; init; }

    /// <summary>Where a score stands among a person's.</summary>
    public int Place(string measure, string wave) => PlaceIn(Plan, measure, wave);

    public static int PlaceIn(StudyPlan plan, string measure, string wave)
    {
        for (var m = 0; m < plan.Measures.Count; m++)
            if (plan.Measures[m].Id == measure)
                for (var w = 0; w < plan.Waves.Count; w++)
                    if (plan.Waves[w].Id == wave)
                        return m * plan.Waves.Count + w;
        throw new ArgumentException($"No measure '{measure}' at '{wave}'.", nameof(measure));
    }

    /// <summary>Lets go of the temporary file that holds people where they are many.</summary>
    public void Dispose()
    {
        (People as IDisposable)?.Dispose();
        foreach (var pairs in RetestPairs.Values)
            (pairs as IDisposable)?.Dispose();
    }
}
