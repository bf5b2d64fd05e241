using System.CommandLine;
using Attune.App;
using Attune.App.Reminders;
using Attune.App.Staff;
using Attune.App.Storage;
using Attune.App.Vault;
using Attune.Web.Host;
using Attune.Web.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Attune.Cli.Verbs;

/// <summary>attune serve [--urls …] [--data …] [--demo]</summary>
public static class ServeVerb
{
    private const string UsualUrls = "http://127.0.0.1:8080";

    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => UsualUrls };
        var demo = new Option<bool>("--demo") { Description = "Also show a finished programme of simulated people." };
        var where = new InstallationOptions();
        var verb = new Command("serve", "Run Attune as a web server.") { urls, demo, where.Data, where.Content };
        verb.SetAction((parsed, ct) => Run(
            parsed.GetRequiredValue(urls), parsed.GetValue(demo), where, parsed, ct));
        return verb;
    }

    private static Task<int> Run(string urls, bool demo, InstallationOptions where, ParseResult parsed, CancellationToken ct) =>
        where.With(parsed, ct, async installation =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (installation.MasterKeyIsNew)
                await output.WriteLineAsync(KeyAdvice(installation));
            if (demo)
                await DemonstrationProgramme.Make(installation, TimeProvider.System, output, ct);

            var (smtp, wrong) = SmtpSettings.Read(
                Environment.GetEnvironmentVariable(SmtpSettings.Variable), Environment.GetEnvironmentVariable(SmtpSettings.PasswordVariable),
                Environment.GetEnvironmentVariable(SmtpSettings.FromVariable));
            if (wrong is not null)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(wrong);
                return ExitCode.Misuse;
            }

            await using var app = AttuneHost.Build(installation, urls, demo, mail: smtp is null ? null : new SmtpSender(smtp));
            try
            {
                await app.StartAsync(ct);
            }
            catch (IOException taken)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(
                    $"Attune cannot listen on {urls}: {taken.Message}\nStop what is using that address, or name another with --urls http://127.0.0.1:8081");
                return ExitCode.Refused;
            }

            var address = Addresses(app).First();
            await output.WriteLineAsync($"Attune is running at {address}");
            await output.WriteLineAsync($"Data: {installation.DataFolder}");
            await PrintSetUpLink(installation, address, output, ct);
            if (demo)
                await output.WriteLineAsync($"Demonstration (simulated people): {address}/demo");
            await output.WriteLineAsync("Ctrl+C ends it.");
            await app.WaitForShutdownAsync(ct);
            return ExitCode.Done;
        }, mayMake: true);

    private static async Task PrintSetUpLink(Installation installation, string address, TextWriter output, CancellationToken ct)
    {
        await using var db = installation.OpenDb();
        if (await NewSetupLink.Handle(db, TimeProvider.System, ct) is { } token)
            await output.WriteLineAsync($"Set it up here, once, within 24 hours: {address}{StaffPlaces.SetUp(token)}");
    }

    private static string KeyAdvice(Installation installation) =>
        $"""
        A master key was made: {Path.Combine(installation.DataFolder, MasterKeyFile.Name)}
        Everything people write is encrypted with it. Keep a copy in another safe place, apart from copies of the
        data: without this file nobody, you included, can read a single story again.
        """;

    private static IEnumerable<string> Addresses(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
}
