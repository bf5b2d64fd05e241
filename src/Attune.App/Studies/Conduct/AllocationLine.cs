using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Studies.Conduct;

/// <summary>A line of a study's allocation log, byte for byte (docs/reference/allocation-log.md).</summary>
public sealed class AllocationLine : IAppendOnly
{
    public required Guid StudyId { get; init; }

    /// <summary>From 0, without a gap. Two who are given an arm at the same moment cannot both take a number.</summary>
    public required int Number { get; init; }

    public required Guid OrganisationId { get; init; }
    public required string Line { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<AllocationLine>
    {
        public void Configure(EntityTypeBuilder<AllocationLine> table) => table.HasKey(l => new { l.StudyId, l.Number });
    }
}
