using Attune.App.Content;
using Attune.App.Documents;
using Attune.App.Instruments;
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
public sealed record DraftHere(
    Organisation Organisation, Programme Programme, string Draft, ContentLibrary Library,
    IReadOnlyList<(InstrumentDocument Instrument, InstrumentScale Scale)> Offered, AttuneDb Db, TimeProvider Clock)
{
    public string Place(string step) => StudyPlaces.At(Organisation.Slug, Programme.Id, step);

    /// <summary>Null where there is no such draft, or it is locked.</summary>
    public static async Task<DraftHere?> Find(HttpContext http, Guid programme, CancellationToken ct)
    {
        var services = http.RequestServices;
        var (db, library, clock) = (services.GetRequiredService<AttuneDb>(), services.GetRequiredService<ContentLibrary>(), services.GetRequiredService<TimeProvider>());
        if (await ReadStudy.Handle(programme, db, library, services.GetRequiredService<MasterKey>(), clock, ct) is not { Study: { State: StudyState.Draft } study } view)
            return null;
        var documents = await ProgrammeDocuments.Load(db, services.GetRequiredService<DocumentShelf>(), view.Programme, ct);
        var named = documents.Practice.Steps.Select(step => step.Option("instrument")).OfType<string>().ToHashSet();
        return new DraftHere(http.Organisation(), view.Programme, study.Draft, library, OutcomesPart.Offered(library, named), db, clock);
    }
}
