using Attune.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Exports;

/// <summary>Who asks for rows. Nobody may by default; whether they may is looked up where the rows are loaded.</summary>
public abstract record ExportReader
{
    private ExportReader() { }

    /// <summary>Somebody who is signed in; only a steward of the organisation may.</summary>
    public sealed record Staff(Guid User) : ExportReader;

    /// <summary>Whoever runs a command on the machine itself, who has the database in their hands.</summary>
    public sealed record Operator : ExportReader;

    /// <summary>Whether rows of the organisation that the context is in may be given out to them.</summary>
    public async Task<bool> MayRead(AttuneDb db, CancellationToken ct) => this switch
    {
        Operator => true,
        Staff { User: var user } => await db.Memberships.AnyAsync(m => m.UserId == user, ct),
        _ => false,
    };
}
