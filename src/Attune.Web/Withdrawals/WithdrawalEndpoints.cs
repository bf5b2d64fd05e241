using System.Text;
using Attune.App.People;
using Attune.App.Storage;
using Attune.App.Vault;
using Attune.App.Withdrawals;
using Attune.Web.Host;
using Attune.Web.People;
using Attune.Web.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Attune.Web.Withdrawals;

internal static class WithdrawalEndpoints
{
    private const string Guessed = "receipt";

    public static void MapWithdrawals(this IEndpointRouteBuilder routes)
    {
        var here = routes.MapGroup(WithdrawalPlaces.Ask).AllowAnonymous().AddEndpointFilter(PersonFilter.Enter);
        here.MapGet("/", Page);
        here.MapPost("/keep", Keep);
        // Not behind the filter: whoever sends the form again, because the answer was lost, is nobody here any more.
        routes.MapPost(WithdrawalPlaces.Ask, Ask).AllowAnonymous();
        routes.MapGet(WithdrawalPlaces.Find + "/{code}", Receipt).AllowAnonymous();
        routes.MapGet(WithdrawalPlaces.Find + "/{code}/receipt.json", File).AllowAnonymous();
        routes.MapGet("/keys/{organisation:guid}.pem", Key).AllowAnonymous();
    }

    private static async Task<IResult> Page(bool? nothing, HttpContext http, AttuneDb db, CancellationToken ct)
    {
        var here = http.Here();
        var asked = await db.Withdrawals.AsNoTracking().SingleOrDefaultAsync(w => w.ParticipantId == here.Person.ParticipantId, ct);
        return Show<TakeBackPage>.Of(
            new { Here = here, DueAt = asked?.DueAt, NothingChosen = nothing == true }, here.Language, nothing == true ? StatusCodes.Status422UnprocessableEntity : 0);
    }

    private static async Task<IResult> Ask(HttpContext http, AttuneDb db, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Form(ct);
        if (form.Key() is not { } key)
            return Results.BadRequest();
        var before = ReceiptCode.Make(master, key);
        if (await db.WithdrawalByCode(ReceiptCode.Hash(before), ct) is { DoneOn: not null })
            return Results.Redirect(WithdrawalPlaces.Receipt(before));
        if (await Devices.Find(db, PersonCookies.TokenOf(http), clock, ct) is not { } person)
            return Show<FailurePage>.Of(new { Key = "Session.Left", Onward = PeoplePlaces.Return }, status: StatusCodes.Status401Unauthorized);
        switch (await AskWithdrawal.Handle(new AskWithdrawal.Request(person, form.Number("days"), key), db, master, clock, ct))
        {
            case AskWithdrawal.Outcome.Asked { Code: var code, Done: var done }:
                if (done)
                {
                    PersonCookies.Forget(http);
                    http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
                }

                return Results.Redirect(WithdrawalPlaces.Receipt(code));
            default:
                return Results.Redirect(WithdrawalPlaces.Ask + "?nothing=true");
        }
    }

    private static async Task<IResult> Keep(HttpContext http, AttuneDb db, CancellationToken ct)
    {
        await CancelWithdrawal.Handle(http.Here().Person, db, ct);
        return Results.Redirect(SessionPlaces.Here);
    }

    private static async Task<IResult> Receipt(string code, HttpContext http, AttuneDb db, GuessGuard guard, CancellationToken ct)
    {
        if (!guard.Allows(Guessed, http.Address()))
            return Show<FailurePage>.Of(new { Key = "Failure.TooMany" }, status: StatusCodes.Status429TooManyRequests);
        if (await db.WithdrawalByCode(ReceiptCode.Hash(code), ct) is { } withdrawal)
            return Show<ReceiptPage>.Of(new { Withdrawal = withdrawal, Code = code });
        guard.Wrong(Guessed, http.Address());
        return Show<FailurePage>.Of(new { Key = "Receipt.None" }, status: StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> File(string code, HttpContext http, AttuneDb db, MasterKey master, GuessGuard guard, CancellationToken ct)
    {
        if (!guard.Allows(Guessed, http.Address()))
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        if (await db.WithdrawalByCode(ReceiptCode.Hash(code), ct) is not { Receipt: { } receipt, Signature: { } signature } withdrawal)
        {
            guard.Wrong(Guessed, http.Address());
            return Results.NotFound();
        }

        using var key = ReceiptKey.Of(master, withdrawal.OrganisationId);
        return Results.File(Encoding.UTF8.GetBytes(ReceiptFile.Write(receipt, signature, key)), "application/json", "receipt.json");
    }

    private static async Task<IResult> Key(Guid organisation, AttuneDb db, MasterKey master, CancellationToken ct)
    {
        if (!await db.Organisations.AnyAsync(o => o.Id == organisation, ct))
            return Results.NotFound();
        using var key = ReceiptKey.Of(master, organisation);
        return Results.Text(key.PublicPem + "\n", "application/x-pem-file");
    }
}
