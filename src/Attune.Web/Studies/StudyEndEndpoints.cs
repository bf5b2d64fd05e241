using System.Globalization;
using System.IO.Compression;
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
        study.MapGet("/report", ([AsParameters] StudyRequest here) => Report(here, made =>
            Show<StudyReportPage>.Of(new { here.Organisation, here.Programme, Made = made }), asFile: false));
        study.MapGet("/report.html", ([AsParameters] StudyRequest here) => Report(here, made => StudyEndpoints.Text(StudyHtml.Write(made.Results), "text/html", "study-report.html")));
        study.MapGet("/report.md", ([AsParameters] StudyRequest here) => Report(here, made => StudyEndpoints.Text(StudyMarkdown.Write(made.Results), "text/markdown", "study-report.md")));
        study.MapGet("/report.pdf", ([AsParameters] StudyRequest here) => Report(here, made => Results.File(StudyPdf.Write(made.Results), "application/pdf", "study-report.pdf")));
        study.MapGet("/report.json", ([AsParameters] StudyRequest here) => Report(here, made => StudyEndpoints.Text(StudyJson.Write(made.Results), "application/json", "study-report.json")));
        study.MapGet("/reproduce.zip", ([AsParameters] StudyRequest here) => Report(here, Folder));
        study.MapGet("/allocation.zip", Allocation);
    }

    private static async Task<IResult> Stop([AsParameters] StudyRequest here) =>
        await EndStudy.Handle(new EndStudy.Request(here.Programme, (await here.Http.Form(here.Ct)).Text("why")), here.Db, here.Clock, here.Ct) switch
        {
            EndStudy.Outcome.Stopped => here.Home(),
            EndStudy.Outcome.NeedsReason { Longest: var longest } => await Refused(here, StatusCodes.Status422UnprocessableEntity, "Study.StopNeedsReason", longest),
            EndStudy.Outcome.NotRunning => await Refused(here, StatusCodes.Status409Conflict, "Study.StopNotRunning"),
            _ => Results.NotFound(),
        };

    private static async Task<IResult> Open([AsParameters] StudyRequest here) =>
        await OpenOutcomes.Handle(here.Programme, here.Db, here.Master, here.Clock, here.Ct) switch
        {
            OpenOutcomes.Outcome.Opened => here.Home(),
            OpenOutcomes.Outcome.TooEarly { Opens: { } opens } => await Refused(here, StatusCodes.Status409Conflict, "Study.OpenTooEarly", Day(opens)),
            OpenOutcomes.Outcome.TooEarly => await Refused(here, StatusCodes.Status409Conflict, "Study.Elsewhere"),
            _ => Results.NotFound(),
        };

    private static async Task<IResult> Unmask([AsParameters] StudyRequest here) =>
        await UnmaskArms.Handle(here.Programme, here.Db, here.Master, here.Clock, here.Ct) switch
        {
            UnmaskArms.Outcome.Unmasked => here.Home(),
            UnmaskArms.Outcome.TooEarly { Unmasks: var unmasks } => await Refused(here, StatusCodes.Status409Conflict, "Study.MaskedUntil", Day(unmasks)),
            UnmaskArms.Outcome.NotOpened => await Refused(here, StatusCodes.Status409Conflict, "Study.UnmaskNotOpened"),
            _ => Results.NotFound(),
        };

    /// <param name="why">The text that says why not, and what to do.</param>
    private static async Task<IResult> Refused(StudyRequest here, int status, string why, params object[] with) => await here.Read() is { } view
        ? Show<StudyPage>.Of(new { here.Organisation, View = view, NotDone = why, With = with }, status: status)
        : Results.NotFound();

    private static string Day(DateOnly day) => day.ToString("D", CultureInfo.CurrentCulture);

    private static async Task<IResult> Report(StudyRequest here, Func<ReportStudy.Outcome.Made, IResult> show, bool asFile = true) =>
        await ReportStudy.Handle(here.Programme, here.Db, here.Shelf, here.Master, here.Clock, asFile, here.Ct) switch
        {
            ReportStudy.Outcome.Made made => show(made),
            ReportStudy.Outcome.NoFileYet { Unmasks: var unmasks } => await Refused(here, StatusCodes.Status409Conflict, "Study.NoFileYet", Day(unmasks)),
            ReportStudy.Outcome.Closed closed => Show<StudyClosedPage>.Of(new { here.Organisation, here.Programme, Closed = closed }, status: StatusCodes.Status409Conflict),
            ReportStudy.Outcome.NotPossible { Problems: var problems } => Show<StudyNotPossiblePage>.Of(
                new { here.Organisation, here.Programme, Problems = problems }, status: StatusCodes.Status409Conflict),
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
        return Zip("allocation.zip", [("study.json", Bytes(files.Plan)), ("study.lock.json", Bytes(files.Lock)), ("allocation.jsonl", Bytes(files.Log)), ("seed.txt", Bytes(files.Seed))]);
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
