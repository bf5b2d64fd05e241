using Attune.App.Documents;
using Attune.App.Storage;
using Attune.App.Studies.Conduct;
using Attune.App.Vault;
using Attune.Web.Host;
using Attune.Web.People;
using Attune.Web.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attune.Web.Studies;

/// <summary>What a participant meets of a study.</summary>
internal static class StudyPersonEndpoints
{
    public static void MapStudyPeople(this IEndpointRouteBuilder routes)
    {
        var here = routes.MapGroup(StudyPlaces.Here).AllowAnonymous().AddEndpointFilter(PersonFilter.Enter);
        here.MapGet("/", Open);
        here.MapPost("/", Answer);
        here.MapPost("/save", Save);
    }

    private static async Task<IResult> Open(
        HttpContext http, AttuneDb db, DocumentShelf shelf, KeyRing keys, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        var here = http.Here();
        return await FindPlace.Handle(new FindPlace.Request(here.Person), db, shelf, keys, master, clock, ct) switch
        {
            FindPlace.Outcome.Asked { Page: var page } => Page(here, page),
            FindPlace.Outcome.Waits { Notice: var notice } => Show<StudyWaitPage>.Of(new { Here = here, Notice = notice }, here.Language),
            FindPlace.Outcome.Ended { MayPractise: false } => Show<StudyEndedPage>.Of(new { Here = here }, here.Language),
            _ => Results.Redirect(SessionPlaces.Here),
        };
    }

    private static Show<WaveView> Page(Here here, WavePage page, AnswerWave.Outcome.Incomplete? incomplete = null) => Show<WaveView>.Of(
        new { Here = here, Page = page, Incomplete = incomplete }, here.Language, incomplete is { Problems.Count: > 0 } ? StatusCodes.Status422UnprocessableEntity : 0);

    private static async Task<IResult> Answer(
        HttpContext http, AttuneDb db, DocumentShelf shelf, KeyRing keys, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        var here = http.Here();
        var form = await http.Form(ct);
        var sent = form.ToDictionary(field => field.Key, field => field.Value.ToString());
        var request = new AnswerWave.Request(here.Person, form.Text("wave"), sent, LeaveOpen: form.Text("leave-open") == "yes");
        return await AnswerWave.Handle(request, db, shelf, keys, master, clock, ct) is AnswerWave.Outcome.Incomplete incomplete
            && await FindPlace.Handle(new FindPlace.Request(here.Person), db, shelf, keys, master, clock, ct) is FindPlace.Outcome.Asked { Page: var page }
            ? Page(here, page with { Answers = incomplete.Given }, incomplete)
            : Results.Redirect(SessionPlaces.Here);
    }

    private static async Task<IResult> Save(
        SessionEndpoints.Write write, HttpContext http, AttuneDb db, DocumentShelf shelf, KeyRing keys, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        var texts = new FieldTexts(http.Here().Language);
        if (write.Key == Guid.Empty || write.Field is null)
            return Refused(texts.Of("Session.Malformed"), StatusCodes.Status400BadRequest);
        return await SaveWaveAnswer.Handle(new SaveWaveAnswer.Request(http.Here().Person, write.Key, write.Field, write.Missing ?? write.Value), db, shelf, keys, master, clock, ct) switch
        {
            SaveWaveAnswer.Outcome.Saved { At: var at } => Results.Json(new { saved = true, at }),
            SaveWaveAnswer.Outcome.Refused { Problem: var problem } => Refused(texts.Of(problem), StatusCodes.Status422UnprocessableEntity),
            _ => Refused(texts.Of("Session.AlreadySealed"), StatusCodes.Status409Conflict),
        };
    }

    private static IResult Refused(string message, int status) => Results.Json(new { saved = false, message }, statusCode: status);
}
