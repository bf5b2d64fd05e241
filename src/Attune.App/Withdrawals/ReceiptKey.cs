using System.Numerics;
using System.Security.Cryptography;
using Attune.App.Vault;

namespace Attune.App.Withdrawals;

/// <summary>
/// The key with which an organisation signs receipts (ECDSA, P-256). It follows from the master key, so that it is stored
/// nowhere; its public half is given to anyone.
/// </summary>
public sealed class ReceiptKey : IDisposable
{
    // Order of the curve's base point (FIPS 186-5, P-256).
    private static readonly BigInteger Order = BigInteger.Parse(
        "0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    private readonly ECDsa _key;

    private ReceiptKey(ECDsa key) => _key = key;

    public static ReceiptKey Of(MasterKey master, Guid organisation)
    {
        var drawn = new BigInteger(master.Derive($"receipts/{organisation}"), isUnsigned: true, isBigEndian: true);
        var secret = (drawn % (Order - 1) + 1).ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] padded = [.. new byte[MasterKey.Size - secret.Length], .. secret];
        return new ReceiptKey(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = padded }));
    }

    /// <exception cref="ArgumentException">No public key of that kind.</exception>
    public static ReceiptKey Public(string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return new ReceiptKey(key);
    }

    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>Names the key: SHA-256 of its public half, first 16 signs.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(_key.ExportSubjectPublicKeyInfo()))[..16];

    public byte[] Sign(string receipt) => _key.SignData(System.Text.Encoding.UTF8.GetBytes(receipt), HashAlgorithmName.SHA256);

    public bool Signed(string receipt, byte[] signature) =>
        _key.VerifyData(System.Text.Encoding.UTF8.GetBytes(receipt), signature, HashAlgorithmName.SHA256);

    public void Dispose() => _key.Dispose();
}
