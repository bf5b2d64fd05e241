using System.Buffers.Text;
using System.Security.Cryptography;
using Attune.App.Vault;

namespace Attune.App.Reminders;

/// <summary>What stands in a reminder so that its reader can end them without coming back: whose, and that this server wrote it.</summary>
public static class StopToken
{
    private const int IdSize = 16;
    private const int ProofSize = 16;

    public static string Of(MasterKey master, Guid participant) =>
        Base64Url.EncodeToString((byte[])[.. participant.ToByteArray(), .. Proof(master, participant)]);

    /// <summary>Null where this server did not write it.</summary>
    public static Guid? Read(MasterKey master, string token)
    {
        if (!Base64Url.IsValid(token, out var length) || length != IdSize + ProofSize)
            return null;
        var bytes = Base64Url.DecodeFromChars(token);
        var participant = new Guid(bytes.AsSpan(0, IdSize));
        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(IdSize), Proof(master, participant)) ? participant : null;
    }

    private static byte[] Proof(MasterKey master, Guid participant) =>
        HMACSHA256.HashData(master.Derive("reminder-stop"), participant.ToByteArray())[..ProofSize];
}
