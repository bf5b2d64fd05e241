using System.Text;
using Attune.App.Content;
using Attune.App.Storage;
using Attune.App.Studies.Conduct;
using Attune.App.Vault;
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

    private static async Task<IResult> Home(
        Guid programme, HttpContext http, AttuneDb db, ContentLibrary library, MasterKey master, TimeProvider clock, CancellationToken ct) =>
        await ReadStudy.Handle(programme, db, library, master, clock, ct) is { } view
            ? Show<StudyPage>.Of(new { Organisation = http.Organisation(), View = view })
            : Results.NotFound();

    private static async Task<IResult> PlanFile(
        Guid programme, AttuneDb db, ContentLibrary library, MasterKey master, TimeProvider clock, CancellationToken ct) =>
        await ReadStudy.Handle(programme, db, library, master, clock, ct) is { Study: { } study } view
            ? Text(view.Plan?.Latest.Canonical ?? study.Draft, "application/json", "study.json")
            : Results.NotFound();

    private static async Task<IResult> Document(
        Guid programme, AttuneDb db, ContentLibrary library, MasterKey master, TimeProvider clock, CancellationToken ct) =>
        await ReadStudy.Handle(programme, db, library, master, clock, ct) is { Plan: { } plan, Study: { } study }
            ? Text(Preregistration.Write(plan, study.Commitment), "text/markdown", "preregistration.md")
            : Results.NotFound();

    private static async Task<IResult> Lock(
        Guid programme, HttpContext http, AttuneDb db, App.Documents.DocumentShelf shelf, ContentLibrary library, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        var by = (await http.Form(ct)).Text("by");
        switch (await LockStudy.Handle(new LockStudy.Request(programme, by), db, shelf, library, master, clock, ct))
        {
            case LockStudy.Outcome.NoSuchStudy:
                return Results.NotFound();
            case LockStudy.Outcome.NoName or LockStudy.Outcome.Wrong:
                return await ReadStudy.Handle(programme, db, library, master, clock, ct) is { } view
                    ? Show<ReviewPage>.Of(new { Organisation = http.Organisation(), View = view, Problem = "by" }, status: StatusCodes.Status422UnprocessableEntity)
                    : Results.NotFound();
            default:
                return Results.Redirect(StudyPlaces.Home(http.Organisation().Slug, programme));
        }
    }

    private static async Task<IResult> AmendForm(
        Guid programme, HttpContext http, AttuneDb db, ContentLibrary library, MasterKey master, TimeProvider clock, CancellationToken ct) =>
        await ReadStudy.Handle(programme, db, library, master, clock, ct) is { Plan: { } plan, Study.State: StudyState.Running or StudyState.Stopped } view
            ? Show<AmendPage>.Of(new { Organisation = http.Organisation(), View = view, Plan = Readable(plan.Latest.Canonical) })
            : Results.NotFound();

    private static async Task<IResult> Amend(
        Guid programme, HttpContext http, AttuneDb db, ContentLibrary library, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Form(ct);
        var request = new AmendStudy.Request(programme, form.Text("plan"), form.Text("by"), form.Text("why"));
        var outcome = await AmendStudy.Handle(request, db, library, master, clock, ct);
        if (outcome is AmendStudy.Outcome.Amended)
            return Results.Redirect(StudyPlaces.Home(http.Organisation().Slug, programme));
        if (await ReadStudy.Handle(programme, db, library, master, clock, ct) is not { Plan: not null } view)
            return Results.NotFound();
        return Show<AmendPage>.Of(
            new { Organisation = http.Organisation(), View = view, Plan = request.Plan, request.By, request.Why, Refused = outcome }, status: StatusCodes.Status422UnprocessableEntity);
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
