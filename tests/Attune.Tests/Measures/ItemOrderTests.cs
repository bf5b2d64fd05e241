using Attune.App.Measures;

namespace Attune.Tests.Measures;

public sealed class ItemOrderTests
{
    [Fact]
    public void An_order_is_the_same_at_every_look_and_another_for_another_step()
    {
        var session = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);
        var order = ItemOrder.Of(ItemOrder.SeedOf(session, "before"), 10);

        ItemOrder.Of(ItemOrder.SeedOf(session, "before"), 10).ShouldBe(order);
        ItemOrder.Of(ItemOrder.SeedOf(session, "after"), 10).ShouldNotBe(order);
        order.Order().ShouldBe(Enumerable.Range(0, 10));
    }

    [Fact]
    public void Every_item_comes_in_every_place_equally_often()
    {
        const int people = 4_000, items = 5;
        var places = new int[items, items];
        for (var person = 0; person < people; person++)
        {
            var seed = ItemOrder.SeedOf(Guid.Empty, $"{person}");
            foreach (var (place, item) in ItemOrder.Of(seed, items).Index())
                places[place, item]++;
        }

        var expected = people / (double)items;
        var chiSquare = places.Cast<int>().Sum(count => (count - expected) * (count - expected) / expected);
        chiSquare.ShouldBeLessThan(37); // 16 degrees of freedom: above it once in 500 sets of seeds, and these are fixed
    }
}
