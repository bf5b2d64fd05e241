using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attune.App.Withdrawals;

/// <summary>A receipt as a file to keep: what was signed, the signature, and the key that tells whether it is genuine.</summary>
public static class ReceiptFile
{
    private const string Format = "attune-receipt/1";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a receipt says. It names the organisation and nobody else.</summary>
    internal static string Words(string organisation, DateOnly asked, DateOnly done, string key) => new JsonObject
    {
        ["format"] = Format,
        ["organisation"] = organisation,
        ["asked"] = Day(asked),
        ["done"] = Day(done),
        ["gone"] = new JsonArray("story", "answers", "what-was-written-about-the-story", "what-was-written-to-others", "reminders", "devices", "return-phrase", "key"),
        ["stays"] = new JsonArray("that-one-person-took-everything-back", "counts-of-people", "which-words-were-agreed-to", "in-a-study-a-line-in-its-log-of-chance-without-a-name", "safety-copies-made-before-until-they-are-deleted"),
        ["key"] = key,
    }.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(string receipt, byte[] signature, ReceiptKey key) => new JsonObject
    {
        ["receipt"] = receipt,
        ["signature"] = Convert.ToBase64String(signature),
        ["publicKey"] = key.PublicPem,
    }.ToJsonString(Readable) + "\n";

    /// <summary>What the file says, if this key signed it; null where it did not, or the file is no receipt.</summary>
    /// <param name="pem">The organisation's key as it publishes it; not the one in the file, which anybody could have put there.</param>
    public static string? Check(string file, string pem)
    {
        try
        {
            if (JsonNode.Parse(file) is not JsonObject json || json["receipt"]?.GetValue<string>() is not { } receipt || json["signature"]?.GetValue<string>() is not { } signature)
                return null;
            using var key = ReceiptKey.Public(pem);
            return key.Signed(receipt, Convert.FromBase64String(signature)) ? receipt : null;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException or ArgumentException or CryptographicException)
        {
            return null;
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
