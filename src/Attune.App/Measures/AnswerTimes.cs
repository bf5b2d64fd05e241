using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Measures;

/// <summary>In which order the items of a response were shown, and when each answer reached the server.</summary>
public sealed class AnswerTimes : IOwned
{
    public required Guid ResponseId { get; init; }
    public required Guid OrganisationId { get; init; }

    /// <summary>From which the order follows: see <see cref="ItemOrder"/>.</summary>
    public required byte[] Seed { get; init; }

    /// <summary>Tenths of a second from the page to the last saving of each answer, packed by <see cref="AnswerPace"/>.</summary>
    public required byte[] Tenths { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<AnswerTimes>
    {
        public void Configure(EntityTypeBuilder<AnswerTimes> table) => table.HasKey(t => t.ResponseId);
    }
}
