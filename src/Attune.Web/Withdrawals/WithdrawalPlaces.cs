namespace Attune.Web.Withdrawals;

public static class WithdrawalPlaces
{
    public const string Ask = "/take-back";
    public const string Keep = Ask + "/keep";
    public const string Find = "/receipt";

    public static string Receipt(string code) => $"{Find}/{code}";

    public static string File(string code) => $"{Find}/{code}/receipt.json";

    public static string Key(Guid organisation) => $"/keys/{organisation}.pem";
}
