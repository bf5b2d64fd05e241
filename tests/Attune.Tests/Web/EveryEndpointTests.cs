using System.Text.RegularExpressions;
using Attune.App.Storage;
using Attune.Tests.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Attune.Tests.Web;

/// <summary>Who may come where: the whole route table, called by everyone who may not. A new endpoint needs a rule here.</summary>
public sealed partial class EveryEndpointTests
{
    private const string Canary = "kanarienvogel";

    private enum For
    {
        Anyone,
        PersonHere,
        Staff,
        StewardOfTheOrganisation,
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly string[] ForAnyone =
    [
        "/", "/setup/{token}", "/sign-in", "/sign-out", "/j/{code}", "/return", "/leave", "/left", "/{*path}",
        "/design", "/design/participant", "/design/waiting", "/design/room", "/design/ready", "/design/save",
        "/demo",
        "/reminders/stop/{token}",
        "/receipt/{code}", "/receipt/{code}/receipt.json", "/keys/{organisation:guid}.pem",
    ];

    [Fact]
    public async Task Nobody_gets_in_without_signing_in_or_joining()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var site = await Site.Start(install);
        var (_, organisation, programme, _) = await site.Running();
        var nobody = site.Visitor();
        var token = (await nobody.Get("/return")).Token;

        foreach (var endpoint in Endpoints(site).Where(endpoint => endpoint.Audience != For.Anyone))
        {
            var answer = await Call(nobody, endpoint, organisation.Slug, programme, token);
            if (endpoint.Audience != For.PersonHere)
                answer.Location.ShouldNotBeNull(endpoint.ToString()).ShouldContain("/sign-in?");
            else if (endpoint.Method == "GET")
                answer.Location.ShouldBe("/return", endpoint.ToString());
            else
                answer.Status.ShouldBe(401, endpoint.ToString());
        }
    }

    [Fact]
    public async Task A_participant_reaches_no_page_of_staff_and_nothing_of_another_participant()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var site = await Site.Start(install);
        var (_, organisation, programme, code) = await site.Running();
        var (teller, listener) = (await site.Joined(code), await site.Joined(code));
        foreach (var person in new[] { teller, listener })
            await person.GoTo("first-picture", ("story", Canary), ("title", Canary));
        await listener.GoTo("reflect");
        var (_, _, _, otherCode) = await site.Running("Another", "Another programme", "other@example.org");
        var stranger = await site.Joined(otherCode);
        var token = (await stranger.Follow("/here")).Token;
        var before = await Written(install);

        foreach (var endpoint in Endpoints(site).Where(endpoint => endpoint.Audience != For.Anyone))
        {
            foreach (var step in new[] { "reflect.1", "listen.1", "own-paragraphs", "..%2Freflect.1", "%00", "reflect.1%0d%0a" })
            {
                var answer = await Call(stranger, endpoint, organisation.Slug, programme, token, step);
                answer.Body.ShouldNotContain(Canary);
                if (endpoint.Audience != For.PersonHere)
                    answer.Location.ShouldNotBeNull(endpoint.ToString()).ShouldContain("/sign-in?");
                else if (endpoint.Route.Contains("{step}", StringComparison.Ordinal) && !endpoint.Route.EndsWith("/ready", StringComparison.Ordinal))
                    answer.Status.ShouldBeOneOf(302, 400, 404);
            }
        }

        (await Written(install)).ShouldBe(before);
        StepOf(await stranger.Follow("/here")).ShouldBe("arrive");
    }

    [Fact]
    public async Task A_steward_of_another_organisation_finds_nothing_of_this_one()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var site = await Site.Start(install);
        var (_, organisation, programme, code) = await site.Running(title: Canary);
        await site.Joined(code);
        var (stranger, other, _, _) = await site.Running("Another", "Another programme", "other@example.org");
        var token = (await stranger.Get("/organisations")).Token;
        var before = await Written(install);

        foreach (var endpoint in Endpoints(site).Where(endpoint => endpoint.Audience == For.StewardOfTheOrganisation))
        {
            (await Call(stranger, endpoint, organisation.Slug, programme, token)).Status.ShouldBe(404, endpoint.ToString());
            if (endpoint.Route.Contains("{programme", StringComparison.Ordinal))
                (await Call(stranger, endpoint, other.Slug, programme, token)).Status.ShouldBe(404, endpoint.ToString());
        }

        (await stranger.Get("/organisations")).Body.ShouldNotContain(organisation.Name);
        (await Written(install)).ShouldBe(before);
    }

    [Fact]
    public async Task Nothing_is_changed_by_a_form_that_is_not_from_a_page_of_this_browser()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var site = await Site.Start(install);
        var (steward, organisation, programme, code) = await site.Running();
        var person = await site.Joined(code);
        var another = site.Visitor();
        var foreign = (await another.Get("/return")).Token;
        var before = await Written(install);

        foreach (var endpoint in Endpoints(site).Where(endpoint => endpoint is { Method: "POST", Route: not "/leave" }))
        {
            var visitor = endpoint.Audience is For.Staff or For.StewardOfTheOrganisation ? steward : person;
            foreach (var token in new[] { null, "", "CfDJ8" + new string('A', 150), foreign })
                (await Call(visitor, endpoint, organisation.Slug, programme, token, "arrive", code)).Status.ShouldBe(400, $"{endpoint} with {token}");
        }

        (await Written(install)).ShouldBe(before);
        StepOf(await person.Follow("/here")).ShouldBe("arrive");
    }

    [Fact]
    public async Task Leaving_works_from_a_page_that_was_open_too_long_and_not_from_another_site()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        await using var site = await Site.Start(install);
        var (_, _, _, code) = await site.Running();
        var person = await site.Joined(code);
        var forged = new HttpRequestMessage(HttpMethod.Post, "/leave") { Content = new FormUrlEncodedContent([]) };
        forged.Headers.Add("Sec-Fetch-Site", "cross-site");

        (await person.Send(forged)).Status.ShouldBe(400);
        StepOf(await person.Follow("/here")).ShouldBe("arrive");
        (await person.Post("/leave", [])).Location.ShouldBe("/left");
        (await person.Get("/here")).Location.ShouldBe("/return");
    }

    private static IReadOnlyList<Endpoint> Endpoints(Site site)
    {
        var endpoints = ((IEndpointRouteBuilder)site.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                .Select(method => new Endpoint(method, "/" + endpoint.RoutePattern.RawText!.Trim('/'), AudienceOf("/" + endpoint.RoutePattern.RawText!.Trim('/')))))
            .ToList();
        endpoints.Count.ShouldBeGreaterThan(30);
        return endpoints;
    }

    private static For AudienceOf(string route) =>
        ForAnyone.Contains(route) ? For.Anyone
        : route is "/words" or "/take-back" or "/take-back/keep" or "/here" or "/reminders" or "/reminders/calendar.ics" or "/reminders/card" || route.StartsWith("/here/", StringComparison.Ordinal) ? For.PersonHere
        : route == "/organisations" ? For.Staff
        : route.StartsWith("/o/{organisation}", StringComparison.Ordinal) ? For.StewardOfTheOrganisation
        : throw new InvalidOperationException($"{route} is new: say in this test who it is for.");

    private static Task<Answer> Call(
        Visitor visitor, Endpoint endpoint, string organisation, Guid programme, string? token, string step = "tell", string code = "ABCDEFGH")
    {
        var path = Parameter().Replace(endpoint.Route, match => match.Groups[1].Value switch
        {
            "organisation" => organisation,
            "programme" => programme.ToString(),
            "step" => step,
            "code" => code,
            "token" => "0123456789abcdef",
            "*path" => "nothing",
            var unknown => throw new InvalidOperationException($"Say in this test what to put for {unknown} in {endpoint}."),
        });
        if (endpoint.Method == "GET")
            return visitor.Get(path.EndsWith("/ready", StringComparison.Ordinal) ? path + "?mayGoOn=true" : path);
        if (path.EndsWith("/save", StringComparison.Ordinal))
            return visitor.PostJson(path, $$"""{"key":"{{programme}}","field":"story","value":"forged"}""", token);
        var fields = new Dictionary<string, string> { ["key"] = programme.ToString(), ["name"] = "Forged", ["participant"] = programme.ToString(), ["heard"] = "Forged" };
        if (token is not null)
            fields["__RequestVerificationToken"] = token;
        return visitor.Post(path, fields);
    }

    /// <summary>What is in the tables, apart from when a browser was last seen.</summary>
    private static async Task<string> Written(TestInstall install)
    {
        await using var db = install.Db();
        await db.Database.OpenConnectionAsync(Ct);
        var statements = db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct()
            .Select(table => $"SELECT '{table} ' || count(*) FROM \"{table}\"")
            .Append("SELECT group_concat(\"Title\" || coalesce(\"OpenedAt\", '') || coalesce(\"ClosedAt\", '')) FROM \"Programmes\"")
            .Append("SELECT 'ended ' || count(*) FROM \"Devices\" WHERE \"EndedAt\" IS NOT NULL");
        var rows = new List<object?>();
        foreach (var statement in statements)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = statement;
            rows.Add(await command.ExecuteScalarAsync(Ct));
        }

        return string.Join('\n', rows);
    }

    private static string StepOf(Answer page) => Visitor.StepOf(page);

    [GeneratedRegex(@"\{([^}:?]+)[^}]*\}")]
    private static partial Regex Parameter();

    private sealed record Endpoint(string Method, string Route, For Audience)
    {
        public override string ToString() => $"{Method} {Route}";
    }
}
