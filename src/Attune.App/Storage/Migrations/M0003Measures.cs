using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Attune.App.Storage.Migrations;

/// <summary>Sides, times of answers, and requests for help.</summary>
[DbContext(typeof(AttuneDb))]
[Migration("0003_Measures")]
internal sealed class M0003Measures : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("SidesTaken", table => new
        {
            ParticipantId = table.Column<Guid>(),
            OrganisationId = table.Column<Guid>(),
            ProgrammeId = table.Column<Guid>(),
            Side = table.Column<int>(nullable: true),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_SidesTaken", row => row.ParticipantId);
            table.ForeignKey("FK_SidesTaken_Organisations_OrganisationId", row => row.OrganisationId, "Organisations", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_SidesTaken_Participants_ParticipantId", row => row.ParticipantId, "Participants", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_SidesTaken_Programmes_ProgrammeId", row => row.ProgrammeId, "Programmes", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateTable("AnswerTimes", table => new
        {
            ResponseId = table.Column<Guid>(),
            OrganisationId = table.Column<Guid>(),
            Seed = table.Column<byte[]>(),
            Tenths = table.Column<byte[]>(),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_AnswerTimes", row => row.ResponseId);
            table.ForeignKey("FK_AnswerTimes_Organisations_OrganisationId", row => row.OrganisationId, "Organisations", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_AnswerTimes_Responses_ResponseId", row => row.ResponseId, "Responses", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateTable("HelpingApprovals", table => new
        {
            ProgrammeId = table.Column<Guid>(),
            OrganisationId = table.Column<Guid>(),
            UserId = table.Column<Guid>(nullable: true),
            ApprovedAt = table.Column<long>(),
            Commitment = table.Column<string>(maxLength: 64),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_HelpingApprovals", row => row.ProgrammeId);
            table.ForeignKey("FK_HelpingApprovals_AspNetUsers_UserId", row => row.UserId, "AspNetUsers", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_HelpingApprovals_Organisations_OrganisationId", row => row.OrganisationId, "Organisations", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_HelpingApprovals_Programmes_ProgrammeId", row => row.ProgrammeId, "Programmes", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateTable("HelpRequests", table => new
        {
            Id = table.Column<Guid>(),
            OrganisationId = table.Column<Guid>(),
            ProgrammeId = table.Column<Guid>(),
            ParticipantId = table.Column<Guid>(),
            Words = table.Column<byte[]>(),
            AskedAt = table.Column<long>(),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_HelpRequests", row => row.Id);
            table.ForeignKey("FK_HelpRequests_Organisations_OrganisationId", row => row.OrganisationId, "Organisations", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_HelpRequests_Participants_ParticipantId", row => row.ParticipantId, "Participants", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_HelpRequests_Programmes_ProgrammeId", row => row.ProgrammeId, "Programmes", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateTable("HelpOffers", table => new
        {
            Id = table.Column<Guid>(),
            OrganisationId = table.Column<Guid>(),
            ProgrammeId = table.Column<Guid>(),
            ParticipantId = table.Column<Guid>(),
            HelpRequestId = table.Column<Guid>(),
            LeavingHard = table.Column<bool>(),
            ShownAt = table.Column<long>(),
            AnsweredAt = table.Column<long>(nullable: true),
            Lines = table.Column<byte[]>(nullable: true),
            LeftOut = table.Column<bool>(),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_HelpOffers", row => row.Id);
            table.ForeignKey("FK_HelpOffers_HelpRequests_HelpRequestId", row => row.HelpRequestId, "HelpRequests", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_HelpOffers_Organisations_OrganisationId", row => row.OrganisationId, "Organisations", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_HelpOffers_Participants_ParticipantId", row => row.ParticipantId, "Participants", "Id", onDelete: ReferentialAction.Restrict);
            table.ForeignKey("FK_HelpOffers_Programmes_ProgrammeId", row => row.ProgrammeId, "Programmes", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateIndex("IX_SidesTaken_OrganisationId", "SidesTaken", "OrganisationId");
        migration.CreateIndex("IX_SidesTaken_ProgrammeId", "SidesTaken", "ProgrammeId");
        migration.CreateIndex("IX_AnswerTimes_OrganisationId", "AnswerTimes", "OrganisationId");
        migration.CreateIndex("IX_HelpingApprovals_OrganisationId", "HelpingApprovals", "OrganisationId");
        migration.CreateIndex("IX_HelpingApprovals_UserId", "HelpingApprovals", "UserId");
        migration.CreateIndex("IX_HelpRequests_OrganisationId", "HelpRequests", "OrganisationId");
        migration.CreateIndex("IX_HelpRequests_ParticipantId", "HelpRequests", "ParticipantId", unique: true);
        migration.CreateIndex("IX_HelpRequests_ProgrammeId", "HelpRequests", "ProgrammeId");
        migration.CreateIndex("IX_HelpOffers_HelpRequestId", "HelpOffers", "HelpRequestId");
        migration.CreateIndex("IX_HelpOffers_OrganisationId", "HelpOffers", "OrganisationId");
        migration.CreateIndex("IX_HelpOffers_ParticipantId", "HelpOffers", "ParticipantId", unique: true);
        migration.CreateIndex("IX_HelpOffers_ProgrammeId", "HelpOffers", "ProgrammeId");
    }
}
