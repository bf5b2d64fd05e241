using System.Collections.Concurrent;
using System.Security.Cryptography;
using Attune.App.People;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Vault;

/// <summary>The keys of the people one request deals with. It lives as long as the request and no longer.</summary>
public sealed class KeyRing(AttuneDb db, MasterKey master)
{
    private readonly ConcurrentDictionary<Guid, PersonCipher> _ciphers = new();

    /// <summary>A new key for someone who joins; saved together with them.</summary>
    public void MakeFor(Participant participant)
    {
        var key = RandomNumberGenerator.GetBytes(MasterKey.Size);
        db.PersonKeys.Add(new PersonKey
        {
            ParticipantId = participant.Id,
            OrganisationId = participant.OrganisationId,
            Wrapped = master.Wrap(key, participant.Id),
            MasterKeyId = master.Id,
        });
        _ciphers[participant.Id] = new PersonCipher(key);
    }

    /// <summary>What decides by chance for whom leaving is hard.</summary>
    internal Studies.Allocations.AllocationSeed LeavingSeed(Guid programme) => Helping.LeavingDraw.SeedOf(master, programme);

    /// <exception cref="InvalidOperationException">There is no such key in this organisation, or it was destroyed.</exception>
    public async Task<PersonCipher> Of(Guid participant, CancellationToken ct)
    {
        if (_ciphers.TryGetValue(participant, out var known))
            return known;
        var row = await db.PersonKeys.AsNoTracking().SingleOrDefaultAsync(k => k.ParticipantId == participant, ct)
            ?? throw new InvalidOperationException("This person's key is gone; what they wrote cannot be read.");
        return _ciphers[participant] = new PersonCipher(master.Unwrap(row.Wrapped, participant));
    }
}
