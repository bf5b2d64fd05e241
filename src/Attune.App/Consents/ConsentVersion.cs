using System.Security.Cryptography;
using System.Text;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.Consents;

/// <summary>A consent text as it was shown, numbered within its programme.</summary>
public sealed class ConsentVersion : IOwned
{
    public const int TextLength = 20_000;
    public const int RowsTextLength = 2_000;

    /// <summary>Opens a place in a suggested text that the organisation has to fill in before anyone sees it.</summary>
    public const string Gap = "[[";

    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid ProgrammeId { get; init; }

    /// <summary>1 for the first text of the programme.</summary>
    public required int Number { get; init; }

    /// <summary>Markdown.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// The words beside the box with which somebody agrees that their answers are used row by row
    /// (<see cref="ConsentTier.Rows"/>); null where nobody is asked.
    /// </summary>
    public string? RowsText { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>SHA-256 of all the words, so that a record of agreement names the exact words.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RowsText is null ? Text : $"{Text}\n\n{RowsText}")));

    internal sealed class Table : IEntityTypeConfiguration<ConsentVersion>
    {
        public void Configure(EntityTypeBuilder<ConsentVersion> table)
        {
            table.Property(v => v.RowsText).HasMaxLength(RowsTextLength);
            table.HasIndex(v => new { v.ProgrammeId, v.Number }).IsUnique();
            table.Ignore(v => v.Hash);
        }
    }
}
