using Attune.App.Documents;
using Attune.App.Sessions;
using Attune.App.Sessions.Screens;
using Attune.App.Storage;
using Attune.App.Studies.Conduct;
using Attune.App.Vault;
using Attune.Web.Host;
using Attune.Web.People;
using Attune.Web.Studies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Attune.Web.Sessions;

internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var here = routes.MapGroup(SessionPlaces.Here).AllowAnonymous().AddEndpointFilter(PersonFilter.Enter);
        here.MapGet("/", OpenHere);
        here.MapGet("/{step}", (string step, HttpContext http, AttuneDb db, DocumentShelf shelf, KeyRing keys, TimeProvider clock, CancellationToken ct) =>
            Open(step, http, db, shelf, keys, clock, ct));
        here.MapGet("/{step}/ready", Ready);
        here.MapPost("/{step}", Complete);
        here.MapPost("/{step}/save", Save);
        here.MapPost("/{step}/pass", Pass);
    }

    // What a study asks now comes before the practice; whoever is in the middle of a step finishes it first.
    private static async Task<IResult> OpenHere(
        HttpContext http, AttuneDb db, DocumentShelf shelf, KeyRing keys, MasterKey master, TimeProvider clock, CancellationToken ct) =>
        await FindPlace.Handle(new FindPlace.Request(http.Here().Person), db, shelf, keys, master, clock, ct) switch
        {
            FindPlace.Outcome.Asked or FindPlace.Outcome.Waits => Results.Redirect(StudyPlaces.Here),
            FindPlace.Outcome.GoesOn { Notice: var notice } => await Open(null, http, db, shelf, keys, clock, ct, notice),
            _ => await Open(null, http, db, shelf, keys, clock, ct),
        };

    private static async Task<IResult> Open(
        string? step, HttpContext http, AttuneDb db, DocumentShelf shelf, KeyRing keys, TimeProvider clock, CancellationToken ct, StudyNotice? notice = null)
    {
        var here = http.Here();
        return await OpenStep.Handle(new OpenStep.Request(here.Person, step), db, shelf, keys, clock, ct) switch
        {
            OpenStep.Outcome.Shown { Page: var page } => Page(here, page),
            OpenStep.Outcome.AlreadyDone { Page: var page } => Show<DonePage>.Of(new { Here = here, Page = page }, here.Language),
            OpenStep.Outcome.TakenBack => Show<FailurePage>.Of(new { Key = "Session.TakenBack", Onward = SessionPlaces.Here }, here.Language, StatusCodes.Status410Gone),
            OpenStep.Outcome.GoTo { Key: var key } => Results.Redirect(SessionPlaces.Step(key)),
            OpenStep.Outcome.Finished { LookAgain: var again } => Show<FinishedPage>.Of(
                new { Here = here, LookAgain = again, Study = notice, ComesBack = await db.PlannedWaves.AnyAsync(w => w.ParticipantId == here.Person.ParticipantId, ct) }, here.Language),
            OpenStep.Outcome.NotYet => Results.Redirect(StudyPlaces.Here),
            OpenStep.Outcome.ProgrammeClosed => Show<ClosedPage>.Of(new { Here = here }, here.Language),
            _ => Results.NotFound(),
        };
    }

    private static Show<StepView> Page(Here here, StepPage page, CompleteStep.Outcome.Incomplete? incomplete = null) => Show<StepView>.Of(
        new { Here = here, Page = page, Incomplete = incomplete },
        here.Language,
        incomplete is { Problems.Count: > 0 } ? StatusCodes.Status422UnprocessableEntity : 0);

    /// <summary>Whether a page that waits should be loaded again.</summary>
    private static async Task<IResult> Ready(
        string step, bool mayGoOn, HttpContext http, AttuneDb db, DocumentShelf shelf, KeyRing keys, TimeProvider clock, CancellationToken ct)
    {
        var outcome = await OpenStep.Handle(new OpenStep.Request(http.Here().Person, step), db, shelf, keys, clock, ct);
        var same = outcome is OpenStep.Outcome.Shown { Page.Screen.Waits: { } waiting } && waiting.MayGoOn == mayGoOn;
        return Results.Json(new { ready = !same });
    }

    private static async Task<IResult> Save(
        string step, Write write, HttpContext http, AttuneDb db, DocumentShelf shelf, KeyRing keys, TimeProvider clock, CancellationToken ct)
    {
        var texts = new FieldTexts(http.Here().Language);
        if (write.Key == Guid.Empty || write.Field is null)
            return Refused(texts.Of("Session.Malformed"), StatusCodes.Status400BadRequest);
        var request = new SaveAnswer.Request(http.Here().Person, step, write.Key, write.Field, write.Missing ?? write.Value);
        return await SaveAnswer.Handle(request, db, shelf, keys, clock, ct) switch
        {
            SaveAnswer.Outcome.Saved { At: var at } => Results.Json(new { saved = true, at }),
            SaveAnswer.Outcome.Refused { Problem: var problem } => Refused(texts.Of(problem), StatusCodes.Status422UnprocessableEntity),
            SaveAnswer.Outcome.AlreadySealed => Refused(texts.Of("Session.AlreadySealed"), StatusCodes.Status409Conflict),
            SaveAnswer.Outcome.ProgrammeClosed => Refused(texts.Of("Session.ProgrammeClosed"), StatusCodes.Status409Conflict),
            _ => Refused(texts.Of("Session.NoSuchStep"), StatusCodes.Status404NotFound),
        };
    }

    private static IResult Refused(string message, int status) => Results.Json(new { saved = false, message }, statusCode: status);

    private static async Task<IResult> Complete(
        string step, HttpContext http, AttuneDb db, DocumentShelf shelf, KeyRing keys, TimeProvider clock, CancellationToken ct)
    {
        var here = http.Here();
        var form = await http.Form(ct);
        if (form.Key() is not { } key)
            return Results.BadRequest();
        var sent = form.Where(field => field.Key is not "key").ToDictionary(field => field.Key, field => field.Value.ToString());
        var request = new CompleteStep.Request(
            here.Person, step, key, sent, LeaveOpen: form.Text("leave-open") == "yes", GoOnWithout: form.Text("go-on") == "yes");
        switch (await CompleteStep.Handle(request, db, shelf, keys, clock, ct))
        {
            case CompleteStep.Outcome.GoOn:
            case CompleteStep.Outcome.StillWaiting:
            case CompleteStep.Outcome.ProgrammeClosed:
                return Results.Redirect(SessionPlaces.Here);
            case CompleteStep.Outcome.Incomplete incomplete:
                return await OpenStep.Handle(new OpenStep.Request(here.Person, step), db, shelf, keys, clock, ct) is OpenStep.Outcome.Shown { Page: var page }
                    ? Page(here, page with { Answers = incomplete.Given }, incomplete)
                    : Results.Redirect(SessionPlaces.Here);
            case CompleteStep.Outcome.StoryPassedOn:
                return Show<FailurePage>.Of(
                    new { Key = "Session.PassedOn", Onward = SessionPlaces.Here }, here.Language, StatusCodes.Status409Conflict);
            default:
                return Results.NotFound();
        }
    }

    private static async Task<IResult> Pass(
        string step, HttpContext http, AttuneDb db, DocumentShelf shelf, KeyRing keys, TimeProvider clock, CancellationToken ct) =>
        await PassStory.Handle(new PassStory.Request(http.Here().Person, step), db, shelf, keys, clock, ct) is PassStory.Outcome.NoSuchStep
            ? Results.NotFound()
            : Results.Redirect(SessionPlaces.Here);

    /// <summary>One answer as the browser saves it.</summary>
    internal sealed record Write(Guid Key, string? Field, string? Value, string? Missing);
}
