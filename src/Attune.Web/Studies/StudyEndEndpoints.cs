using System.IO.Compression;
using Attune.App.Documents;
using Attune.App.Storage;
using Attune.App.Studies.Conduct;
using Attune.App.Studies.StudyReports;
using Attune.App.Vault;
using Attune.Web.Host;
using Attune.Web.Organisations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attune.Web.Studies;

/// <summary>How a study ends: stopped or in time, opened, unmasked, reported, and checked by anyone.</summary>
internal static class StudyEndEndpoints
{
    public static void MapStudyEnds(this IEndpointRouteBuilder routes)
    {
        var study = routes.MapGroup("/o/{organisation}/programmes/{programme:guid}/study").AddEndpointFilter(StaffHere.Enter);
        study.MapPost("/stop", Stop);
        study.MapPost("/open", Open);
        study.MapPost("/unmask", Unmask);
        study.MapGet("/report", (Guid programme, HttpContext http, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct) =>
            Report(programme, http, db, shelf, master, clock, ct, made =>
                Show<StudyReportPage>.Of(new { Organisation = http.Organisation(), Programme = programme, Made = made }), mayBeMasked: true));
        study.MapGet("/report.html", (Guid programme, HttpContext http, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct) =>
            Report(programme, http, db, shelf, master, clock, ct, made => StudyEndpoints.Text(StudyHtml.Write(made.Results), "text/html", "study-report.html")));
        study.MapGet("/report.md", (Guid programme, HttpContext http, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct) =>
            Report(programme, http, db, shelf, master, clock, ct, made => StudyEndpoints.Text(StudyMarkdown.Write(made.Results), "text/markdown", "study-report.md")));
        study.MapGet("/report.pdf", (Guid programme, HttpContext http, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct) =>
            Report(programme, http, db, shelf, master, clock, ct, made => Results.File(StudyPdf.Write(made.Results), "application/pdf", "study-report.pdf")));
        study.MapGet("/report.json", (Guid programme, HttpContext http, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct) =>
            Report(programme, http, db, shelf, master, clock, ct, made => StudyEndpoints.Text(StudyJson.Write(made.Results), "application/json", "study-report.json")));
        study.MapGet("/reproduce.zip", (Guid programme, HttpContext http, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct) =>
            Report(programme, http, db, shelf, master, clock, ct, Folder));
        study.MapGet("/allocation.zip", Allocation);
    }

    private static async Task<IResult> Stop(Guid programme, HttpContext http, AttuneDb db, TimeProvider clock, CancellationToken ct) =>
        await EndStudy.Handle(new EndStudy.Request(programme, (await http.Form(ct)).Text("why")), db, clock, ct) is EndStudy.Outcome.NoSuchStudy
            ? Results.NotFound()
            : Results.Redirect(StudyPlaces.Home(http.Organisation().Slug, programme));

    private static async Task<IResult> Open(Guid programme, HttpContext http, AttuneDb db, MasterKey master, TimeProvider clock, CancellationToken ct) =>
        await OpenOutcomes.Handle(programme, db, master, clock, ct) is OpenOutcomes.Outcome.NoSuchStudy
            ? Results.NotFound()
            : Results.Redirect(StudyPlaces.Home(http.Organisation().Slug, programme));

    private static async Task<IResult> Unmask(Guid programme, HttpContext http, AttuneDb db, MasterKey master, TimeProvider clock, CancellationToken ct) =>
        await UnmaskArms.Handle(programme, db, master, clock, ct) is UnmaskArms.Outcome.NoSuchStudy
            ? Results.NotFound()
            : Results.Redirect(StudyPlaces.Home(http.Organisation().Slug, programme));

    private static async Task<IResult> Report(
        Guid programme, HttpContext http, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct,
        Func<ReportStudy.Outcome.Made, IResult> show, bool mayBeMasked = false) =>
        await ReportStudy.Handle(programme, db, shelf, master, clock, ct) switch
        {
            ReportStudy.Outcome.Made { Masked: true } when !mayBeMasked => Results.Redirect(StudyPlaces.Home(http.Organisation().Slug, programme)),
            ReportStudy.Outcome.Made made => show(made),
            ReportStudy.Outcome.Closed closed => Show<StudyClosedPage>.Of(
                new { Organisation = http.Organisation(), Programme = programme, Closed = closed }, status: StatusCodes.Status409Conflict),
            ReportStudy.Outcome.NotPossible { Problems: var problems } => Show<StudyNotPossiblePage>.Of(
                new { Organisation = http.Organisation(), Programme = programme, Problems = problems }, status: StatusCodes.Status409Conflict),
            _ => Results.NotFound(),
        };

    private static IResult Folder(ReportStudy.Outcome.Made made)
    {
        var folder = Directory.CreateTempSubdirectory("attune-report-");
        try
        {
            var names = Reproduction.Write(made.Results, made.Data, folder.FullName);
            return Zip("study-report.zip", names.Select(name => (name, File.ReadAllBytes(Path.Combine(folder.FullName, name)))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IResult> Allocation(Guid programme, AttuneDb db, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await AllocationFiles.Handle(programme, db, master, clock, ct) is not { } files)
            return Results.NotFound();
        static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
        List<(string, byte[])> entries = [("study.json", Bytes(files.Plan)), ("study.lock.json", Bytes(files.Lock)), ("allocation.jsonl", Bytes(files.Log))];
        if (files.Seed is { } seed)
            entries.Add(("seed.txt", Bytes(seed)));
        return Zip("allocation.zip", entries);
    }

    private static IResult Zip(string name, IEnumerable<(string Name, byte[] Content)> files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (file, content) in files)
            {
                using var entry = archive.CreateEntry(file).Open();
                entry.Write(content);
            }
        }

        return Results.File(bytes.ToArray(), "application/zip", name);
    }
}
