using Attune.App.Content;
using Attune.App.Documents;
using Attune.App.Instruments;
using Attune.App.Measures;
using Attune.App.Organisations;
using Attune.App.Programmes;
using Attune.App.Storage;
using Attune.App.Studies.Conduct;
using Attune.App.Studies.Drafting;
using Attune.App.Vault;
using Attune.Web.Organisations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Web.Studies;

/// <summary>A draft that a steward is writing, and all that its pages need.</summary>
/// <param name="Offered">The scales a study of this programme can ask.</param>
/// <param name="Measures">What its practice lets be measured beside them.</param>
public sealed record DraftHere(
    Organisation Organisation, Programme Programme, string Draft, ContentLibrary Library,
    IReadOnlyList<(InstrumentDocument Instrument, InstrumentScale Scale)> Offered, IReadOnlyList<MeasureOffer> Measures, AttuneDb Db, TimeProvider Clock)
{
    public string Place(string step) => StudyPlaces.At(Organisation.Slug, Programme.Id, step);

    /// <summary>Null where there is no such draft, or it is locked.</summary>
    public static async Task<DraftHere?> Find(HttpContext http, Guid programme, CancellationToken ct)
    {
        var services = http.RequestServices;
        var (db, library, clock) = (services.GetRequiredService<AttuneDb>(), services.GetRequiredService<ContentLibrary>(), services.GetRequiredService<TimeProvider>());
        var shelf = services.GetRequiredService<DocumentShelf>();
        if (await ReadStudy.Handle(programme, db, shelf, library, services.GetRequiredService<MasterKey>(), clock, ct) is not { Study: { State: StudyState.Draft } study } view)
            return null;
        var documents = await ProgrammeDocuments.Load(db, shelf, view.Programme, ct);
        // What is asked about oneself as well stays on offer.
        var named = documents.Practice.Steps.Where(step => step.Kind != "picture").Select(step => step.Option("instrument")).OfType<string>().ToHashSet();
        return new DraftHere(http.Organisation(), view.Programme, study.Draft, library, OutcomesPart.Offered(library, named), MeasuresPart.Offered(documents.Practice, library, study.Draft), db, clock);
    }
}
