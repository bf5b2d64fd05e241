using System.Globalization;
using System.Text;
using Attune.App.Helping;
using Attune.App.People;
using Attune.App.Studies.Conduct;
using Attune.App.Studies.Drafting;
using Attune.Web.Host;
using Attune.Web.Organisations;
using Attune.Web.Staff;
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
            string[] List(string field) => [.. form.Text(field).Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            var part = new DesignPart(form.Text("design"), form.Text("practice"), form.Text("other"), form.Text("site"), List("levels"), List("clusters"), form.Text("guess") == "yes");
            return (part.Write(at.Draft), [.. part.Wrong()], wrong => Show<DesignChoicePage>.Of(new { At = at, Part = part, Wrong = wrong }, status: StatusCodes.Status422UnprocessableEntity));
        }, ct));
        study.MapGet("/outcomes", (HttpContext http, Guid programme, CancellationToken ct) => Page(http, programme, at =>
            Show<OutcomesPage>.Of(new { At = at, Part = OutcomesPart.Read(at.Draft, at.Offered, MeasuresPart.Read(at.Draft, at.Measures, OutcomesPage.Label)) }), ct));
        study.MapPost("/outcomes", Outcomes);
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

    private static async Task<IResult> Outcomes([AsParameters] StudyRequest here)
    {
        var form = await here.Http.Form(here.Ct);
        var asked = form.Any(field => field.Key.StartsWith(OutcomesPage.HelpField, StringComparison.Ordinal) && Use(field.Value.ToString()) != ScaleUse.NotAsked);
        return await Write(here.Http, here.Programme, "outcomes", (at, form) =>
        {
            var measured = new MeasuresPart(
                [.. at.Measures.Select(offer => new ChosenMeasure(offer, OutcomesPage.Label(offer), Use(form.Text(OutcomesPage.UseField(offer))), Decimal(form.Text(OutcomesPage.WorthField(offer)))))],
                form.Text("approved-by"), form.Text("approved-text"));
            var part = new OutcomesPart([.. at.Offered.Select(each => new ChosenScale(each.Instrument.Id, each.Scale.Id,
                Use(form.Text(OutcomesPage.UseField(each.Instrument, each.Scale))), Decimal(form.Text(OutcomesPage.WorthField(each.Instrument, each.Scale)))))], measured);
            return (part.Write(at.Draft, at.Library, JoinProgramme.Today(at.Clock)), [.. part.Wrong(at.Library)],
                wrong => Show<OutcomesPage>.Of(new { At = at, Part = part, Wrong = wrong }, status: StatusCodes.Status422UnprocessableEntity));
        }, here.Ct, kept: () => Approve(here, asked));
    }

    // Whoever is signed in approves what the plan now says, and with which words.
    private static async Task Approve(StudyRequest here, bool asked)
    {
        if (asked)
            await ApproveHelping.Handle(new ApproveHelping.Request(here.Programme, here.Http.User.StaffId()), here.Db, here.Shelf, here.Master, here.Clock, here.Ct);
    }

    private static ScaleUse Use(string text) => Enum.TryParse<ScaleUse>(text, out var use) && Enum.IsDefined(use) ? use : ScaleUse.NotAsked;

    private static async Task<IResult> Review([AsParameters] StudyRequest here) => await here.Read() switch
    {
        { Draft: not null } view => Show<ReviewPage>.Of(new { here.Organisation, View = view }),
        { Plan: not null } => here.Home(),
        _ => Results.NotFound(),
    };

    private static async Task<IResult> Begin([AsParameters] StudyRequest here)
    {
        if (await here.Read() is not { } view)
            return Results.NotFound();
        if (view.Study is null)
            await KeepDraft.Handle(new KeepDraft.Request(here.Programme, new QuestionPart(view.Programme.Title, "", "").Write("{}")), here.Db, here.Clock, here.Ct);
        return Results.Redirect(here.At(StudyPlaces.Steps[0]));
    }

    private static async Task<IResult> Upload([AsParameters] StudyRequest here)
    {
        var form = await here.Http.Form(here.Ct);
        var draft = form.Text("pasted");
        if (form.Files.GetFile("file") is { Length: > 0 } file)
        {
            using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
            draft = (await reader.ReadToEndAsync(here.Ct)).Replace("\0", "", StringComparison.Ordinal);
        }

        return await KeepDraft.Handle(new KeepDraft.Request(here.Programme, draft), here.Db, here.Clock, here.Ct) switch
        {
            KeepDraft.Outcome.Kept => Results.Redirect(here.At("review")),
            KeepDraft.Outcome.NotAPlan { Expected: var expected } => Show<StudyPage>.Of(
                new { here.Organisation, View = await here.Read(), Refused = expected }, status: StatusCodes.Status422UnprocessableEntity),
            KeepDraft.Outcome.NoSuchProgramme => Results.NotFound(),
            _ => here.Home(),
        };
    }

    private static async Task<IResult> Page<TPage>(HttpContext http, Guid programme, Func<DraftHere, Show<TPage>> show, CancellationToken ct) where TPage : IComponent =>
        await DraftHere.Find(http, programme, ct) is { } at ? show(at) : Results.NotFound();

    // What was given is kept even where something is missing: nothing typed is lost.
    private static async Task<IResult> Write(
        HttpContext http, Guid programme, string step, Func<DraftHere, IFormCollection, (string Draft, IReadOnlyList<string> Wrong, Func<IReadOnlyList<string>, IResult> Again)> read,
        CancellationToken ct, Func<IFormCollection, bool>? stay = null, Func<Task>? kept = null)
    {
        if (await DraftHere.Find(http, programme, ct) is not { } at)
            return Results.NotFound();
        var form = await http.Form(ct);
        var (draft, wrong, again) = read(at, form);
        if (await KeepDraft.Handle(new KeepDraft.Request(programme, draft), at.Db, at.Clock, ct) is not KeepDraft.Outcome.Kept)
            return Results.Redirect(StudyPlaces.Home(at.Organisation.Slug, programme));
        if (kept is not null && wrong.Count == 0)
            await kept();
        return wrong.Count > 0 ? again(wrong) : Results.Redirect(at.Place(stay?.Invoke(form) == true ? step : StudyPlaces.After(step)));
    }

    private static int? Whole(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double? Decimal(string text) =>
        double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
