using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Attune.App.Storage.Migrations;

/// <summary>When people can answer, and reminders.</summary>
[DbContext(typeof(AttuneDb))]
[Migration("0004_Reminders")]
internal sealed class M0004Reminders : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("PlannedWaves", table => new
        {
            ParticipantId = table.Column<Guid>(),
            OrganisationId = table.Column<Guid>(),
            ProgrammeId = table.Column<Guid>(),
            Wave = table.Column<string>(maxLength: 40),
            OpensAt = table.Column<long>(),
            ClosesAt = table.Column<long>(),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_PlannedWaves", row => new { row.ParticipantId, row.Wave });
            table.ForeignKey("FK_PlannedWaves_Organisations_OrganisationId", row => row.OrganisationId, "Organisations", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_PlannedWaves_Participants_ParticipantId", row => row.ParticipantId, "Participants", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_PlannedWaves_Programmes_ProgrammeId", row => row.ProgrammeId, "Programmes", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateTable("ReminderAddresses", table => new
        {
            ParticipantId = table.Column<Guid>(),
            OrganisationId = table.Column<Guid>(),
            ProgrammeId = table.Column<Guid>(),
            Address = table.Column<byte[]>(),
            Server = table.Column<string>(maxLength: 200),
            GivenAt = table.Column<long>(),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_ReminderAddresses", row => row.ParticipantId);
            table.ForeignKey("FK_ReminderAddresses_Organisations_OrganisationId", row => row.OrganisationId, "Organisations", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_ReminderAddresses_Participants_ParticipantId", row => row.ParticipantId, "Participants", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_ReminderAddresses_Programmes_ProgrammeId", row => row.ProgrammeId, "Programmes", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateTable("Reminders", table => new
        {
            ParticipantId = table.Column<Guid>(),
            OrganisationId = table.Column<Guid>(),
            ProgrammeId = table.Column<Guid>(),
            Wave = table.Column<string>(maxLength: 40),
            Number = table.Column<int>(),
            ClaimedAt = table.Column<long>(),
            SentAt = table.Column<long>(nullable: true),
            Refused = table.Column<bool>(),
            Tries = table.Column<int>(),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_Reminders", row => new { row.ParticipantId, row.Wave, row.Number });
            table.ForeignKey("FK_Reminders_Organisations_OrganisationId", row => row.OrganisationId, "Organisations", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_Reminders_Participants_ParticipantId", row => row.ParticipantId, "Participants", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_Reminders_Programmes_ProgrammeId", row => row.ProgrammeId, "Programmes", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateIndex("IX_PlannedWaves_OrganisationId_OpensAt", "PlannedWaves", ["OrganisationId", "OpensAt"]);
        migration.CreateIndex("IX_PlannedWaves_ProgrammeId", "PlannedWaves", "ProgrammeId");
        migration.CreateIndex("IX_ReminderAddresses_OrganisationId", "ReminderAddresses", "OrganisationId");
        migration.CreateIndex("IX_ReminderAddresses_ProgrammeId", "ReminderAddresses", "ProgrammeId");
        migration.CreateIndex("IX_Reminders_OrganisationId", "Reminders", "OrganisationId");
        migration.CreateIndex("IX_Reminders_ProgrammeId", "Reminders", "ProgrammeId");
    }
}
