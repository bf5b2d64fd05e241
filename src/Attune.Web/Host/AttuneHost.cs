using Attune.App;
using Attune.App.Reminders;
using Attune.App.Staff;
using Attune.App.Storage;
using Attune.Web.Assets;
using Attune.Web.Design;
using Attune.Web.Exports;
using Attune.Web.Home;
using Attune.Web.Organisations;
using Attune.Web.People;
using Attune.Web.Programmes;
using Attune.Web.Reminders;
using Attune.Web.Reports;
using Attune.Web.Sessions;
using Attune.Web.Staff;
using Attune.Web.Studies;
using Attune.Web.Withdrawals;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Attune.Web.Host;

/// <summary>The web application, put together.</summary>
public static class AttuneHost
{
    /// <summary>A slider for each paragraph of the longest story there can be.</summary>
    private const int MostFieldsSent = 10_000;

    /// <param name="urls">Addresses to listen on, separated by semicolons.</param>
    /// <param name="mail">Takes reminders; null where this server sends none.</param>
    /// <param name="demo">Whether the demonstration may be looked at by anyone.</param>
    public static WebApplication Build(Installation installation, string urls, bool demo = false, TimeProvider? clock = null, IMailSender? mail = null)
    {
        // Nothing is read from the folder it is started in: its settings are the verb's and the environment's.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(urls).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = FormGuard.MostBytesSent;
        });
        // Two people who take the same number at once are an ordinary thing, tried again; what is not caught is logged by the host.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None)
            .AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.None);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        // Addresses carry join codes, so no request is logged; a key ring kept unwrapped in the data folder is a choice.
        // A form without its token is answered with a page and no alarm: a stranger could fill the log with them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        builder.Services.AddAttune(installation.Database, installation.Master, installation.Library);
        builder.Services.AddAttuneDesign();
        builder.Services.AddSingleton(new Demonstration(demo));
        builder.Services.AddSingleton(new MailHere(mail));
        builder.Services.AddHostedService<ReminderJob>();
        builder.Services.AddHostedService<WithdrawalJob>();
        builder.Services.AddSingleton<GuessGuard>();
        builder.Services.AddSingleton<IAntiforgeryAdditionalDataProvider, FormsOfOnePerson>();
        builder.Services.Configure<FormOptions>(form => form.ValueCountLimit = MostFieldsSent);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddDataProtection().SetApplicationName("attune")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(installation.DataFolder, "keys")));
        AddStaff(builder.Services);

        var app = builder.Build();
        app.UseAttuneHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failures.Show, SuppressDiagnosticsCallback = _ => false });
        app.UseStatusCodePages(Failures.Explain);
        app.UseAttuneAssets();
        app.Use(AskedForTheHeadAlone);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<FormGuard>();
        app.MapHome();
        app.MapDesign();
        app.MapStaff();
        app.MapOrganisations();
        app.MapProgrammes();
        app.MapReports();
        app.MapExports();
        app.MapPeople();
        app.MapSessions();
        app.MapWithdrawals();
        app.MapReminders();
        app.MapStudies();
        app.MapStudyDrafts();
        app.MapStudyEnds();
        app.MapStudyPeople();
        app.MapFallback("{*path}", () => Results.NotFound()).AllowAnonymous();
        return app;
    }

    // HEAD is GET without a body, which the server leaves out by itself.
    private static Task AskedForTheHeadAlone(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method))
            http.Request.Method = HttpMethods.Get;
        return next(http);
    }

    private static void AddStaff(IServiceCollection services)
    {
        services.AddIdentityCore<StaffUser>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            identity.Password.RequiredLength = 12;
            identity.Password.RequireDigit = false;
            identity.Password.RequireLowercase = false;
            identity.Password.RequireUppercase = false;
            identity.Password.RequireNonAlphanumeric = false;
            identity.Lockout.MaxFailedAccessAttempts = 5;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        }).AddEntityFrameworkStores<AttuneDb>().AddSignInManager();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.Cookie.Name = "attune.staff";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
            cookie.LoginPath = StaffPlaces.SignIn;
            cookie.AccessDeniedPath = StaffPlaces.SignIn;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
        });
        // Deny by default: an endpoint that says nothing is for signed-in staff only.
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser().Build());
    }
}
