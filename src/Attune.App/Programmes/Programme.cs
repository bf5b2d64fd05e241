using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Programmes;

/// <summary>A practice, run with people, over time.</summary>
public sealed class Programme : IOwned
{
    public const int TitleLength = 120;

    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required string Title { get; init; }

    /// <summary>BCP 47 language of the practice, and of every page a participant sees.</summary>
    public required string Language { get; init; }

    public required int PracticeVersionId { get; init; }

    /// <summary>First day on which people may join, by the server's calendar.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day on which people may join.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>Eight letters and digits that open the join page; see <see cref="Programmes.JoinCode"/>.</summary>
    public required string JoinCode { get; init; }

    /// <summary>Salt of this programme's return phrases.</summary>
    public required byte[] PhraseSalt { get; init; }

    /// <summary>How long someone waits for a new partner before they are given a place with people already paired.</summary>
    public required int PatienceMinutes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its people are bots; every page that shows it says so.</summary>
    public bool Simulated { get; init; }

    public DateTimeOffset? OpenedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Counts the rounds of matching, so that two at the same moment cannot both succeed.</summary>
    public int MatchingRound { get; private set; }

    /// <summary>The highest number in the room of somebody who took everything back: it is not given to anyone else.</summary>
    public int LastNumberTakenBack { get; private set; }

    public ProgrammeState State =>
        ClosedAt is not null ? ProgrammeState.Closed : OpenedAt is not null ? ProgrammeState.Open : ProgrammeState.Draft;

    public bool Open(DateTimeOffset now)
    {
        if (State != ProgrammeState.Draft)
            return false;
        OpenedAt = now;
        return true;
    }

    public bool Close(DateTimeOffset now)
    {
        if (State != ProgrammeState.Open)
            return false;
        ClosedAt = now;
        return true;
    }

    public void BeginMatchingRound() => MatchingRound++;

    /// <summary>Whether someone new may join on this day, and if not, why not.</summary>
    public Admission Admits(DateOnly today) => State switch
    {
        ProgrammeState.Draft => Admission.NotOpenYet,
        ProgrammeState.Closed => Admission.Closed,
        _ when today < StartsOn => Admission.NotOpenYet,
        _ when today > EndsOn => Admission.Closed,
        _ => Admission.Welcome,
    };

    internal sealed class Table : IEntityTypeConfiguration<Programme>
    {
        public void Configure(EntityTypeBuilder<Programme> table)
        {
            table.Property(p => p.Title).HasMaxLength(TitleLength);
            table.Property(p => p.Language).HasMaxLength(20);
            table.Property(p => p.JoinCode).HasMaxLength(12);
            table.HasIndex(p => p.JoinCode).IsUnique();
            table.HasIndex(p => new { p.OrganisationId, p.Title }).IsUnique();
            table.Property(p => p.MatchingRound).IsConcurrencyToken();
            table.Ignore(p => p.State);
        }
    }
}
