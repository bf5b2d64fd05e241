using Attune.App.Studies.Linking;

namespace Attune.Tests.Studies.Linking;

/// <summary>Simulated groups in which it is known who is who: what tolerance finds, and what it links falsely.</summary>
public sealed class LinkingSimulationTests
{
    [Fact]
    public void Tolerance_finds_the_share_that_is_published_and_exact_matching_the_smaller_one()
    {
        var (exact, exactFalse, _) = Shares(groups: 150, people: 60, tolerance: 0);
        var (tolerant, tolerantFalse, unsure) = Shares(groups: 150, people: 60, tolerance: 1);

        // Published for codes of this kind: 61 to 71 % exactly, 88 to 96 % with one slip forgiven. 6,750 people: ±1.2 points.
        exact.ShouldBeInRange(0.61, 0.71);
        tolerant.ShouldBeInRange(0.88, 0.96);
        exactFalse.ShouldBeLessThan(0.001);
        tolerantFalse.ShouldBeLessThan(0.005);
        unsure.ShouldBeLessThan(0.02);
    }

    [Fact]
    public void Two_slips_forgiven_find_more_and_link_strangers()
    {
        var one = Shares(groups: 60, people: 100, tolerance: 1);
        var two = Shares(groups: 60, people: 100, tolerance: 2);

        two.False.ShouldBeGreaterThan(3 * one.False);
    }

    // Of those who came again: the share that was linked to themselves, and to somebody else; and of all, who was left in doubt.
    private static (double Found, double False, double Unsure) Shares(int groups, int people, double tolerance)
    {
        var (came, right, wrong, unsure) = (0, 0, 0, 0);
        for (var seed = 1; seed <= groups; seed++)
        {
            var (before, after, owner) = SlippingGroup.Make(seed, people);
            var links = CodeLinks.Find(before, after, tolerance, TestContext.Current.CancellationToken);
            came += owner.Count(person => person is not null);
            right += Enumerable.Range(0, people).Count(person => links.Partner[person] is { } place && owner[place] == person);
            wrong += Enumerable.Range(0, people).Count(person => links.Partner[person] is { } place && owner[place] != person);
            unsure += links.AmbiguousBefore.Count;
        }

        return ((double)right / came, (double)wrong / came, (double)unsure / (groups * people));
    }
}
