using Attune.App.Documents;
using Attune.App.People;

namespace Attune.App.Sessions;

/// <summary>Whoever is done with the last step and puts the phone away has finished, whether or not another page is opened.</summary>
internal static class LastStep
{
    /// <summary>
    /// Within the transaction that ends a step: the session is finished where nothing is left. What a person gave can bring
    /// a step that was not there before, so once every step that everyone meets is done the walk is looked at again.
    /// </summary>
    public static async Task FinishAfter(Walk walk, PersonHere person, DocumentShelf shelf, DateTimeOffset now, CancellationToken ct)
    {
        var done = walk.Db.StepVisits.Local.Where(visit => visit.DoneAt is not null).Select(visit => visit.StepKey).ToHashSet();
        if (walk.Steps.Any(step => step.ForEveryone && !done.Contains(step.Key)))
            return;
        var after = await Walk.Load(walk.Db, shelf, person, ct);
        if (after.Current is not null)
            return;
        after.Session.Finish(now);
        await walk.Db.SaveChangesAsync(ct);
    }
}
