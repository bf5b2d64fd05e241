using Attune.App.Storage;
using Attune.App.Studies.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Studies.Conduct;

/// <summary>The plan as locked, or as amended: a <see cref="PlanVersion"/> that is kept.</summary>
public sealed class StudyVersion : IAppendOnly
{
    public const int ByLength = 120;
    public const int WhyLength = 2_000;

    public required Guid StudyId { get; init; }

    /// <summary>1 as it was locked; each amendment one more.</summary>
    public required int Number { get; init; }

    public required Guid OrganisationId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
    public required string Why { get; init; }
    public required string Hash { get; init; }
    public required string Canonical { get; init; }
    public required string Previous { get; init; }
    public required string Entry { get; init; }

    /// <summary>Made with the master key over the entry: whoever has only the database cannot write a version.</summary>
    public required byte[] Signature { get; init; }

    public PlanVersion Version => new(At, By, Why, Hash, Canonical, Previous, Entry);

    public static StudyVersion Of(Study study, int number, PlanVersion version, Vault.MasterKey master) => new()
    {
        StudyId = study.Id,
        Number = number,
        OrganisationId = study.OrganisationId,
        At = version.At,
        By = version.By,
        Why = version.Why,
        Hash = version.Hash,
        Canonical = version.Canonical,
        Previous = version.Previous,
        Entry = version.Entry,
        Signature = StudySecrets.Sign(master, study.Id, version.Entry),
    };

    internal sealed class Table : IEntityTypeConfiguration<StudyVersion>
    {
        public void Configure(EntityTypeBuilder<StudyVersion> table)
        {
            table.HasKey(v => new { v.StudyId, v.Number });
            table.Property(v => v.By).HasMaxLength(ByLength);
            table.Property(v => v.Why).HasMaxLength(WhyLength);
            table.Property(v => v.Hash).HasMaxLength(64);
            table.Property(v => v.Previous).HasMaxLength(64);
            table.Property(v => v.Entry).HasMaxLength(64);
            table.Ignore(v => v.Version);
        }
    }
}
