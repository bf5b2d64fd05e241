using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Attune.App.Storage.Migrations;

/// <summary>A study may ask everybody in it for help after one of its waves, and chance may give whole groups their arms.</summary>
[DbContext(typeof(AttuneDb))]
[Migration("0006_StudiesOfGroups")]
internal sealed class M0006StudiesOfGroups : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("HelpAt", "Studies", maxLength: 40, nullable: true);
        migration.AddColumn<string>("Cluster", "StudyMembers", maxLength: 80, nullable: true);
    }
}
