using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Helping;

/// <summary>Somebody who would like a few lines from another person here, and says what for.</summary>
public sealed class HelpRequest : IOwned
{
    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid ProgrammeId { get; init; }
    public required Guid ParticipantId { get; init; }

    /// <summary>Sealed with the key of the one who asks.</summary>
    public required byte[] Words { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<HelpRequest>
    {
        public void Configure(EntityTypeBuilder<HelpRequest> table)
        {
            table.HasIndex(r => r.ParticipantId).IsUnique();
            table.HasIndex(r => r.ProgrammeId);
        }
    }
}
