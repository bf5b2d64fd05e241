using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Attune.App.Storage.Migrations;

/// <summary>A study may ask everybody in it for help after one of its waves.</summary>
[DbContext(typeof(AttuneDb))]
[Migration("0006_HelpInStudies")]
internal sealed class M0006HelpInStudies : Migration
{
    protected override void Up(MigrationBuilder migration) =>
        migration.AddColumn<string>("HelpAt", "Studies", maxLength: 40, nullable: true);
}
