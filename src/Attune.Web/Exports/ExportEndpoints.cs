using Attune.App.Documents;
using Attune.App.Exports;
using Attune.App.Storage;
using Attune.App.Vault;
using Attune.Web.Host;
using Attune.Web.Organisations;
using Attune.Web.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attune.Web.Exports;

internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        var organisation = routes.MapGroup("/o/{organisation}").AddEndpointFilter(StaffHere.Enter);
        organisation.MapGet("/programmes/{programme:guid}/export", Page);
        organisation.MapGet("/programmes/{programme:guid}/export.zip", Archive);
    }

    private static async Task<IResult> Page(
        Guid programme, HttpContext http, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct) =>
        await OfferExport.Handle(programme, new ExportReader.Staff(http.User.StaffId()), db, shelf, master, clock, ct) switch
        {
            OfferExport.Outcome.Ready ready => Show<ExportPage>.Of(new { Organisation = http.Organisation(), Offer = ready }),
            OfferExport.Outcome.StillOpen { Programme: var open } => NoExport(http, open, "StillOpen"),
            OfferExport.Outcome.StudyIsClosed { Programme: var waits } => NoExport(http, waits, "StudyIsClosed"),
            OfferExport.Outcome.NobodyWasAsked { Programme: var closed } => NoExport(http, closed, "NobodyWasAsked"),
            OfferExport.Outcome.TooFew { Programme: var closed } => NoExport(http, closed, "TooFew"),
            _ => Results.NotFound(),
        };

    private static async Task<IResult> Archive(
        Guid programme, string[]? format, HttpContext http, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        List<ExportFormat> formats = [.. (format ?? []).Where(ExportFormats.ByName.ContainsKey).Select(name => ExportFormats.ByName[name])];
        using var folder = new TemporaryFolder();
        var request = new ExportProgramme.Request(
            programme, new ExportReader.Staff(http.User.StaffId()), folder.Path, formats.Count == 0 ? [ExportFormat.Csv] : formats);
        return await ExportProgramme.Handle(request, db, shelf, master, clock, null, ct) switch
        {
            ExportProgramme.Outcome.Written { Manifest: var manifest } =>
                Results.File(await folder.Archive(ct), "application/zip", $"answers-{manifest.Made:yyyy-MM-dd}.zip"),
            ExportProgramme.Outcome.NoSuchProgramme => Results.NotFound(),
            _ => Results.Redirect(ExportPlaces.Page(http.Organisation().Slug, programme)), // which says why there is none
        };
    }

    private static Show<NoExportPage> NoExport(HttpContext http, Attune.App.Programmes.Programme programme, string why) =>
        Show<NoExportPage>.Of(new { Organisation = http.Organisation(), Programme = programme, Why = why }, status: StatusCodes.Status409Conflict);
}
