using Attune.App.Content;
using Attune.App.Documents;
using Attune.App.Helping;
using Attune.App.Matching;
using Attune.App.Programmes;
using Attune.App.Sessions;
using Attune.App.Storage;
using Attune.App.Vault;
using Attune.Web.Host;
using Attune.Web.Organisations;
using Attune.Web.People;
using Attune.Web.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Attune.Web.Programmes;

internal static class ProgrammeEndpoints
{
    public static void MapProgrammes(this IEndpointRouteBuilder routes)
    {
        var organisation = routes.MapGroup("/o/{organisation}").AddEndpointFilter(StaffHere.Enter);
        organisation.MapGet("/", All);
        organisation.MapGet("/programmes/new", New);
        organisation.MapPost("/programmes/new", Create);
        organisation.MapGet("/programmes/{programme:guid}", Home);
        organisation.MapPost("/programmes/{programme:guid}/open", Open);
        organisation.MapPost("/programmes/{programme:guid}/close", Close);
        organisation.MapPost("/programmes/{programme:guid}/approve-helping", Approve);
        organisation.MapGet("/programmes/{programme:guid}/live", Live);
        organisation.MapPost("/programmes/{programme:guid}/re-pair", PairAgain);
    }

    private static async Task<IResult> All(HttpContext http, AttuneDb db, CancellationToken ct) =>
        Show<ProgrammesPage>.Of(new { Organisation = http.Organisation(), Programmes = await ListProgrammes.Handle(db, ct) });

    private static async Task<IResult> New(string? practice, HttpContext http, ContentLibrary library, TimeProvider clock, CancellationToken ct) =>
        Show<NewProgrammePage>.Of(new { Organisation = http.Organisation(), Form = await NewProgrammeForm.Start(library, practice, clock, ct) });

    private static async Task<IResult> Create(
        HttpContext http, AttuneDb db, DocumentShelf shelf, ContentLibrary library, TimeProvider clock, CancellationToken ct)
    {
        var form = NewProgrammeForm.Read(await http.Form(ct), library);
        switch (await CreateProgramme.Handle(form.Request(), db, shelf, library, clock, ct))
        {
            case CreateProgramme.Outcome.Created { Programme: var id }:
                return Results.Redirect(ProgrammePlaces.Home(http.Organisation().Slug, id));
            case CreateProgramme.Outcome.Refused { Problems: var problems }:
                return Show<NewProgrammePage>.Of(
                    new { Organisation = http.Organisation(), Form = form, Problems = problems }, status: StatusCodes.Status422UnprocessableEntity);
            default:
                throw new InvalidOperationException("An outcome that is neither created nor refused.");
        }
    }

    private static async Task<IResult> Home(
        Guid programme, HttpContext http, AttuneDb db, DocumentShelf shelf, MasterKey master, CancellationToken ct)
    {
        if (await db.Programmes.AsNoTracking().SingleOrDefaultAsync(p => p.Id == programme, ct) is not { } found)
            return Results.NotFound();
        var join = $"{http.Request.Scheme}://{http.Request.Host}{PeoplePlaces.Join(found.JoinCode)}";
        return Show<ProgrammePage>.Of(new
        {
            Organisation = http.Organisation(),
            Programme = found,
            Documents = await ProgrammeDocuments.Load(db, shelf, found, ct),
            Consent = await db.ConsentVersions.Where(v => v.ProgrammeId == programme).OrderByDescending(v => v.Number).Select(v => v.Text).FirstAsync(ct),
            People = await db.Participants.CountAsync(p => p.ProgrammeId == programme, ct),
            JoinLink = join,
            Helping = await db.HelpingApprovals.AsNoTracking().SingleOrDefaultAsync(a => a.ProgrammeId == programme, ct),
            Seed = found.ClosedAt is null ? null : LeavingDraw.SeedOf(master, programme).Reveal(),
        });
    }

    private static async Task<IResult> Approve(
        Guid programme, HttpContext http, AttuneDb db, DocumentShelf shelf, MasterKey master, TimeProvider clock, CancellationToken ct) =>
        await ApproveHelping.Handle(new ApproveHelping.Request(programme, http.User.StaffId()), db, shelf, master, clock, ct) switch
        {
            ApproveHelping.Outcome.NoSuchProgramme => Results.NotFound(),
            _ => Results.Redirect(ProgrammePlaces.Home(http.Organisation().Slug, programme)), // the page says how it stands
        };

    private static Task<IResult> Open(Guid programme, HttpContext http, AttuneDb db, TimeProvider clock, CancellationToken ct) =>
        Change(programme, ChangeState.Step.Open, http, db, clock, ct);

    private static Task<IResult> Close(Guid programme, HttpContext http, AttuneDb db, TimeProvider clock, CancellationToken ct) =>
        Change(programme, ChangeState.Step.Close, http, db, clock, ct);

    private static async Task<IResult> Change(
        Guid programme, ChangeState.Step step, HttpContext http, AttuneDb db, TimeProvider clock, CancellationToken ct) =>
        await ChangeState.Handle(new ChangeState.Request(programme, step), db, clock, ct) is ChangeState.Outcome.Done
            ? Results.Redirect(ProgrammePlaces.Home(http.Organisation().Slug, programme))
            : Results.NotFound();

    private static async Task<IResult> Live(
        Guid programme, string? said, HttpContext http, AttuneDb db, DocumentShelf shelf, TimeProvider clock, CancellationToken ct) =>
        await WatchProgramme.Handle(programme, db, shelf, clock, ct) is { } view
            ? Show<LivePage>.Of(new { Organisation = http.Organisation(), View = view, Said = said })
            : Results.NotFound();

    private static async Task<IResult> PairAgain(Guid programme, HttpContext http, AttuneDb db, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Form(ct);
        if (!Guid.TryParse(form.Text("participant"), out var participant))
            return Results.NotFound();
        var request = new RePair.Request(programme, participant, form.Text("another") == "yes");
        var said = await RePair.Handle(request, db, clock, ct) switch
        {
            RePair.Outcome.Matched => "matched",
            RePair.Outcome.NobodyFree => "nobody",
            RePair.Outcome.ProgrammeNotOpen => "closed",
            _ => null,
        };
        return said is null
            ? Results.NotFound()
            : Results.Redirect($"{ProgrammePlaces.Live(http.Organisation().Slug, programme)}?said={said}");
    }
}
