using Attune.App.Consents;
using Attune.App.Documents;
using Attune.App.Helping;
using Attune.App.Matching;
using Attune.App.Organisations;
using Attune.App.People;
using Attune.App.Programmes;
using Attune.App.Responses;
using Attune.App.Sessions;
using Attune.App.Staff;
using Attune.App.Stories;
using Attune.App.Studies.Conduct;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Attune.App.Storage;

/// <summary>A column that names another row is a foreign key, by its name; deleting what is still named is refused.</summary>
internal static class References
{
    private static readonly Dictionary<string, Type> Targets = new()
    {
        ["OrganisationId"] = typeof(Organisation),
        ["UserId"] = typeof(StaffUser),
        ["ProgrammeId"] = typeof(Programme),
        ["PracticeVersionId"] = typeof(DocumentVersion),
        ["InstrumentVersionId"] = typeof(DocumentVersion),
        ["ConsentVersionId"] = typeof(ConsentVersion),
        ["ParticipantId"] = typeof(Participant),
        ["TellerId"] = typeof(Participant),
        ["ListenerId"] = typeof(Participant),
        ["RaterId"] = typeof(Participant),
        ["WriterId"] = typeof(Participant),
        ["SessionId"] = typeof(Session),
        ["StoryId"] = typeof(Story),
        ["MatchId"] = typeof(Match),
        ["ResponseId"] = typeof(Response),
        ["HelpRequestId"] = typeof(HelpRequest),
        ["StudyId"] = typeof(Study),
    };

    public static void Add(ModelBuilder model, IReadOnlyTypeBase owned)
    {
        var table = model.Entity(owned.ClrType);
        foreach (var property in owned.ClrType.GetProperties())
        {
            if (Targets.TryGetValue(property.Name, out var target))
                table.HasOne(target).WithMany().HasForeignKey(property.Name).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
