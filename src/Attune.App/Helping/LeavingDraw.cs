using System.Security.Cryptography;
using Attune.App.Studies.Allocations;
using Attune.App.Vault;

namespace Attune.App.Helping;

/// <summary>
/// For whom leaving is hard: two of every four people in order of joining, by chance. It follows from a seed that is made of
/// the master key and never stored, and that is bound by the commitment of the approval.
/// </summary>
public static class LeavingDraw
{
    private const int Block = 4;

    public static AllocationSeed SeedOf(MasterKey master, Guid programme) =>
        new(HMACSHA256.HashData(master.Derive("helping"), programme.ToByteArray()));

    /// <param name="number">The person's number in the programme, from 1.</param>
    public static bool IsHard(AllocationSeed seed, int number)
    {
        var first = (number - 1) / Block * Block;
        var places = Enumerable.Range(0, Block).ToArray();
        for (var last = Block - 1; last > 0; last--)
        {
            var other = seed.Draw("leaving", "", first + last, last + 1);
            (places[last], places[other]) = (places[other], places[last]);
        }

        return places[number - 1 - first] < Block / 2;
    }
}
