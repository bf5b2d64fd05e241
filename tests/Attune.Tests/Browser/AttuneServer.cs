using Attune.App.Staff;
using Attune.Tests.Storage;
using Attune.Web.Host;
using Attune.Web.Staff;
using Microsoft.AspNetCore.Builder;

namespace Attune.Tests.Browser;

/// <summary>The whole of Attune on a real port, with a data folder and a database of its own.</summary>
public sealed class AttuneServer : IAsyncDisposable
{
    private readonly TestInstall _install;
    private readonly WebApplication _app;

    private readonly TimeProvider _clock;

    private AttuneServer(TestInstall install, WebApplication app, TimeProvider clock) => (_install, _app, _clock) = (install, app, clock);

    public TestInstall Install => _install;

    public string Address => _app.Urls.Single();

    /// <param name="ownClock">The server's time is that of the test's clock, so that weeks can pass.</param>
    public static async Task<AttuneServer> Start(string database, string? content = null, bool demo = false, bool ownClock = false)
    {
        var install = await TestInstall.Create(database, content);
        var app = AttuneHost.Build(install.Installation, "http://127.0.0.1:0", demo, ownClock ? install.Clock : null);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new AttuneServer(install, app, ownClock ? install.Clock : TimeProvider.System);
    }

    /// <summary>The one-time link that a first start prints.</summary>
    public async Task<string> SetUpLink()
    {
        await using var db = _install.Db();
        var token = await NewSetupLink.Handle(db, _clock, TestContext.Current.CancellationToken);
        return Address + StaffPlaces.SetUp(token ?? throw new InvalidOperationException("This server is set up already."));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _install.DisposeAsync();
    }
}
