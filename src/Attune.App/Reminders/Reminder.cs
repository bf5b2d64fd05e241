using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Reminders;

/// <summary>
/// One reminder to one person. The row is written before the mail is handed over, so that neither a crash nor a second server
/// can send it twice; a crash in between loses it, and the next one of the wave still comes.
/// </summary>
public sealed class Reminder : IOwned
{
    public const int MostTries = 3;

    public required Guid ParticipantId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid ProgrammeId { get; init; }
    public required string Wave { get; init; }

    /// <summary>1 for the first of its wave.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset ClaimedAt { get; init; }

    /// <summary>When the mail server took it; null where it did not, or where nobody can know.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>The mail server certainly did not take it, so that it may be tried again.</summary>
    public bool Refused { get; private set; }

    public int Tries { get; private set; } = 1;

    public void Sent(DateTimeOffset now) => SentAt = now;

    public void Refuse() => Refused = true;

    internal sealed class Table : IEntityTypeConfiguration<Reminder>
    {
        public void Configure(EntityTypeBuilder<Reminder> table)
        {
            table.HasKey(r => new { r.ParticipantId, r.Wave, r.Number });
            table.Property(r => r.Wave).HasMaxLength(40);
        }
    }
}
