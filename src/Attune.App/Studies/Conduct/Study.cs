using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Studies.Conduct;

/// <summary>The study of one programme: its draft, and from the lock on what has become of it.</summary>
public sealed class Study : IOwned
{
    /// <summary>Most characters of a plan.</summary>
    public const int DraftLength = 200_000;

    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid ProgrammeId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The plan as it is being written: a study.json, perhaps not whole yet. After the lock the versions count.</summary>
    public string Draft { get; private set; } = "{}";

    public DateTimeOffset? LockedAt { get; private set; }

    /// <summary>The locked plan says how it is run in the programme: whoever joins is in it.</summary>
    public bool RunsHere { get; private set; }

    /// <summary>The seed of the allocation, sealed with the master key; null where nothing is given by chance.</summary>
    public byte[]? SealedSeed { get; private set; }

    /// <summary>Published with the plan: it binds the seed and tells nothing of it.</summary>
    public string? Commitment { get; private set; }

    /// <summary>The wave, by id, after which everybody in the study is asked for help; null where its plan asks nobody.</summary>
    public string? HelpAt { get; private set; }

    /// <summary>When the study was ended before its planned end; from then on nobody is asked any more.</summary>
    public DateTimeOffset? StoppedAt { get; private set; }

    public string? StoppedBecause { get; private set; }

    /// <summary>When the outcomes were opened, which ends the study.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    public DateTimeOffset? UnmaskedAt { get; private set; }

    /// <summary>Counts changes, so that two at the same moment cannot both succeed.</summary>
    public int Revision { get; private set; }

    public StudyState State =>
        LockedAt is null ? StudyState.Draft
        : UnmaskedAt is not null ? StudyState.Unmasked
        : OpenedAt is not null ? StudyState.Opened
        : StoppedAt is not null ? StudyState.Stopped
        : StudyState.Running;

    /// <summary>Whether people are still asked, as far as the study's own state goes.</summary>
    public bool Asks => State == StudyState.Running;

    public bool Write(string draft)
    {
        if (State != StudyState.Draft)
            return false;
        (Draft, Revision) = (draft, Revision + 1);
        return true;
    }

    public void Lock(DateTimeOffset now, bool runsHere, string? helpAt, byte[]? sealedSeed, string? commitment) =>
        (LockedAt, RunsHere, HelpAt, SealedSeed, Commitment, Revision) = (now, runsHere, helpAt, sealedSeed, commitment, Revision + 1);

    public bool Stop(DateTimeOffset now, string because)
    {
        if (State != StudyState.Running)
            return false;
        (StoppedAt, StoppedBecause, Revision) = (now, because, Revision + 1);
        return true;
    }

    public void Open(DateTimeOffset now) => (OpenedAt, Revision) = (OpenedAt ?? now, Revision + 1);

    public void Unmask(DateTimeOffset now) => (UnmaskedAt, Revision) = (UnmaskedAt ?? now, Revision + 1);

    internal sealed class Table : IEntityTypeConfiguration<Study>
    {
        public void Configure(EntityTypeBuilder<Study> table)
        {
            table.HasIndex(s => s.ProgrammeId).IsUnique();
            table.Property(s => s.Commitment).HasMaxLength(64);
            table.Property(s => s.HelpAt).HasMaxLength(40);
            table.Property(s => s.Revision).IsConcurrencyToken();
            table.Ignore(s => s.State).Ignore(s => s.Asks);
        }
    }
}
