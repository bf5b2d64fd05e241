using System.Security.Cryptography;
using Attune.App.People;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Studies.Conduct;

/// <summary>Somebody who joined a programme with a study, and from the first questions on what chance gave them.</summary>
public sealed class StudyMember : IOwned
{
    public required Guid ParticipantId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid StudyId { get; init; }

    /// <summary>What the allocation log calls them; it says nothing to anyone else.</summary>
    public required string Subject { get; init; }

    /// <summary>The day on which the windows of the waves begin to count.</summary>
    public required DateOnly ConsentedOn { get; init; }

    /// <summary>The level of each factor of the allocation, in the plan's order, separated by a vertical bar; null before the first questions.</summary>
    public string? Levels { get; private set; }

    /// <summary>The group the person said they belong to; null where chance gives arms to single people.</summary>
    public string? Cluster { get; private set; }

    /// <summary>The masked arm: A, B, C …; null before it is given, and for good where there is one group.</summary>
    public string? Label { get; private set; }

    /// <summary>When the first questions were answered, which is when people come into the study.</summary>
    public DateTimeOffset? EnteredAt { get; private set; }

    /// <summary>The first day on which the person may go through the practice; null for those who do not, or do not know yet.</summary>
    public DateOnly? PractisesFrom { get; private set; }

    /// <summary>Which arm the person thinks they had: its id, or the word for not knowing; null where not asked or not said.</summary>
    public string? Guess { get; private set; }

    /// <summary>Chance names them: neither the order of joining nor anything else can be read from it.</summary>
    public static StudyMember Of(Study study, Participant participant, DateOnly today) => new()
    {
        ParticipantId = participant.Id,
        OrganisationId = study.OrganisationId,
        StudyId = study.Id,
        Subject = RandomNumberGenerator.GetHexString(16, lowercase: true),
        ConsentedOn = today,
    };

    public bool MayPractise(DateOnly today) => PractisesFrom <= today;

    public void Enter(DateTimeOffset now, string levels, string? label, DateOnly? practisesFrom, string? cluster = null) =>
        (EnteredAt, Levels, Label, PractisesFrom, Cluster) = (now, levels, label, practisesFrom, cluster);

    /// <summary>All was asked: whoever waited need not wait longer.</summary>
    public void BeginEarly(DateOnly today)
    {
        if (PractisesFrom > today)
            PractisesFrom = today;
    }

    /// <summary>The last questions were moved, and with them the day on which whoever waits begins.</summary>
    public void Wait(DateOnly until) => PractisesFrom = until;

    public void Guessed(string guess) => Guess ??= guess;

    internal sealed class Table : IEntityTypeConfiguration<StudyMember>
    {
        public void Configure(EntityTypeBuilder<StudyMember> table)
        {
            table.HasKey(m => m.ParticipantId);
            table.Property(m => m.ParticipantId).ValueGeneratedNever();
            table.HasIndex(m => new { m.StudyId, m.Subject }).IsUnique();
            table.Property(m => m.Subject).HasMaxLength(64);
            table.Property(m => m.Levels).HasMaxLength(1_000);
            table.Property(m => m.Cluster).HasMaxLength(80);
            table.Property(m => m.Label).HasMaxLength(1);
            table.Property(m => m.Guess).HasMaxLength(80);
            table.Property(m => m.EnteredAt).IsConcurrencyToken();
        }
    }
}
