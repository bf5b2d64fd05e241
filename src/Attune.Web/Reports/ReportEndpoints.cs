using System.Text;
using Attune.App.Documents;
using Attune.App.Reports;
using Attune.App.Storage;
using Attune.App.Vault;
using Attune.Web.Host;
using Attune.Web.Organisations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attune.Web.Reports;

internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var organisation = routes.MapGroup("/o/{organisation}").AddEndpointFilter(StaffHere.Enter);
        organisation.MapGet("/programmes/{programme:guid}/report", Page);
        organisation.MapGet("/programmes/{programme:guid}/report.json", Json);
        organisation.MapGet("/programmes/{programme:guid}/report.md", Markdown);
        routes.MapGet(ReportPlaces.Demo, Demo).AllowAnonymous();
    }

    private static Task<IResult> Page(Guid programme, HttpContext http, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct) =>
        Answer(programme, http, db, shelf, master, clock, ct, report =>
            Show<ReportPage>.Of(new { Report = report, Organisation = http.Organisation() }, report.Language));

    private static Task<IResult> Json(Guid programme, HttpContext http, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct) =>
        Answer(programme, http, db, shelf, master, clock, ct, report => File(ReportJson.Write(report), "application/json", report, "json"));

    private static Task<IResult> Markdown(Guid programme, HttpContext http, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct) =>
        Answer(programme, http, db, shelf, master, clock, ct, report => File(ReportMarkdown.Write(report), "text/markdown", report, "md"));

    private static async Task<IResult> Demo(AttuneDb db, DocumentShelf shelf, MasterKey master, Demonstration demo, TimeProvider clock, CancellationToken ct)
    {
        if (!demo.Shown || await db.SimulatedProgramme(ct) is not { } programme)
            return Results.NotFound();
        db.Enter(programme.OrganisationId);
        return await MakeReport.Handle(programme.Id, db, shelf, master, clock, ct) is MakeReport.Outcome.Made { Report: var report }
            ? Show<ReportPage>.Of(new { Report = report }, report.Language)
            : Results.NotFound();
    }

    private static async Task<IResult> Answer(
        Guid programme, HttpContext http, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct, Func<Report, IResult> show) =>
        await MakeReport.Handle(programme, db, shelf, master, clock, ct) switch
        {
            MakeReport.Outcome.Made { Report: var report } => show(report),
            MakeReport.Outcome.StudyIsClosed => Results.Redirect(Studies.StudyPlaces.Home(http.Organisation().Slug, programme)),
            MakeReport.Outcome.StillOpen { Programme: var open } => Show<NoReportPage>.Of(
                new { Organisation = http.Organisation(), Programme = open }, status: StatusCodes.Status409Conflict),
            _ => Results.NotFound(),
        };

    private static IResult File(string text, string type, Report report, string ending) =>
        Results.File(Encoding.UTF8.GetBytes(text), $"{type}; charset=utf-8", $"report-{report.ClosedAt:yyyy-MM-dd}.{ending}");
}
