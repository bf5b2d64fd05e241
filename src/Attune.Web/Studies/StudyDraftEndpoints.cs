using System.Globalization;
using System.Text;
using Attune.App.Content;
using Attune.App.Documents;
using Attune.App.Instruments;
using Attune.App.Programmes;
using Attune.App.Storage;
using Attune.App.Studies.Conduct;
using Attune.App.Studies.Drafting;
using Attune.App.Vault;
using Attune.Web.Host;
using Attune.Web.Organisations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attune.Web.Studies;

/// <summary>The pages that write a plan, one thing at a time. What they write is study.json and nothing else.</summary>
internal static class StudyDraftEndpoints
{
    public static void MapStudyDrafts(this IEndpointRouteBuilder routes)
    {
        var study = routes.MapGroup("/o/{organisation}/programmes/{programme:guid}/study").AddEndpointFilter(StaffHere.Enter);
        study.MapPost("/begin", Begin);
        study.MapPost("/upload", Upload);
        study.MapGet("/question", (HttpContext http, Guid programme, CancellationToken ct) => Page(http, programme, at => Show<QuestionPage>.Of(new { At = at, Part = QuestionPart.Read(at.Draft) }), ct));
        study.MapPost("/question", (HttpContext http, Guid programme, CancellationToken ct) => Write(http, programme, "question", (at, form) =>
        {
            var part = new QuestionPart(form.Text("title"), form.Text("question"), form.Text("eligible"));
            return (part.Write(at.Draft), [.. part.Wrong()], wrong => Show<QuestionPage>.Of(new { At = at, Part = part, Wrong = wrong }, status: StatusCodes.Status422UnprocessableEntity));
        }, ct));
        study.MapGet("/design", (HttpContext http, Guid programme, CancellationToken ct) => Page(http, programme, at => Show<DesignChoicePage>.Of(new { At = at, Part = DesignPart.Read(at.Draft) }), ct));
        study.MapPost("/design", (HttpContext http, Guid programme, CancellationToken ct) => Write(http, programme, "design", (at, form) =>
        {
            string[] levels = [.. form.Text("levels").Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            var part = new DesignPart(form.Text("design"), form.Text("practice"), form.Text("other"), form.Text("site"), levels, form.Text("guess") == "yes");
            return (part.Write(at.Draft), [.. part.Wrong()], wrong => Show<DesignChoicePage>.Of(new { At = at, Part = part, Wrong = wrong }, status: StatusCodes.Status422UnprocessableEntity));
        }, ct));
        study.MapGet("/outcomes", (HttpContext http, Guid programme, CancellationToken ct) => Page(http, programme, at =>
            Show<OutcomesPage>.Of(new { At = at, Part = OutcomesPart.Read(at.Draft, at.Offered) }), ct));
        study.MapPost("/outcomes", (HttpContext http, Guid programme, CancellationToken ct) => Write(http, programme, "outcomes", (at, form) =>
        {
            var part = new OutcomesPart([.. at.Offered.Select(each => new ChosenScale(each.Instrument.Id, each.Scale.Id,
                Enum.TryParse<ScaleUse>(form.Text(OutcomesPage.UseField(each.Instrument, each.Scale)), out var use) ? use : ScaleUse.NotAsked,
                Decimal(form.Text(OutcomesPage.WorthField(each.Instrument, each.Scale)))))]);
            return (part.Write(at.Draft, at.Library), [.. part.Wrong(at.Library)], wrong => Show<OutcomesPage>.Of(new { At = at, Part = part, Wrong = wrong }, status: StatusCodes.Status422UnprocessableEntity));
        }, ct));
        study.MapGet("/times", (HttpContext http, Guid programme, CancellationToken ct) => Page(http, programme, at => Show<TimesPage>.Of(new { At = at, Part = TimesPage.Start(at) }), ct));
        study.MapPost("/times", (HttpContext http, Guid programme, CancellationToken ct) => Write(http, programme, "times", (at, form) =>
        {
            var part = new TimesPart(Whole(form.Text("after-opens")), Whole(form.Text("after-closes")), Whole(form.Text("later-opens")), Whole(form.Text("later-closes")), form.Day("opens"), form.Day("unmasks"), form.Text("harm"));
            return (part.Write(at.Draft), [.. part.Wrong(at.Programme.EndsOn, DesignPart.Read(at.Draft).Design == "follow-up")],
                wrong => Show<TimesPage>.Of(new { At = at, Part = part, Wrong = wrong }, status: StatusCodes.Status422UnprocessableEntity));
        }, ct));
        study.MapGet("/people", (HttpContext http, Guid programme, CancellationToken ct) => Page(http, programme, at => Show<PeoplePage>.Of(new { At = at, Part = PeoplePage.Start(at) }), ct));
        study.MapPost("/people", (HttpContext http, Guid programme, CancellationToken ct) => Write(http, programme, "people", (at, form) =>
        {
            var part = new PeoplePart(Whole(form.Text("people")), Whole(form.Text("dropout")), form.Text("told"), form.Text("masking"));
            return (part.Write(at.Draft), [.. part.Wrong()], wrong => Show<PeoplePage>.Of(new { At = at, Part = part, Wrong = wrong }, status: StatusCodes.Status422UnprocessableEntity));
        }, ct, stay: form => form.Text("look") == "yes"));
        study.MapGet("/review", Review);
    }

    private static async Task<IResult> Review(
        Guid programme, HttpContext http, AttuneDb db, ContentLibrary library, MasterKey master, TimeProvider clock, CancellationToken ct) =>
        await ReadStudy.Handle(programme, db, library, master, clock, ct) switch
        {
            { Draft: not null } view => Show<ReviewPage>.Of(new { Organisation = http.Organisation(), View = view }),
            { Plan: not null } => Results.Redirect(StudyPlaces.Home(http.Organisation().Slug, programme)),
            _ => Results.NotFound(),
        };

    private static async Task<IResult> Begin(Guid programme, HttpContext http, AttuneDb db, ContentLibrary library, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await ReadStudy.Handle(programme, db, library, master, clock, ct) is not { } view)
            return Results.NotFound();
        if (view.Study is null)
            await KeepDraft.Handle(new KeepDraft.Request(programme, new QuestionPart(view.Programme.Title, "", "").Write("{}")), db, clock, ct);
        return Results.Redirect(StudyPlaces.At(http.Organisation().Slug, programme, StudyPlaces.Steps[0]));
    }

    private static async Task<IResult> Upload(Guid programme, HttpContext http, AttuneDb db, ContentLibrary library, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Form(ct);
        var draft = form.Text("pasted");
        if (form.Files.GetFile("file") is { Length: > 0 } file)
        {
            using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
            draft = (await reader.ReadToEndAsync(ct)).Replace("\0", "", StringComparison.Ordinal);
        }

        return await KeepDraft.Handle(new KeepDraft.Request(programme, draft), db, clock, ct) switch
        {
            KeepDraft.Outcome.Kept => Results.Redirect(StudyPlaces.At(http.Organisation().Slug, programme, "review")),
            KeepDraft.Outcome.NotAPlan { Expected: var expected } => Show<StudyPage>.Of(
                new { Organisation = http.Organisation(), View = await ReadStudy.Handle(programme, db, library, master, clock, ct), Refused = expected }, status: StatusCodes.Status422UnprocessableEntity),
            KeepDraft.Outcome.NoSuchProgramme => Results.NotFound(),
            _ => Results.Redirect(StudyPlaces.Home(http.Organisation().Slug, programme)),
        };
    }

    private static async Task<IResult> Page<TPage>(HttpContext http, Guid programme, Func<DraftHere, Show<TPage>> show, CancellationToken ct) where TPage : IComponent =>
        await DraftHere.Find(http, programme, ct) is { } at ? show(at) : Results.NotFound();

    // What was given is kept even where something is missing: nothing typed is lost.
    private static async Task<IResult> Write(
        HttpContext http, Guid programme, string step, Func<DraftHere, IFormCollection, (string Draft, IReadOnlyList<string> Wrong, Func<IReadOnlyList<string>, IResult> Again)> read,
        CancellationToken ct, Func<IFormCollection, bool>? stay = null)
    {
        if (await DraftHere.Find(http, programme, ct) is not { } at)
            return Results.NotFound();
        var form = await http.Form(ct);
        var (draft, wrong, again) = read(at, form);
        if (await KeepDraft.Handle(new KeepDraft.Request(programme, draft), at.Db, at.Clock, ct) is not KeepDraft.Outcome.Kept)
            return Results.Redirect(StudyPlaces.Home(at.Organisation.Slug, programme));
        return wrong.Count > 0 ? again(wrong) : Results.Redirect(at.Place(stay?.Invoke(form) == true ? step : StudyPlaces.After(step)));
    }

    private static int? Whole(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double? Decimal(string text) =>
        double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
