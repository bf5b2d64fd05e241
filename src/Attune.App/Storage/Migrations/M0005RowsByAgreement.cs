using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Attune.App.Storage.Migrations;

/// <summary>People may agree that their answers are used row by row; nobody who joined before was asked.</summary>
[DbContext(typeof(AttuneDb))]
[Migration("0005_RowsByAgreement")]
internal sealed class M0005RowsByAgreement : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("RowsText", "ConsentVersions", maxLength: 2000, nullable: true);
        migration.AddColumn<int>("Tier", "ConsentRecords", nullable: false, defaultValue: 0);
    }
}
