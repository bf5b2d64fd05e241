using System.Globalization;
using Attune.App.Storage;
using Attune.App.Studies.Allocations;
using Attune.App.Studies.Plans;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>A study's allocation log as the database keeps it. Its new lines are saved with whatever else the caller saves.</summary>
internal sealed class AllocationBook
{
    private readonly AttuneDb _db;
    private readonly Study _study;
    private readonly Allocator _allocator;
    private readonly AllocationPlan _plan;
    private readonly AllocationSeed _seed;

    private AllocationBook(AttuneDb db, Study study, AllocationPlan plan, AllocationSeed seed, Allocator allocator) =>
        (_db, _study, _plan, _seed, _allocator) = (db, study, plan, seed, allocator);

    public string Head => _allocator.Log.Head;

    /// <summary>Begins the log of a study that is being locked. Whole groups are all given their arms here: nobody joins them in between.</summary>
    public static void Open(AttuneDb db, Study study, StudyPlan plan, AllocationSeed seed, DateTimeOffset now)
    {
        var allocator = Allocator.Open(plan.Allocation!, plan.Hash, seed, now);
        var book = new AllocationBook(db, study, plan.Allocation!, seed, allocator);
        book.Keep(allocator.Log.Entries);
        for (var cluster = 0; cluster < plan.Conduct!.Clusters.Count; cluster++)
            book.Enrol(OfCluster(cluster), [], now);
    }

    /// <summary>What the log calls a group: its place in the plan's list.</summary>
    private static string OfCluster(int place) => string.Create(CultureInfo.InvariantCulture, $"cluster-{place + 1}");

    public static async Task<AllocationBook> Load(AttuneDb db, Study study, LockedPlan plan, MasterKey master, CancellationToken ct)
    {
        var seed = StudySecrets.Open(master, study);
        var allocation = plan.First.Allocation!;
        return new AllocationBook(db, study, allocation, seed, Allocator.Resume(allocation, plan.First.Hash, seed, await Text(db, study.Id, ct)));
    }

    /// <summary>The log, JSON Lines.</summary>
    public static async Task<string> Text(AttuneDb db, Guid study, CancellationToken ct) =>
        string.Concat((await db.AllocationLines.AsNoTracking().Where(l => l.StudyId == study).OrderBy(l => l.Number).Select(l => l.Line).ToListAsync(ct))
            .Select(line => line + "\n"));

    /// <summary>Gives an arm to whoever asks now; answers the masked label and the arm.</summary>
    public (string Label, string Arm) Enrol(string subject, IReadOnlyList<string> levels, DateTimeOffset now)
    {
        var entries = Done(_allocator.Enrol(subject, levels, now));
        var label = ((EntryFacts.Assign)entries[0].Facts).Arm;
        return (label, ArmLabels.From(_plan, _seed).Arm(label));
    }

    /// <summary>The arm a group was given at the lock; answers the masked label and the arm.</summary>
    public (string Label, string Arm) Cluster(int place)
    {
        var label = _allocator.Log.Entries.Select(entry => entry.Facts).OfType<EntryFacts.Assign>().Single(facts => facts.Subject == OfCluster(place)).Arm;
        return (label, ArmLabels.From(_plan, _seed).Arm(label));
    }

    /// <summary>Nobody is enrolled any more. Done twice it is done once.</summary>
    public void Close(DateTimeOffset now)
    {
        if (_allocator.Log.Entries[^1].Facts is not EntryFacts.Close)
            Done(_allocator.Close(now));
    }

    private IReadOnlyList<AllocationEntry> Done(AllocationOutcome outcome)
    {
        if (outcome is not AllocationOutcome.Done done)
            throw new InvalidOperationException($"An arm could not be given: {(outcome as AllocationOutcome.Refused)?.Reason}");
        Keep(done.Entries);
        return done.Entries;
    }

    private void Keep(IReadOnlyList<AllocationEntry> entries) => _db.AllocationLines.AddRange(entries.Select(entry => new AllocationLine
    {
        StudyId = _study.Id,
        Number = entry.Number,
        OrganisationId = _study.OrganisationId,
        Line = entry.Line,
    }));
}
