using System.Text;
using Attune.App.Studies.Conduct;
using Attune.Web.Host;
using Attune.Web.Organisations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attune.Web.Studies;

/// <summary>The study of a programme: its page, its plan as a file, its lock and its amendments.</summary>
internal static class StudyEndpoints
{
    public static void MapStudies(this IEndpointRouteBuilder routes)
    {
        var study = routes.MapGroup("/o/{organisation}/programmes/{programme:guid}/study").AddEndpointFilter(StaffHere.Enter);
        study.MapGet("/", Home);
        study.MapGet("/study.json", PlanFile);
        study.MapGet("/preregistration.md", Document);
        study.MapPost("/lock", Lock);
        study.MapGet("/amend", AmendForm);
        study.MapPost("/amend", Amend);
    }

    internal static IResult Text(string text, string type, string name) => Results.File(Encoding.UTF8.GetBytes(text), $"{type}; charset=utf-8", name);

    private static async Task<IResult> Home([AsParameters] StudyRequest here) =>
        await here.Read() is { } view ? Show<StudyPage>.Of(new { here.Organisation, View = view }) : Results.NotFound();

    private static async Task<IResult> PlanFile([AsParameters] StudyRequest here) =>
        await here.Read() is { Study: { } study } view
            ? Text(view.Plan?.Latest.Canonical ?? study.Draft, "application/json", "study.json")
            : Results.NotFound();

    private static async Task<IResult> Document([AsParameters] StudyRequest here) =>
        await here.Read() is { Plan: { } plan, Study: { } study }
            ? Text(Preregistration.Write(plan, study.Commitment), "text/markdown", "preregistration.md")
            : Results.NotFound();

    private static async Task<IResult> Lock([AsParameters] StudyRequest here)
    {
        var by = (await here.Http.Form(here.Ct)).Text("by");
        switch (await LockStudy.Handle(new LockStudy.Request(here.Programme, by), here.Db, here.Shelf, here.Library, here.Master, here.Clock, here.Ct))
        {
            case LockStudy.Outcome.NoSuchStudy:
                return Results.NotFound();
            case LockStudy.Outcome.NoName or LockStudy.Outcome.Wrong:
                return await here.Read() is { } view
                    ? Show<ReviewPage>.Of(new { here.Organisation, View = view, Problem = "by" }, status: StatusCodes.Status422UnprocessableEntity)
                    : Results.NotFound();
            default:
                return here.Home();
        }
    }

    private static async Task<IResult> AmendForm([AsParameters] StudyRequest here) =>
        await here.Read() is { Plan: { } plan, Study.State: StudyState.Running or StudyState.Stopped } view
            ? Show<AmendPage>.Of(new { here.Organisation, View = view, Plan = Readable(plan.Latest.Canonical) })
            : Results.NotFound();

    private static async Task<IResult> Amend([AsParameters] StudyRequest here)
    {
        var form = await here.Http.Form(here.Ct);
        var request = new AmendStudy.Request(here.Programme, form.Text("plan"), form.Text("by"), form.Text("why"));
        var outcome = await AmendStudy.Handle(request, here.Db, here.Shelf, here.Library, here.Master, here.Clock, here.Ct);
        if (outcome is AmendStudy.Outcome.Amended)
            return here.Home();
        if (await here.Read() is not { Plan: not null } view)
            return Results.NotFound();
        return Show<AmendPage>.Of(
            new { here.Organisation, View = view, Plan = request.Plan, request.By, request.Why, Refused = outcome }, status: StatusCodes.Status422UnprocessableEntity);
    }

    private static string Readable(string canonical)
    {
        using var plan = System.Text.Json.JsonDocument.Parse(canonical);
        return System.Text.Json.JsonSerializer.Serialize(plan.RootElement, Indented);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
