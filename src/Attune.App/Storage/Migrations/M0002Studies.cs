using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Attune.App.Storage.Migrations;

/// <summary>Studies, their locked plans, who is in them and what chance gave them; and answers that belong to a study.</summary>
[DbContext(typeof(AttuneDb))]
[Migration("0002_Studies")]
internal sealed class M0002Studies : Migration
{
    private static readonly string[] WrittenOnce = ["StudyVersions", "AllocationLines"];

    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("Studies", table => new
        {
            Id = table.Column<Guid>(),
            OrganisationId = table.Column<Guid>(),
            ProgrammeId = table.Column<Guid>(),
            CreatedAt = table.Column<long>(),
            Draft = table.Column<string>(),
            LockedAt = table.Column<long>(nullable: true),
            RunsHere = table.Column<bool>(),
            SealedSeed = table.Column<byte[]>(nullable: true),
            Commitment = table.Column<string>(maxLength: 64, nullable: true),
            StoppedAt = table.Column<long>(nullable: true),
            StoppedBecause = table.Column<string>(nullable: true),
            OpenedAt = table.Column<long>(nullable: true),
            UnmaskedAt = table.Column<long>(nullable: true),
            Revision = table.Column<int>(),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_Studies", row => row.Id);
            table.ForeignKey("FK_Studies_Organisations_OrganisationId", row => row.OrganisationId, "Organisations", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_Studies_Programmes_ProgrammeId", row => row.ProgrammeId, "Programmes", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateTable("StudyVersions", table => new
        {
            StudyId = table.Column<Guid>(),
            Number = table.Column<int>(),
            OrganisationId = table.Column<Guid>(),
            At = table.Column<long>(),
            By = table.Column<string>(maxLength: 120),
            Why = table.Column<string>(maxLength: 2000),
            Hash = table.Column<string>(maxLength: 64),
            Canonical = table.Column<string>(),
            Previous = table.Column<string>(maxLength: 64),
            Entry = table.Column<string>(maxLength: 64),
            Signature = table.Column<byte[]>(),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_StudyVersions", row => new { row.StudyId, row.Number });
            table.ForeignKey("FK_StudyVersions_Organisations_OrganisationId", row => row.OrganisationId, "Organisations", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_StudyVersions_Studies_StudyId", row => row.StudyId, "Studies", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateTable("StudyMembers", table => new
        {
            ParticipantId = table.Column<Guid>(),
            OrganisationId = table.Column<Guid>(),
            StudyId = table.Column<Guid>(),
            Subject = table.Column<string>(maxLength: 64),
            ConsentedOn = table.Column<DateOnly>(),
            Levels = table.Column<string>(maxLength: 1000, nullable: true),
            Label = table.Column<string>(maxLength: 1, nullable: true),
            EnteredAt = table.Column<long>(nullable: true),
            PractisesFrom = table.Column<DateOnly>(nullable: true),
            Guess = table.Column<string>(maxLength: 80, nullable: true),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_StudyMembers", row => row.ParticipantId);
            table.ForeignKey("FK_StudyMembers_Organisations_OrganisationId", row => row.OrganisationId, "Organisations", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_StudyMembers_Participants_ParticipantId", row => row.ParticipantId, "Participants", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_StudyMembers_Studies_StudyId", row => row.StudyId, "Studies", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateTable("AllocationLines", table => new
        {
            StudyId = table.Column<Guid>(),
            Number = table.Column<int>(),
            OrganisationId = table.Column<Guid>(),
            Line = table.Column<string>(),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_AllocationLines", row => new { row.StudyId, row.Number });
            table.ForeignKey("FK_AllocationLines_Organisations_OrganisationId", row => row.OrganisationId, "Organisations", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_AllocationLines_Studies_StudyId", row => row.StudyId, "Studies", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.AddColumn<Guid>("OfStudy", "Responses", nullable: true);
        migration.CreateIndex("IX_Studies_OrganisationId", "Studies", "OrganisationId");
        migration.CreateIndex("IX_Studies_ProgrammeId", "Studies", "ProgrammeId", unique: true);
        migration.CreateIndex("IX_StudyVersions_OrganisationId", "StudyVersions", "OrganisationId");
        migration.CreateIndex("IX_StudyMembers_OrganisationId", "StudyMembers", "OrganisationId");
        migration.CreateIndex("IX_StudyMembers_StudyId_Subject", "StudyMembers", ["StudyId", "Subject"], unique: true);
        migration.CreateIndex("IX_AllocationLines_OrganisationId", "AllocationLines", "OrganisationId");
        foreach (var table in WrittenOnce)
            Forbid(migration, table);
    }

    // What the program never does, the database refuses as well.
    private static void Forbid(MigrationBuilder migration, string table)
    {
        if (migration.ActiveProvider!.Contains("Sqlite", StringComparison.Ordinal))
        {
            foreach (var change in new[] { "UPDATE", "DELETE" })
                migration.Sql($"CREATE TRIGGER \"{table}_no_{change.ToLowerInvariant()}\" BEFORE {change} ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{table} is written once'); END;");
            return;
        }

        migration.Sql($"CREATE FUNCTION \"{table}_written_once\"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{table} is written once'; END; $$;");
        migration.Sql($"CREATE TRIGGER \"{table}_written_once\" BEFORE UPDATE OR DELETE ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION \"{table}_written_once\"();");
    }
}
