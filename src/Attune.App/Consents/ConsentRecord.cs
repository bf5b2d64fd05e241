using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Consents;

/// <summary>Who agreed, when, to which words.</summary>
public sealed class ConsentRecord : IOwned
{
    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid ParticipantId { get; init; }
    public required Guid ConsentVersionId { get; init; }
    public required string TextHash { get; init; }
    public required string Language { get; init; }
    public required DateTimeOffset AgreedAt { get; init; }

    /// <summary>What else than figures of many the answers may be used for.</summary>
    public ConsentTier Tier { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<ConsentRecord>
    {
        public void Configure(EntityTypeBuilder<ConsentRecord> table)
        {
            table.Property(r => r.TextHash).HasMaxLength(64);
            table.Property(r => r.Language).HasMaxLength(20);
            table.HasIndex(r => new { r.ParticipantId, r.ConsentVersionId }).IsUnique();
        }
    }
}
