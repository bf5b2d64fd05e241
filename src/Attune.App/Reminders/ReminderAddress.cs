using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Reminders;

/// <summary>An e-mail address that somebody gave for reminders and for nothing else; deleted after their last wave.</summary>
public sealed class ReminderAddress : IOwned
{
    public required Guid ParticipantId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid ProgrammeId { get; init; }

    /// <summary>Sealed with the person's key.</summary>
    public required byte[] Address { get; set; }

    /// <summary>Where the person's browser knew this server: what the reminder says to open.</summary>
    public required string Server { get; set; }

    public required DateTimeOffset GivenAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<ReminderAddress>
    {
        public void Configure(EntityTypeBuilder<ReminderAddress> table)
        {
            table.HasKey(a => a.ParticipantId);
            table.Property(a => a.Server).HasMaxLength(200);
        }
    }
}
