using Attune.App.People;
using Attune.App.Programmes;
using Attune.App.Storage;
using Attune.App.Vault;
using Attune.Web.Host;
using Attune.Web.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Web.People;

internal static class PeopleEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").AllowAnonymous();
        open.MapGet("/j/{code}", OpenJoin);
        open.MapPost("/j/{code}", PostJoin);
        open.MapGet(PeoplePlaces.Return, (string? code) => Show<ReturnPage>.Of(new { Code = code }));
        open.MapPost(PeoplePlaces.Return, PostReturn);
        open.MapPost(PeoplePlaces.Leave, Leave);
        open.MapGet(PeoplePlaces.Left, () => Show<LeftPage>.Of(new { }));
        var here = open.MapGroup("").AddEndpointFilter(PersonFilter.Enter);
        here.MapGet(PeoplePlaces.Words, ShowWords);
        here.MapPost(PeoplePlaces.Words, KeptWords);
    }

    private static async Task<IResult> OpenJoin(
        string code, bool? changed, HttpContext http, AttuneDb db, GuessGuard guard, TimeProvider clock, CancellationToken ct)
    {
        if (await db.ProgrammeByCode(JoinCode.Normalise(code), ct) is not { } programme)
        {
            // Only a wrong code is made to wait: nobody can shut a room out by mistyping for it.
            if (!guard.Allows("join code", http.Address()))
                return Show<FailurePage>.Of(new { Key = "Failure.TooMany" }, status: StatusCodes.Status429TooManyRequests);
            guard.Wrong("join code", http.Address());
            return Show<FailurePage>.Of(new { Key = "Join.NoSuchProgramme" }, status: StatusCodes.Status404NotFound);
        }

        db.Enter(programme.OrganisationId);
        if (programme.Admits(JoinProgramme.Today(clock)) is not Admission.Welcome and var why)
            return NotNow(programme, why);
        var consent = await db.ConsentVersions.AsNoTracking()
            .Where(v => v.ProgrammeId == programme.Id).OrderByDescending(v => v.Number).FirstAsync(ct);
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == programme.OrganisationId, ct);
        return Show<JoinPage>.Of(
            new { Programme = programme, Organisation = organisation.Name, Consent = consent, Changed = changed == true }, programme.Language);
    }

    private static async Task<IResult> PostJoin(
        string code, HttpContext http, AttuneDb db, KeyRing keys, MasterKey master, IDataProtectionProvider protection, GuessGuard guard,
        TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Form(ct);
        if (form.Key() is not { } key || !Guid.TryParse(form.Text("consent"), out var consent))
            return Results.BadRequest();
        var agreed = form.Text("agree") == "yes";
        var request = new JoinProgramme.Request(JoinCode.Normalise(code), consent, key, agreed, Rows: form.Text("rows") == "yes");
        switch (await JoinProgramme.Handle(request, db, keys, master, clock, ct))
        {
            case JoinProgramme.Outcome.Joined joined:
                await EndWhoeverWasHere(http, clock, ct);
                PersonCookies.Welcome(http, joined.Token);
                PersonCookies.KeepWords(http, protection, joined.Phrase);
                return Results.Redirect(PeoplePlaces.Words);
            case JoinProgramme.Outcome.NotAgreed:
                return Results.Redirect(PeoplePlaces.Join(request.Code));
            case JoinProgramme.Outcome.ConsentChanged:
                return Results.Redirect(PeoplePlaces.Join(request.Code) + "?changed=true");
            case JoinProgramme.Outcome.NotNow { Why: var why }:
                return NotNow((await db.ProgrammeByCode(request.Code, ct))!, why);
            default:
                if (!guard.Allows("join code", http.Address()))
                    return Show<FailurePage>.Of(new { Key = "Failure.TooMany" }, status: StatusCodes.Status429TooManyRequests);
                guard.Wrong("join code", http.Address());
                return Show<FailurePage>.Of(new { Key = "Join.NoSuchProgramme" }, status: StatusCodes.Status404NotFound);
        }
    }

    private static Show<NotNowPage> NotNow(Programme programme, Admission why) =>
        Show<NotNowPage>.Of(new { Programme = programme, Why = why }, programme.Language);

    private static IResult ShowWords(HttpContext http, IDataProtectionProvider protection) =>
        PersonCookies.WordsOf(http, protection) is { } words
            ? Show<WordsPage>.Of(new { Here = http.Here(), Words = words, Address = $"{http.Request.Scheme}://{http.Request.Host}{PeoplePlaces.Return}" }, http.Here().Language)
            : Results.Redirect(SessionPlaces.Here);

    private static IResult KeptWords(HttpContext http)
    {
        PersonCookies.ForgetWords(http);
        return Results.Redirect(SessionPlaces.Here);
    }

    private static async Task<IResult> PostReturn(
        HttpContext http, AttuneDb db, MasterKey master, GuessGuard guard, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Form(ct);
        var code = JoinCode.Normalise(form.Text("code"));
        var thing = "words of " + code;
        if (!guard.Allows(thing, http.Address()))
        {
            return Show<ReturnPage>.Of(
                new { Code = form.Text("code"), Problem = "Return.TooMany" }, status: StatusCodes.Status429TooManyRequests);
        }

        if (await ReturnWithPhrase.Handle(new ReturnWithPhrase.Request(code, form.Text("words")), db, master, clock, ct)
            is ReturnWithPhrase.Outcome.Welcome { Token: var token })
        {
            await EndWhoeverWasHere(http, clock, ct);
            PersonCookies.ForgetWords(http); // they may be another's, who used this browser before
            PersonCookies.Welcome(http, token);
            return Results.Redirect(SessionPlaces.Here);
        }

        guard.Wrong(thing, http.Address());
        return Show<ReturnPage>.Of(
            new { Code = form.Text("code"), Problem = "Return.NotFound" }, status: StatusCodes.Status422UnprocessableEntity);
    }

    // A browser is one person's at a time. The one before may be of another organisation, so this has a context of its own.
    private static async Task EndWhoeverWasHere(HttpContext http, TimeProvider clock, CancellationToken ct)
    {
        await using var scope = http.RequestServices.CreateAsyncScope();
        await Devices.Leave(scope.ServiceProvider.GetRequiredService<AttuneDb>(), PersonCookies.TokenOf(http), clock, ct);
    }

    private static async Task<IResult> Leave(HttpContext http, AttuneDb db, TimeProvider clock, CancellationToken ct)
    {
        await Devices.Leave(db, PersonCookies.TokenOf(http), clock, ct);
        PersonCookies.Forget(http);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Results.Redirect(PeoplePlaces.Left);
    }
}
