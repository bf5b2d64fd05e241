using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Helping;

/// <summary>
/// That a steward approved asking for help by chance in one programme, before it opened. Without it nobody meets those steps,
/// whatever the practice says.
/// </summary>
public sealed class HelpingApproval : IOwned
{
    public required Guid ProgrammeId { get; init; }
    public required Guid OrganisationId { get; init; }

    /// <summary>Who approved it; null in a programme of bots.</summary>
    public required Guid? UserId { get; init; }

    public required DateTimeOffset ApprovedAt { get; init; }

    /// <summary>To be published with the plan: it binds the chance by which leaving is easy or not, and tells nothing of it.</summary>
    public required string Commitment { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<HelpingApproval>
    {
        public void Configure(EntityTypeBuilder<HelpingApproval> table)
        {
            table.HasKey(a => a.ProgrammeId);
            table.Property(a => a.Commitment).HasMaxLength(64);
        }
    }
}
