using System.Security.Cryptography;
using System.Text;
using Attune.App.Vault;

namespace Attune.App.Withdrawals;

/// <summary>
/// Sixteen letters and digits under which somebody finds the receipt of their withdrawal. Made from the form's own key, so that
/// whoever sends the form again because the answer was lost comes to the same receipt.
/// </summary>
public static class ReceiptCode
{
    // No I, L, O or U, which are taken for others.
    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 16;
    private const int Group = 4;

    public static string Make(MasterKey master, Guid key)
    {
        var mark = HMACSHA256.HashData(master.Derive("receipt-code"), key.ToByteArray());
        return string.Concat(Enumerable.Range(0, Length).Select(place => (place > 0 && place % Group == 0 ? "-" : "") + Signs[mark[place] % Signs.Length]));
    }

    /// <summary>Of the code as it was typed: small letters, spaces and missing hyphens mean the same.</summary>
    public static byte[] Hash(string typed) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
        typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit))));
}
