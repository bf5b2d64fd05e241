using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Measures;

/// <summary>On which of a practice's two sides somebody says they are.</summary>
public sealed class SideTaken : IOwned
{
    public required Guid ParticipantId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid ProgrammeId { get; init; }

    /// <summary>1 or 2, in the order in which the practice names them; null for neither, or would rather not say.</summary>
    public required int? Side { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<SideTaken>
    {
        public void Configure(EntityTypeBuilder<SideTaken> table) => table.HasKey(s => s.ParticipantId);
    }
}
