namespace Attune.App.Measures;

/// <summary>
/// What people think the other side would answer, less what the other side answered: a difference between two groups' own
/// numbers and nobody's opinion of it. One scale and one occasion at a time; fear is another scale and is never added.
/// </summary>
public static class PerceptionGap
{
    /// <summary>Fewest answers of a side that stand for it: of fewer, a gap would tell what single people said.</summary>
    public const int FewestOfASide = 5;

    /// <param name="Side">1 or 2; null for neither.</param>
    /// <param name="Own">What the person answered for themselves; null where there is no score.</param>
    /// <param name="Picture">What they think the other side answers; null where there is no score.</param>
    public readonly record struct Person(int? Side, double? Own, double? Picture);

    /// <param name="Answered">How many of the side answered for themselves.</param>
    /// <param name="Mean">Their mean; null where fewer than <see cref="FewestOfASide"/> did.</param>
    public readonly record struct Reference(int Answered, double? Mean);

    /// <summary>What a side really answered.</summary>
    public static Reference Of(int side, IEnumerable<Person> people)
    {
        var own = people.Where(person => person.Side == side).Select(person => person.Own).OfType<double>().ToList();
        return new Reference(own.Count, own.Count >= FewestOfASide ? own.Average() : null);
    }

    /// <summary>
    /// For each person picture − the other side's mean, in the scale's points: below 0 they think that the others would
    /// answer lower than they did. Null without a side, a picture, or enough answers of the others.
    /// </summary>
    public static IReadOnlyList<double?> Of(IReadOnlyList<Person> people)
    {
        var (first, second) = (Of(1, people), Of(2, people));
        return
        [
            .. people.Select(person => person.Side switch
            {
                1 => person.Picture - second.Mean,
                2 => person.Picture - first.Mean,
                _ => null,
            }),
        ];
    }
}
