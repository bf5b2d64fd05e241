using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Storage;

internal static class LettingGo
{
    /// <summary>
    /// Makes the database overwrite what deleted rows left behind: SQLite's log of changes, PostgreSQL's dead rows. False where
    /// others are reading just now, so that it has to be tried again.
    /// </summary>
    public static async Task<bool> LetGo(this AttuneDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        if (command is SqliteCommand)
        {
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            return Convert.ToInt64(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture) == 0; // 1: busy
        }

        // The keys are few and small: written anew they are really gone, and without them the rest is noise.
        command.CommandText = """VACUUM FULL "PersonKeys" """;
        await command.ExecuteNonQueryAsync(ct);
        command.CommandText = """VACUUM "Stories", "Reflections", "Corrections", "Responses", "Drafts" """;
        await command.ExecuteNonQueryAsync(ct);
        return true;
    }
}
