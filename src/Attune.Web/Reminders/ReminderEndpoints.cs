using System.Globalization;
using System.Text;
using Attune.App.Reminders;
using Attune.App.Storage;
using Attune.App.Vault;
using Attune.Web.Host;
using Attune.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attune.Web.Reminders;

internal static class ReminderEndpoints
{
    private static readonly TimeSpan Appointment = TimeSpan.FromMinutes(15);

    public static void MapReminders(this IEndpointRouteBuilder routes)
    {
        var mine = routes.MapGroup(ReminderPlaces.Mine).AllowAnonymous().AddEndpointFilter(PersonFilter.Enter);
        mine.MapGet("/", Mine);
        mine.MapPost("/", Keep);
        mine.MapGet("/calendar.ics", Calendar);
        mine.MapGet("/card", Card);
        // Whoever opens a reminder on another phone has no words at hand, and still can end them.
        routes.MapGet(ReminderPlaces.Mine + "/stop/{token}", (string token) => Show<StopPage>.Of(new { Token = token })).AllowAnonymous();
        routes.MapPost(ReminderPlaces.Mine + "/stop/{token}", Stop).AllowAnonymous();
    }

    private static async Task<IResult> Mine(HttpContext http, AttuneDb db, MailHere mail, TimeProvider clock, CancellationToken ct)
    {
        var here = http.Here();
        return Show<RemindersPage>.Of(
            new { Here = here, View = await MyWaves.Handle(here.Person, db, clock, ct), SendsMail = mail.Sender is not null, Zone = clock.LocalTimeZone }, here.Language);
    }

    private static async Task<IResult> Keep(HttpContext http, AttuneDb db, KeyRing keys, MailHere mail, TimeProvider clock, CancellationToken ct)
    {
        if (mail.Sender is null)
            return Results.NotFound();
        var here = http.Here();
        var form = await http.Form(ct);
        var typed = form.Text("forget") == "yes" ? "" : form.Text("address");
        switch (await KeepAddress.Handle(new KeepAddress.Request(here.Person, typed, Server(http)), db, keys, clock, ct))
        {
            case KeepAddress.Outcome.NotAnAddress:
                return Show<RemindersPage>.Of(
                    new { Here = here, View = await MyWaves.Handle(here.Person, db, clock, ct), SendsMail = true, Zone = clock.LocalTimeZone, Typed = typed, Problem = "Reminders.NotAnAddress" },
                    here.Language, StatusCodes.Status422UnprocessableEntity);
            case KeepAddress.Outcome.ProgrammeClosed:
                return Show<FailurePage>.Of(new { Key = "Session.ProgrammeClosed" }, here.Language, StatusCodes.Status409Conflict);
            default:
                return Results.Redirect(ReminderPlaces.Mine);
        }
    }

    private static async Task<IResult> Calendar(HttpContext http, AttuneDb db, TimeProvider clock, CancellationToken ct)
    {
        var here = http.Here();
        var view = await MyWaves.Handle(here.Person, db, clock, ct);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo(here.Language), CultureInfo.GetCultureInfo(here.Language));
        var (texts, address) = (new Texts(), Server(http) + PeoplePlaces.ReturnTo(here.JoinCode));
        var file = CalendarFile.Write(view.Windows.Select(window => new CalendarFile.Appointment(
            MyWaves.Uid(window, http.Request.Host.Host), window.OpensAt + ReminderTimes.Morning, Appointment, texts["Calendar.Summary"],
            $"{texts["Calendar.Until", Last(window, clock).ToString("f", CultureInfo.CurrentCulture)]}\n{address}\n{texts["Calendar.Words"]}", address)), clock.GetUtcNow());
        return Results.File(Encoding.UTF8.GetBytes(file), "text/calendar; charset=utf-8", "reminder.ics");
    }

    private static async Task<IResult> Card(HttpContext http, AttuneDb db, TimeProvider clock, CancellationToken ct)
    {
        var here = http.Here();
        return Show<CardPage>.Of(
            new { Here = here, View = await MyWaves.Handle(here.Person, db, clock, ct), Address = Server(http) + PeoplePlaces.ReturnTo(here.JoinCode), Zone = clock.LocalTimeZone }, here.Language);
    }

    private static async Task<IResult> Stop(string token, AttuneDb db, MasterKey master, CancellationToken ct) =>
        await StopReminders.Handle(new StopReminders.Request(token), db, master, ct) is StopReminders.Outcome.Stopped
            ? Show<StopPage>.Of(new { Token = token, Stopped = true })
            : Results.NotFound();

    private static DateTimeOffset Last(PlannedWave window, TimeProvider clock) => TimeZoneInfo.ConvertTime(window.ClosesAt.AddMinutes(-1), clock.LocalTimeZone);

    private static string Server(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";
}
