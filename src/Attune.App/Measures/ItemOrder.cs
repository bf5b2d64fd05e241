using System.Security.Cryptography;
using System.Text;
using Attune.App.Studies.Allocations;

namespace Attune.App.Measures;

/// <summary>A random order of items that anyone can recompute from its seed.</summary>
public static class ItemOrder
{
    /// <summary>The seed of one person at one step: the same at every look, so that a page that is loaded again keeps its order.</summary>
    public static byte[] SeedOf(Guid session, string step) =>
        SHA256.HashData((byte[])[.. "attune-item-order\n"u8, .. session.ToByteArray(), .. Encoding.UTF8.GetBytes(step)]);

    /// <summary>The places 0 to <paramref name="items"/> − 1, shuffled from the last to the second (Fisher and Yates).</summary>
    public static IReadOnlyList<int> Of(byte[] seed, int items)
    {
        var chance = new AllocationSeed(seed);
        var order = Enumerable.Range(0, items).ToArray();
        for (var last = items - 1; last > 0; last--)
        {
            var other = chance.Draw("items", "", last, last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }
}
