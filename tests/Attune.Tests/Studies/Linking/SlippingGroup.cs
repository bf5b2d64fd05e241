using Attune.App.Studies.Linking;

namespace Attune.Tests.Studies.Linking;

/// <summary>
/// People who make the same code twice, with slips: they forget, misspell, count a half-brother once and not again. After
/// comes a quarter less, and a few who were not there before. Whose code is whose is known: it is the place of the code.
/// </summary>
internal static class SlippingGroup
{
    /// <summary>Of one element, from one occasion to the other; of seven, 0.94⁷ = 65 % then stay alike throughout.</summary>
    private const double Slip = 0.06;

    private const double LeftEmpty = 0.005;

    // First letter of the mother's name, of the place of birth, of a middle name (or none); day and month of birth; brothers; sisters.
    private static readonly int[][] Weights =
    [
        Letters(), Letters(), [40, .. Letters()], [.. Enumerable.Repeat(1, 31)], [.. Enumerable.Repeat(1, 12)], [40, 35, 15, 7, 3], [40, 35, 15, 7, 3],
    ];

    /// <param name="people">Both lists begin with these, in this order; who did not come again has no code after.</param>
    public static (IReadOnlyList<SelfCode> Before, IReadOnlyList<SelfCode> After) Of(int seed, int people)
    {
        var group = Make(seed, people);
        return (group.Before, group.After);
    }

    /// <returns>With, for each code after, whose it is before; null for those who are new.</returns>
    public static (IReadOnlyList<SelfCode> Before, IReadOnlyList<SelfCode> After, IReadOnlyList<int?> Owner) Make(int seed, int people)
    {
        var chance = new Random(seed);
        var truth = Enumerable.Range(0, people + people / 10).Select(_ => Weights.Select(weights => Draw(weights, chance)).ToArray()).ToList();
        var again = Enumerable.Range(0, truth.Count).Where(person => person >= people || chance.NextDouble() < 0.75).ToArray();
        chance.Shuffle(again);
        return (
            [.. truth.Take(people).Select(code => SelfCode.Of(code.Select(Text)))],
            [.. again.Select(person => SelfCode.Of(truth[person].Select((value, place) => Said(value, place, chance))))],
            [.. again.Select(person => person < people ? person : (int?)null)]);
    }

    private static string? Said(int value, int place, Random chance)
    {
        if (chance.NextDouble() < LeftEmpty)
            return null;
        if (chance.NextDouble() >= Slip)
            return Text(value);
        var other = Draw(Weights[place], chance);
        return Text(other == value ? value + 1 : other);
    }

    private static string Text(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int Draw(int[] weights, Random chance)
    {
        var left = chance.Next(weights.Sum());
        for (var value = 0; ; value++)
            if ((left -= weights[value]) < 0)
                return value;
    }

    // Some first letters are common and some hardly occur.
    private static int[] Letters() => [14, 7, 9, 5, 8, 3, 4, 5, 4, 9, 7, 7, 12, 4, 2, 4, 1, 7, 10, 4, 1, 3, 2, 1, 1, 2];
}
