namespace Attune.App.Studies.Linking;

/// <summary>
/// Which codes of two occasions are one person's. The most alike are linked first and nobody twice; where several are as
/// alike, nobody is linked, since a wrong link is worse than none (docs/methods/self-codes.md).
/// </summary>
/// <param name="Partner">For each code before, the place of its partner after; null where it has none.</param>
/// <param name="Distance">For each code before, how unlike its partner is; null where it has none.</param>
/// <param name="AmbiguousBefore">Codes before that are as like to several.</param>
public sealed record CodeLinks(
    IReadOnlyList<int?> Partner, IReadOnlyList<double?> Distance, IReadOnlySet<int> AmbiguousBefore, IReadOnlySet<int> AmbiguousAfter)
{
    public int Exact => Distance.Count(distance => distance == 0);

    public int Tolerant => Distance.Count(distance => distance > 0);

    /// <param name="tolerance">Most that two codes of one person may differ by; 0 links only what is alike throughout.</param>
    public static CodeLinks Find(IReadOnlyList<SelfCode> before, IReadOnlyList<SelfCode> after, double tolerance, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        var partner = new int?[before.Count];
        var distances = new double?[before.Count];
        var (openBefore, openAfter) = (Enumerable.Range(0, before.Count).ToHashSet(), Enumerable.Range(0, after.Count).ToHashSet());
        var (unsureBefore, unsureAfter) = (new HashSet<int>(), new HashSet<int>());
        foreach (var level in Candidates(before, after, tolerance, ct))
        {
            var open = level.Where(pair => openBefore.Contains(pair.Before) && openAfter.Contains(pair.After)).ToList();
            var (choices, claims) = (open.CountBy(pair => pair.Before).ToDictionary(), open.CountBy(pair => pair.After).ToDictionary());
            foreach (var (mine, theirs) in open)
            {
                if (choices[mine] == 1 && claims[theirs] == 1)
                {
                    (partner[mine], distances[mine]) = (theirs, level.Key);
                }
                else
                {
                    unsureBefore.Add(mine);
                    unsureAfter.Add(theirs);
                }
            }

            // Who had a choice here may not be given somebody less alike afterwards.
            openBefore.ExceptWith(choices.Keys);
            openAfter.ExceptWith(claims.Keys);
        }

        return new CodeLinks(partner, distances, unsureBefore, unsureAfter);
    }

    /// <summary>Pairs of different people, of all there are on one occasion, whose codes are as alike as the tolerance allows.</summary>
    public static (long Alike, long Pairs) AlikeByChance(IReadOnlyList<SelfCode> codes, double tolerance, CancellationToken ct)
    {
        var alike = 0L;
        for (var one = 0; one < codes.Count; one++)
        {
            ct.ThrowIfCancellationRequested();
            for (var other = one + 1; other < codes.Count; other++)
                if (SelfCode.Distance(codes[one], codes[other]) <= tolerance)
                    alike++;
        }

        return (alike, codes.Count * (codes.Count - 1L) / 2);
    }

    private static IEnumerable<IGrouping<double, (int Before, int After)>> Candidates(
        IReadOnlyList<SelfCode> before, IReadOnlyList<SelfCode> after, double tolerance, CancellationToken ct)
    {
        var found = new List<(double Distance, int Before, int After)>();
        for (var mine = 0; mine < before.Count; mine++)
        {
            ct.ThrowIfCancellationRequested();
            for (var theirs = 0; theirs < after.Count; theirs++)
                if (SelfCode.Distance(before[mine], after[theirs]) is var distance && distance <= tolerance)
                    found.Add((distance, mine, theirs));
        }

        return found.GroupBy(pair => pair.Distance, pair => (pair.Before, pair.After)).OrderBy(level => level.Key);
    }
}
