using System.Security.Cryptography;
using System.Text;
using Attune.App.Studies.Allocations;
using Attune.App.Vault;

namespace Attune.App.Studies.Conduct;

/// <summary>What of a study only the master key opens: the seed of its allocation, and the signature under its plan.</summary>
internal static class StudySecrets
{
    public static byte[] Seal(MasterKey master, Guid study, AllocationSeed seed) =>
        Sealing.Seal(master.Derive("study-seed"), Convert.FromHexString(seed.Reveal()), study.ToByteArray());

    /// <exception cref="CryptographicException">Sealed with another key, or for another study.</exception>
    public static AllocationSeed Open(MasterKey master, Study study) =>
        new(Sealing.Open(master.Derive("study-seed"), study.SealedSeed, study.Id.ToByteArray()));

    public static byte[] Sign(MasterKey master, Guid study, string entry) =>
        HMACSHA256.HashData(master.Derive("study-lock"), (byte[])[.. study.ToByteArray(), .. Encoding.UTF8.GetBytes(entry)]);

    public static bool Signed(MasterKey master, StudyVersion version) =>
        CryptographicOperations.FixedTimeEquals(Sign(master, version.StudyId, version.Entry), version.Signature);
}
