using System.Security.Cryptography;
using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Attune.App.People;

/// <summary>Someone taking part in one programme. No name, no address: a number in the room and four words.</summary>
public sealed class Participant : IOwned
{
    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid ProgrammeId { get; init; }

    /// <summary>1, 2, 3 … in order of joining: what someone says when they ask the facilitator for help.</summary>
    public required int Number { get; init; }

    /// <summary>Salted hash of the return phrase; the phrase itself is stored nowhere.</summary>
    public required byte[] PhraseHash { get; init; }

    /// <summary>Hash of the key the browser sent with the joining, so that a repeated joining finds itself.</summary>
    public required byte[] JoinKeyHash { get; init; }

    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>Nobody any more: what is left where somebody took back everything they gave, so that counts still add up.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>A row that stands where this person stood and says nothing of them but the day on which somebody came.</summary>
    /// <param name="lowest">The lowest number of the programme; such rows count down from 0, out of the way of people's.</param>
    public static Participant InPlaceOf(Participant person, int lowest) => new()
    {
        Id = Guid.CreateVersion7(DayOf(person.JoinedAt)),
        OrganisationId = person.OrganisationId,
        ProgrammeId = person.ProgrammeId,
        Number = Math.Min(lowest, 1) - 1,
        PhraseHash = RandomNumberGenerator.GetBytes(person.PhraseHash.Length),
        JoinKeyHash = RandomNumberGenerator.GetBytes(person.JoinKeyHash.Length),
        JoinedAt = DayOf(person.JoinedAt),
        Withdrawn = true,
    };

    /// <summary>The day alone: in a small group a time says who somebody is.</summary>
    internal static DateTimeOffset DayOf(DateTimeOffset time) => new(time.UtcDateTime.Date, TimeSpan.Zero);

    internal sealed class Table : IEntityTypeConfiguration<Participant>
    {
        public void Configure(EntityTypeBuilder<Participant> table)
        {
            table.HasIndex(p => new { p.ProgrammeId, p.Number }).IsUnique();
            table.HasIndex(p => new { p.ProgrammeId, p.PhraseHash }).IsUnique();
            table.HasIndex(p => new { p.ProgrammeId, p.JoinKeyHash }).IsUnique();
        }
    }
}
