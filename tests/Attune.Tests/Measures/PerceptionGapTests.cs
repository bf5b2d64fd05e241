using Attune.App.Measures;

namespace Attune.Tests.Measures;

public sealed class PerceptionGapTests
{
    // The example of docs/methods/perception-gap.md, by hand: side 1 answered 5, 6, 6, 7, 6 (mean 6), side 2 4, 5, 5, 5, 6 (mean 5).
    private static readonly PerceptionGap.Person[] Example =
    [
        new(1, 5, 3), new(1, 6, 5), new(1, 6, 2), new(1, 7, 4), new(1, 6, null),
        new(2, 4, 4), new(2, 5, 6), new(2, 5, 3), new(2, 5, 5), new(2, 6, 2),
    ];

    [Fact]
    public void A_gap_is_the_picture_less_what_the_other_side_really_answered() =>
        PerceptionGap.Of(Example).ShouldBe([-2, 0, -3, -1, null, -2, 0, -3, -1, -4]);

    [Fact]
    public void Nobody_is_compared_with_their_own_side()
    {
        var louder = Example.Select(person => person with { Own = person.Side == 1 ? 1 : person.Own }).ToList();

        PerceptionGap.Of(louder).Take(5).ShouldBe(PerceptionGap.Of(Example).Take(5));
        PerceptionGap.Of(louder).Skip(5).ShouldBe([3, 5, 2, 4, 1]);
    }

    [Fact]
    public void Four_answers_of_a_side_do_not_stand_for_it()
    {
        var four = Example.Select((person, place) => place == 9 ? person with { Own = null } : person).ToList();

        PerceptionGap.Of(four).Take(5).ShouldAllBe(gap => gap == null);
        PerceptionGap.Of(four).Skip(5).ShouldBe([-2, 0, -3, -1, -4]);
        PerceptionGap.Of(2, four).ShouldBe(new PerceptionGap.Reference(4, null));
    }

    [Fact]
    public void Who_is_on_neither_side_has_no_gap_and_is_in_no_mean()
    {
        PerceptionGap.Person[] more = [.. Example, new(null, 1, 1)];

        PerceptionGap.Of(more).Take(10).ShouldBe(PerceptionGap.Of(Example));
        PerceptionGap.Of(more)[^1].ShouldBeNull();
    }
}
