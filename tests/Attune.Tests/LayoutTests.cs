using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Attune.App.Practices;
using Attune.App.Sessions;
using Attune.App.Storage;
using Attune.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.Tests;

/// <summary>How the code is laid out, held against the code.</summary>
public sealed partial class LayoutTests
{
    private static readonly string[] Order = ["Attune.Cli", "Attune.Web", "Attune.App", "Attune.Measurement"];

    private static readonly Assembly App = typeof(AttuneDb).Assembly;

    /// <summary>Use cases that are made of another feature's use case, and why.</summary>
    private static readonly Dictionary<string, string> AllowedCalls = new()
    {
        ["Staff.SetUp -> Organisations.CreateOrganisation"] = "The first organisation is made like any other, in the same transaction as the first account.",
        ["Exports.ExportStudy -> Studies.StudyImport"] = "A study's people are whoever its import takes, by the same rules and with the same refusals.",
    };

    /// <summary>Bots stand where a browser stands: like an endpoint they may call any use case, and no feature calls them.</summary>
    private const string Bots = "Bots";

    /// <summary>Tables that belong to no organisation, and why.</summary>
    private static readonly Dictionary<string, string> Unowned = new()
    {
        ["Organisation"] = "It owns the others.",
        ["SetupLink"] = "It is used before there is an organisation.",
        ["DocumentVersion"] = "Documents hold nothing personal and are shared.",
        ["StaffUser"] = "An account may be a steward of several organisations.",
        ["IdentityUserClaim`1"] = "Goes with the account.",
        ["IdentityUserLogin`1"] = "Goes with the account.",
        ["IdentityUserToken`1"] = "Goes with the account.",
    };

    [Fact]
    public void Projects_refer_to_one_another_in_one_direction()
    {
        foreach (var project in Order)
        {
            var allowed = Order.SkipWhile(other => other != project).Skip(1).Take(1);
            Referred(project, "ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Replace('\\', '/'))).ShouldBe(allowed, project);
        }
    }

    [Fact]
    public void The_projects_are_these_and_none_is_a_drawer_for_everything()
    {
        var projects = Directory.EnumerateFiles(RepositoryFiles.Root, "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)).ToList();

        Directory.EnumerateFiles(RepositoryFiles.In("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)).ShouldBe(Order, ignoreOrder: true);
        projects.Where(name => Drawer().IsMatch(name)).ShouldBeEmpty();
        Folders().Where(folder => Drawer().IsMatch(folder)).ShouldBeEmpty();
    }

    [Fact]
    public void Measurement_depends_on_numbers_alone()
    {
        Referred("Attune.Measurement", "PackageReference").ShouldBe(["MathNet.Numerics"]);
        Referred("Attune.Measurement", "FrameworkReference").ShouldBeEmpty();
        var assembly = Assembly.Load("Attune.Measurement");
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => InputAndOutput().IsMatch(name)).ShouldBeEmpty();
        Sources("Attune.Measurement").Where(source => ClockAndFiles().IsMatch(source.Text)).Select(source => source.File).ShouldBeEmpty();
    }

    [Fact]
    public void No_use_case_is_made_of_another_features_use_case()
    {
        var useCases = UseCases();
        useCases.Count.ShouldBeGreaterThan(10);
        var calls =
            from source in Sources("Attune.App")
            let feature = FeatureOf(source.File)
            where feature != "Bots" // bots stand where a browser and a steward stand: calling use cases is all they do
            from useCase in useCases
            where FeatureOf(useCase) != feature && feature != Bots
            where Regex.IsMatch(source.Text, $@"\b{useCase.Name}\.Handle\(")
            select $"{feature}.{Path.GetFileNameWithoutExtension(source.File)} -> {FeatureOf(useCase)}.{useCase.Name}";

        calls.Distinct().ShouldBe(AllowedCalls.Keys, ignoreOrder: true);
        Sources("Attune.App").Where(source => FeatureOf(source.File) != Bots && source.Text.Contains("Attune.App." + Bots, StringComparison.Ordinal))
            .Select(source => source.File).ShouldBeEmpty();
    }

    [Fact]
    public void A_use_case_that_can_be_refused_has_a_closed_list_of_outcomes()
    {
        foreach (var useCase in UseCases())
        {
            if (useCase.GetNestedType("Outcome") is not { } outcome)
            {
                // It asks for nothing that could be refused: it answers with what there is, or null.
                useCase.GetNestedType("Request").ShouldBeNull($"{useCase.Name} takes a request and has no outcomes");
                continue;
            }

            outcome.IsAbstract.ShouldBeTrue(useCase.Name);
            outcome.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
                .Where(constructor => !constructor.IsPrivate && constructor.GetParameters() is not [{ } only] || constructor.IsPublic)
                .ShouldBeEmpty($"{useCase.Name}.Outcome can be added to from outside");
            var cases = outcome.GetNestedTypes().Where(type => type.BaseType == outcome).ToList();
            cases.Count.ShouldBeGreaterThan(1, useCase.Name);
            cases.ShouldAllBe(type => type.IsSealed);
            (useCase.GetNestedType("Request")?.IsSealed).ShouldNotBe(false, useCase.Name);
            var handle = useCase.GetMethod("Handle")!;
            handle.ReturnType.ShouldBeOneOf(outcome, typeof(Task<>).MakeGenericType(outcome));
            if (handle.ReturnType != outcome)
                handle.GetParameters()[^1].ParameterType.ShouldBe(typeof(CancellationToken), useCase.Name);
        }
    }

    [Fact]
    public async Task Every_table_belongs_to_an_organisation_or_says_why_not()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var db = install.Db();
        var types = db.Model.GetEntityTypes().ToList();

        types.Select(type => type.ClrType).Where(type => !typeof(IOwned).IsAssignableFrom(type)).Select(type => type.Name)
            .ShouldBe(Unowned.Keys, ignoreOrder: true);
        foreach (var owned in types.Where(type => typeof(IOwned).IsAssignableFrom(type.ClrType)))
        {
            owned.GetDeclaredQueryFilters().ShouldNotBeEmpty(owned.Name);
            owned.GetForeignKeys().ShouldContain(key => key.Properties.Any(property => property.Name == nameof(IOwned.OrganisationId)), owned.Name);
        }

        types.Select(type => type.ClrType).Where(type => type.GetProperty(nameof(IOwned.OrganisationId)) is not null)
            .ShouldAllBe(type => typeof(IOwned).IsAssignableFrom(type));
    }

    [Fact]
    public void Every_kind_of_step_a_practice_may_name_can_be_walked()
    {
        StepCatalogue.All.Keys.ShouldBe(StepKinds.All.Keys, ignoreOrder: true);
        var written = App.GetTypes().Where(type => typeof(IStepKind).IsAssignableFrom(type) && type is { IsAbstract: false, IsInterface: false });
        StepCatalogue.All.Values.Select(kind => kind.GetType()).ShouldBe(written, ignoreOrder: true);
    }

    [Fact]
    public void Web_and_Cli_save_nothing_themselves()
    {
        Sources("Attune.Web").Concat(Sources("Attune.Cli"))
            .Where(source => Regex.IsMatch(source.Text, @"\b(SaveChangesAsync|TrySave|ExecuteDelete|ExecuteUpdate)\b"))
            .Select(source => source.File).ShouldBeEmpty();
    }

    // A static class with a Handle is a use case.
    private static IReadOnlyList<Type> UseCases() =>
        [.. App.GetTypes().Where(type => type is { IsAbstract: true, IsSealed: true, IsNested: false } && type.GetMethods().Any(method => method.Name == "Handle"))];

    private static string FeatureOf(Type type) => type.Namespace!.Split('.')[2];

    private static string FeatureOf(string file) =>
        Path.GetRelativePath(RepositoryFiles.In("src", "Attune.App"), file).Split(Path.DirectorySeparatorChar)[0];

    private static IEnumerable<(string File, string Text)> Sources(string project) =>
        Directory.EnumerateFiles(RepositoryFiles.In("src", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Built().IsMatch(file))
            .Select(file => (file, File.ReadAllText(file)));

    private static IEnumerable<string> Folders() =>
        Directory.EnumerateDirectories(RepositoryFiles.In("src"), "*", SearchOption.AllDirectories)
            .Where(folder => !Built().IsMatch(folder + Path.DirectorySeparatorChar))
            .Select(folder => Path.GetFileName(folder)!);

    private static IEnumerable<string> Referred(string project, string kind) =>
        XDocument.Load(RepositoryFiles.In("src", project, project + ".csproj")).Descendants(kind).Select(element => element.Attribute("Include")!.Value);

    [GeneratedRegex(@"(^|\.)(Core|Common|Shared|Domain|Infrastructure|Helpers?|Services?|Utils?|Managers?|Misc)(\.|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Drawer();

    [GeneratedRegex(@"EntityFramework|Sqlite|Npgsql|AspNetCore|Logging|Net\.Http|Net\.Sockets|FileSystem")]
    private static partial Regex InputAndOutput();

    [GeneratedRegex(@"\b(File|Directory|Console|Environment|TimeProvider|DateTime|HttpClient)\.[A-Z]")]
    private static partial Regex ClockAndFiles();

    [GeneratedRegex(@"[/\\](obj|bin|node_modules)[/\\]")]
    private static partial Regex Built();
}
