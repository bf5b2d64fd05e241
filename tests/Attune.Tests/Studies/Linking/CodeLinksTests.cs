using Attune.App.Studies.Linking;

namespace Attune.Tests.Studies.Linking;

public sealed class CodeLinksTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("M", "m", 0)]
    [InlineData(" É. ", "e", 0)]
    [InlineData("07", "7", 0)]
    [InlineData("0", "000", 0)]
    [InlineData("a", "b", 1)]
    [InlineData("a", "", 0.5)]
    [InlineData("", "", 0.5)]
    public void Elements_are_compared_as_people_mean_them(string one, string other, double distance) =>
        SelfCode.Distance(SelfCode.Of([one]), SelfCode.Of([other])).ShouldBe(distance);

    [Fact]
    public void A_slip_in_one_element_is_forgiven_and_two_are_not()
    {
        var links = CodeLinks.Find(Codes("m7ab3", "k2cd1"), Codes("k2cx1", "m9ax3"), tolerance: 1, Ct);

        links.Partner.ShouldBe([null, 0]);
        links.Distance.ShouldBe([null, 1]);
        links.AmbiguousBefore.ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_as_like_to_two_is_linked_to_neither()
    {
        var links = CodeLinks.Find(Codes("m7ab3"), Codes("m7ab4", "m7ab5"), tolerance: 1, Ct);

        links.Partner.ShouldBe([null]);
        links.AmbiguousBefore.ShouldBe([0]);
        links.AmbiguousAfter.ShouldBe([0, 1], ignoreOrder: true);
    }

    [Fact]
    public void Two_people_with_one_code_are_not_told_apart()
    {
        var links = CodeLinks.Find(Codes("m7ab3", "m7ab3"), Codes("m7ab3", "k2cd1"), tolerance: 1, Ct);

        links.Partner.ShouldBe([null, null]);
        links.AmbiguousBefore.Count.ShouldBe(2);
    }

    [Fact]
    public void The_most_alike_are_linked_first_and_nobody_twice()
    {
        // The second is like both, and the first of those is taken by somebody who is alike throughout.
        var links = CodeLinks.Find(Codes("m7ab3", "m7ab4"), Codes("m7ab3", "m7ax4"), tolerance: 1, Ct);

        links.Partner.ShouldBe([0, 1]);
        links.Distance.ShouldBe([0, 1]);
    }

    [Fact]
    public void Who_had_a_choice_is_not_given_somebody_less_alike_instead()
    {
        var links = CodeLinks.Find(Codes("m7ab3", "m7ab3"), Codes("m7ab3", "m7ab9"), tolerance: 1, Ct);

        links.Partner.ShouldBe([null, null]); // m7ab9 may be either of them
    }

    [Fact]
    public void The_order_of_the_files_decides_nothing()
    {
        var (before, after) = SlippingGroup.Of(seed: 11, people: 60);
        var links = CodeLinks.Find(before, after, tolerance: 1, Ct);
        var turned = CodeLinks.Find([.. before.Reverse()], [.. after.Reverse()], tolerance: 1, Ct);

        turned.Partner.Reverse().Select(place => after.Count - 1 - place).ShouldBe(links.Partner);
    }

    private static SelfCode[] Codes(params string[] codes) => [.. codes.Select(code => SelfCode.Of(code.Select(letter => letter.ToString())))];
}
