using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Responses;

/// <summary>
/// A sealed response: one row per person, instrument and wave (and, for answers about someone's story, that story),
/// its answers packed a byte an item.
/// </summary>
public sealed class Response : IOwned
{
    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid ProgrammeId { get; init; }
    public required Guid ParticipantId { get; init; }
    public required int InstrumentVersionId { get; init; }
    public required string Wave { get; init; }

    /// <summary>The story the answers are about; <see cref="Guid.Empty"/> where they are about the person's own state.</summary>
    public required Guid About { get; init; }

    public required byte[] Answers { get; init; }

    /// <summary>How sure the person was of each answer, a byte an item; null where that was not asked.</summary>
    public required byte[]? Confidence { get; init; }

    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>The study it was given for, whose answers nobody reads before its plan says so; null for a practice's own.</summary>
    public Guid? OfStudy { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<Response>
    {
        public void Configure(EntityTypeBuilder<Response> table)
        {
            table.Property(r => r.Wave).HasMaxLength(40);
            table.HasIndex(r => new { r.ParticipantId, r.InstrumentVersionId, r.Wave, r.About }).IsUnique();
            table.HasIndex(r => new { r.ProgrammeId, r.InstrumentVersionId, r.Wave });
        }
    }
}
