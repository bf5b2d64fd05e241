using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Reminders;

/// <summary>When one person can answer in one wave. Reminders, the calendar file and the card are made of these.</summary>
public sealed class PlannedWave : IOwned
{
    public required Guid ParticipantId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid ProgrammeId { get; init; }
    public required string Wave { get; init; }
    public required DateTimeOffset OpensAt { get; set; }

    /// <summary>The first moment at which it is too late.</summary>
    public required DateTimeOffset ClosesAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<PlannedWave>
    {
        public void Configure(EntityTypeBuilder<PlannedWave> table)
        {
            table.HasKey(w => new { w.ParticipantId, w.Wave });
            table.Property(w => w.Wave).HasMaxLength(40);
            table.HasIndex(w => new { w.OrganisationId, w.OpensAt });
            table.HasIndex(w => w.ProgrammeId);
        }
    }
}
