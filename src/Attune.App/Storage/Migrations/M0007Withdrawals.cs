using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Attune.App.Storage.Migrations;

/// <summary>People can take everything back.</summary>
[DbContext(typeof(AttuneDb))]
[Migration("0007_Withdrawals")]
internal sealed class M0007Withdrawals : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<bool>("Withdrawn", "Participants", nullable: false, defaultValue: false);
        migration.AddColumn<int>("LastNumberTakenBack", "Programmes", nullable: false, defaultValue: 0);
        migration.CreateTable("Withdrawals", table => new
        {
            Id = table.Column<Guid>(),
            OrganisationId = table.Column<Guid>(),
            ProgrammeId = table.Column<Guid>(),
            ParticipantId = table.Column<Guid>(),
            CodeHash = table.Column<byte[]>(),
            AskedAt = table.Column<long>(),
            DueAt = table.Column<long>(),
            DoneOn = table.Column<DateOnly>(nullable: true),
            Receipt = table.Column<string>(maxLength: 4000, nullable: true),
            Signature = table.Column<byte[]>(nullable: true),
            Forgotten = table.Column<bool>(),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_Withdrawals", row => row.Id);
            table.ForeignKey("FK_Withdrawals_Organisations_OrganisationId", row => row.OrganisationId, "Organisations", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_Withdrawals_Participants_ParticipantId", row => row.ParticipantId, "Participants", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_Withdrawals_Programmes_ProgrammeId", row => row.ProgrammeId, "Programmes", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateIndex("IX_Withdrawals_ParticipantId", "Withdrawals", "ParticipantId", unique: true);
        migration.CreateIndex("IX_Withdrawals_CodeHash", "Withdrawals", "CodeHash", unique: true);
        migration.CreateIndex("IX_Withdrawals_OrganisationId_Forgotten_DueAt", "Withdrawals", ["OrganisationId", "Forgotten", "DueAt"]);
        migration.CreateIndex("IX_Withdrawals_ProgrammeId", "Withdrawals", "ProgrammeId");
    }
}
