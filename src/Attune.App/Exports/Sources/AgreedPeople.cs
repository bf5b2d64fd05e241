using System.Security.Cryptography;
using Attune.App.Consents;
using Attune.App.Exports.Tables;
using Attune.App.People;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Exports.Sources;

/// <summary>
/// Who of a programme is in an export: those whose latest agreement says so, without those who are held back so that nobody
/// else can be worked out (<see cref="HeldBack"/>). In the order of their codes, which says nothing about who they are.
/// </summary>
internal sealed class AgreedPeople(AttuneDb db, Guid programme, IReadOnlySet<Guid> heldBack)
{
    /// <summary>People whose rows are loaded together; an interrupted export goes on after so many.</summary>
    public const int InAChunk = 500;

    // So few that the people of one are held easily, so many that a million people are gone through in a moment.
    private const int Buckets = 256;
    private const int HeldAtOnce = 50_000;

    /// <summary>The rule itself: the latest words somebody agreed to, and what they said about rows then.</summary>
    public static IQueryable<Participant> Of(AttuneDb db, Guid programme) => db.Participants.AsNoTracking().Where(p => p.ProgrammeId == programme
        && db.ConsentRecords.Where(r => r.ParticipantId == p.Id).OrderByDescending(r => r.AgreedAt).Select(r => r.Tier).FirstOrDefault() == ConsentTier.Rows);

    public async Task<long> Count(CancellationToken ct) => await Of(db, programme).LongCountAsync(ct) - heldBack.Count;

    public async Task<string> Fingerprint(ExportKey key, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var bucket = 0; bucket < Buckets;)
        {
            var (codes, next) = await Load(key, bucket, await Step(ct), ct);
            foreach (var (code, _) in codes)
                hash.AppendData(System.Text.Encoding.ASCII.GetBytes(code.ToString()));
            bucket = next;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public async IAsyncEnumerable<IReadOnlyList<(PersonCode Code, Guid Person)>> Chunks(
        ExportKey key, int from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var (place, step) = (0, await Step(ct));
        for (var bucket = 0; bucket < Buckets;)
        {
            var (people, next) = await Load(key, bucket, step, ct);
            bucket = next;
            foreach (var chunk in people.Chunk(InAChunk))
                if (place++ >= from)
                    yield return chunk;
        }
    }

    // Few people are gone through in one go, many in several.
    private async Task<int> Step(CancellationToken ct) => (int)Math.Clamp(Buckets * (long)HeldAtOnce / Math.Max(1, await Count(ct)), 1, Buckets);

    private async Task<(List<(PersonCode Code, Guid Person)> People, int Next)> Load(ExportKey key, int bucket, int step, CancellationToken ct)
    {
        List<(PersonCode Code, Guid Person)> people = [];
        await foreach (var person in Of(db, programme).Select(p => p.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            var code = key.Of(person);
            if (code.Leading >= bucket && code.Leading < bucket + step && !heldBack.Contains(person))
                people.Add((code, person));
        }

        people.Sort((one, other) => one.Code.CompareTo(other.Code));
        return (people, bucket + step);
    }
}
