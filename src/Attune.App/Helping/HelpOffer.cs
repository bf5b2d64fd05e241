using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Helping;

/// <summary>That somebody was shown another's request, how hard it was for them to leave it, and what they did.</summary>
public sealed class HelpOffer : IOwned
{
    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid ProgrammeId { get; init; }

    /// <summary>Who was asked.</summary>
    public required Guid ParticipantId { get; init; }

    public required Guid HelpRequestId { get; init; }

    /// <summary>Whoever goes on without helping meets the request once more.</summary>
    public required bool LeavingHard { get; init; }

    public required DateTimeOffset ShownAt { get; init; }

    /// <summary>When they went on; null while they are still looking.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>What they wrote, sealed with their key; null where they went on without.</summary>
    public byte[]? Lines { get; private set; }

    /// <summary>Told afterwards what this was for, they asked that it be left out.</summary>
    public bool LeftOut { get; private set; }

    public bool Helped => Lines is not null;

    public void Answer(byte[]? lines, DateTimeOffset now) => (Lines, AnsweredAt) = (lines, now);

    public void LeaveOut() => LeftOut = true;

    internal sealed class Table : IEntityTypeConfiguration<HelpOffer>
    {
        public void Configure(EntityTypeBuilder<HelpOffer> table)
        {
            table.HasIndex(o => o.ParticipantId).IsUnique();
            table.HasIndex(o => o.HelpRequestId);
            table.HasIndex(o => o.ProgrammeId);
            table.Ignore(o => o.Helped);
        }
    }
}
