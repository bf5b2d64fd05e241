using Attune.App.Instruments;

namespace Attune.App.Exports.Tables;

/// <summary>The reasons an answer is missing, in the order in which formats number them.</summary>
public static class MissingCodes
{
    public static readonly IReadOnlyList<MissingReason> Order =
        [MissingReason.NotAnswered, MissingReason.PreferNotToSay, MissingReason.NotShown, MissingReason.LeftBefore, MissingReason.NotCollected];

    public static int Place(MissingReason reason)
    {
        for (var place = 0; place < Order.Count; place++)
            if (Order[place] == reason) return place;
        throw new ArgumentOutOfRangeException(nameof(reason));
    }

    public static string Words(MissingReason reason) => reason switch
    {
        MissingReason.NotAnswered => "left open",
        MissingReason.PreferNotToSay => "would rather not say",
        MissingReason.NotShown => "was not shown",
        MissingReason.LeftBefore => "left before it",
        MissingReason.NotCollected => "was not collected",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
