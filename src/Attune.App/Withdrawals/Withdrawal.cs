using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Withdrawals;

/// <summary>
/// That somebody takes back everything they gave: asked for, then done for good. Once it is done the row names nobody; it stays
/// so that its receipt can be shown and the programme's counts still add up.
/// </summary>
public sealed class Withdrawal : IOwned
{
    public const int MostDays = 7;

    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid ProgrammeId { get; init; }

    /// <summary>Who asked; once it is done, the nameless row that stands for them.</summary>
    public required Guid ParticipantId { get; init; }

    /// <summary>SHA-256 of the code under which the receipt is found; the person alone has the code.</summary>
    public required byte[] CodeHash { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it is done; until then the person may think better of it.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The day on which it was done; null before.</summary>
    public DateOnly? DoneOn { get; init; }

    /// <summary>What the receipt says, to the byte, as it was signed.</summary>
    public string? Receipt { get; init; }

    public byte[]? Signature { get; init; }

    /// <summary>Whether the storage was made to let go of what lay in its free space.</summary>
    public bool Forgotten { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<Withdrawal>
    {
        public void Configure(EntityTypeBuilder<Withdrawal> table)
        {
            table.HasIndex(w => w.ParticipantId).IsUnique();
            table.HasIndex(w => w.CodeHash).IsUnique();
            table.HasIndex(w => new { w.OrganisationId, w.Forgotten, w.DueAt });
            table.Property(w => w.Receipt).HasMaxLength(4_000);
        }
    }
}
