using System.Text.RegularExpressions;
using Attune.App.Matching;
using Attune.App.Organisations;
using Attune.App.Programmes;
using Attune.App.Sessions;
using Attune.App.Staff;
using Attune.App.Storage;
using Attune.Tests.Programmes;
using Attune.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.Tests.Organisations;

public sealed partial class OrganisationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_belongs_to_another_organisation_is_not_there(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install);
        var person = await room.Join();
        var stranger = await Room.MakeOrganisation(install, "Another");
        await using var db = install.Db(stranger);

        (await ListProgrammes.Handle(db, Ct)).ShouldBeEmpty();
        (await WatchProgramme.Handle(room.Programme, db, room.Shelf, install.Clock, Ct)).ShouldBeNull();
        foreach (var step in Enum.GetValues<ChangeState.Step>())
            (await ChangeState.Handle(new ChangeState.Request(room.Programme, step), db, install.Clock, Ct)).ShouldBeOfType<ChangeState.Outcome.NoSuchProgramme>();
        (await RePair.Handle(new RePair.Request(room.Programme, person.Here.ParticipantId, true), db, install.Clock, Ct))
            .ShouldBeOfType<RePair.Outcome.NoSuchPerson>();

        await using var own = room.Db();
        (await own.Programmes.SingleAsync(Ct)).State.ShouldBe(ProgrammeState.Open);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_person_of_another_programme_of_the_same_organisation_is_nobody_in_this_one(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install);
        var person = await room.Join();
        var second = await Room.Create(install, room.Organisation, Room.Wanted(install) with { Title = "Another" });
        await using var db = room.Db();

        (await RePair.Handle(new RePair.Request(second, person.Here.ParticipantId, false), db, install.Clock, Ct))
            .ShouldBeOfType<RePair.Outcome.NoSuchPerson>();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_context_that_has_entered_no_organisation_sees_no_row_of_any_table_that_is_owned(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install);
        var people = new[] { await room.Join(), await room.Join() };
        await room.Exchange(people, ("harm", "3"));
        await room.PageOf(await room.Join());
        await RowsOfEveryKind.Leave(room, Ct);

        await using var inside = room.Db();
        await using var outside = install.Db();
        await using var elsewhere = install.Db(await Room.MakeOrganisation(install, "Another"));
        foreach (var type in Owned(inside).Except([typeof(Attune.App.Sessions.Draft), typeof(WriteKey)]))
            Rows(inside, type).ShouldNotBeEmpty($"the exchange should have left rows of {type.Name}, or this test shows nothing");
        foreach (var type in Owned(inside))
        {
            Rows(outside, type).ShouldBeEmpty(type.Name);
            if (type != typeof(Membership))
                Rows(elsewhere, type).ShouldBeEmpty(type.Name);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_row_of_another_organisation_cannot_be_added_changed_or_deleted(string database)
    {
        await using var install = await TestInstall.Create(database);
        var room = await Room.Open(install);
        var stranger = await Room.MakeOrganisation(install, "Another");
        await using var own = room.Db();
        var programme = await own.Programmes.AsNoTracking().SingleAsync(Ct);

        foreach (var state in new[] { EntityState.Added, EntityState.Modified, EntityState.Deleted })
        {
            foreach (var where in new Guid?[] { stranger, null })
            {
                await using var db = install.Db(where);
                db.Entry(programme).State = state;
                await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync(Ct));
            }
        }

        (await own.Programmes.AsNoTracking().SingleAsync(Ct)).Title.ShouldBe(programme.Title);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_context_stays_in_the_organisation_it_entered(string database)
    {
        await using var install = await TestInstall.Create(database);
        await using var db = install.Db(await Room.MakeOrganisation(install));

        Should.Throw<InvalidOperationException>(() => db.Enter(Room.NewId()));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Organisations_of_one_name_made_at_the_same_moment_get_addresses_of_their_own(string database)
    {
        await using var install = await TestInstall.Create(database);
        await using var db = install.Db();
        var steward = new StaffUser { Id = Room.NewId(), UserName = "someone" };
        db.Users.Add(steward);
        await db.SaveChangesAsync(Ct);

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var own = install.Db();
            return await CreateOrganisation.Handle(new CreateOrganisation.Request("Café Zoë", steward.Id), own, install.Clock, Ct);
        }));

        var slugs = made.Select(outcome => outcome.ShouldBeOfType<CreateOrganisation.Outcome.Created>().Organisation.Slug).ToList();
        slugs.ShouldBeUnique();
        slugs.ShouldContain("cafe-zoe");
        slugs.ShouldAllBe(slug => slug.StartsWith("cafe-zoe", StringComparison.Ordinal));
        (await db.OrganisationsOf(steward.Id, Ct)).Count.ShouldBe(4);
    }

    [Fact]
    public void Only_the_doorway_looks_across_organisations()
    {
        var looks = Directory.EnumerateFiles(RepositoryFiles.In("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => AcrossOrganisations().IsMatch(File.ReadAllText(file)))
            .Select(Path.GetFileName);

        looks.ShouldBe(["Doorway.cs"]);
    }

    // Statements of our own are not filtered either, so they count too.
    [GeneratedRegex(@"IgnoreQueryFilters|FromSql|SqlQuery|ExecuteSql")]
    private static partial Regex AcrossOrganisations();

    private static IEnumerable<Type> Owned(AttuneDb db) =>
        db.Model.GetEntityTypes().Select(type => type.ClrType).Where(typeof(IOwned).IsAssignableFrom);

    private static List<object> Rows(AttuneDb db, Type type) =>
        [.. ((IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type).Invoke(db, null)!)];
}
