using Attune.App.Content;
using Attune.App.Documents;
using Attune.App.Storage;
using Attune.App.Studies.Conduct;
using Attune.App.Vault;
using Attune.Web.Organisations;
using Microsoft.AspNetCore.Http;

namespace Attune.Web.Studies;

/// <summary>What every request about a programme's study needs.</summary>
internal sealed record StudyRequest(
    Guid Programme, HttpContext Http, AttuneDb Db, DocumentShelf Shelf, ContentLibrary Library, MasterKey Master, TimeProvider Clock, CancellationToken Ct)
{
    public Attune.App.Organisations.Organisation Organisation => Http.Organisation();

    /// <summary>Null where the organisation has no such programme.</summary>
    public Task<ReadStudy.View?> Read() => ReadStudy.Handle(Programme, Db, Shelf, Library, Master, Clock, Ct);

    public string At(string place) => StudyPlaces.At(Organisation.Slug, Programme, place);

    /// <summary>Back to the study's page.</summary>
    public IResult Home() => Results.Redirect(StudyPlaces.Home(Organisation.Slug, Programme));
}
