using System.CommandLine;
using Attune.App.Withdrawals;

namespace Attune.Cli.Verbs;

/// <summary>attune receipt check FILE --key FILE: exit 0 where the key signed it, 1 where it did not, 2 on misuse.</summary>
public static class ReceiptCheckVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The receipt, receipt.json." };
        var key = new Option<string>("--key") { Description = "The organisation's public key, a PEM file from its own address.", Required = true };
        var verb = new Command("check", "Say whether a receipt is genuine and unaltered, and what it says.") { file, key };
        verb.SetAction((parsed, ct) => Run(parsed.GetRequiredValue(file), parsed.GetRequiredValue(key), parsed.InvocationConfiguration, ct));
        return verb;
    }

    private static async Task<int> Run(string file, string key, InvocationConfiguration configuration, CancellationToken ct)
    {
        foreach (var missing in new[] { file, key }.Where(path => !File.Exists(path)))
        {
            await configuration.Error.WriteLineAsync($"There is no file {missing}.");
            return ExitCode.Misuse;
        }

        if (ReceiptFile.Check(await File.ReadAllTextAsync(file, ct), await File.ReadAllTextAsync(key, ct)) is not { } receipt)
        {
            await configuration.Output.WriteLineAsync("This receipt was not signed with this key, or it was altered.");
            return ExitCode.Refused;
        }

        await configuration.Output.WriteLineAsync("This receipt is genuine. It says:");
        await configuration.Output.WriteLineAsync(receipt);
        return ExitCode.Done;
    }
}
