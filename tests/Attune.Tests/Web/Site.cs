using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Attune.App.Organisations;
using Attune.App.Staff;
using Attune.App.Storage;
using Attune.Tests.Programmes;
using Attune.Tests.Storage;
using Attune.Web.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Tests.Web;

/// <summary>The real host on a loopback port.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Password = "a long enough password";

    private Site(TestInstall install, WebApplication app) => (Install, App) = (install, app);

    public TestInstall Install { get; }
    public WebApplication App { get; }
    public Uri Address => new(App.Urls.Single());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Site> Start(TestInstall install)
    {
        var app = AttuneHost.Build(install.Installation, "http://127.0.0.1:0", clock: install.Clock);
        await app.StartAsync(Ct);
        return new Site(install, app);
    }

    /// <summary>The same around a host that was built otherwise.</summary>
    public static Site Around(TestInstall install, WebApplication app) => new(install, app);

    public Visitor Visitor() => new(Address);

    /// <summary>Someone who runs an organisation of their own, with an account and not signed in yet.</summary>
    public async Task<Organisation> Organisation(string name, string email)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var steward = new StaffUser { Id = Room.NewId(), UserName = email, Email = email };
        (await scope.ServiceProvider.GetRequiredService<UserManager<StaffUser>>().CreateAsync(steward, Password)).Succeeded.ShouldBeTrue();
        var made = await CreateOrganisation.Handle(
            new CreateOrganisation.Request(name, steward.Id), scope.ServiceProvider.GetRequiredService<AttuneDb>(), Install.Clock, Ct);
        return made.ShouldBeOfType<CreateOrganisation.Outcome.Created>().Organisation;
    }

    public async Task<Visitor> SignedIn(string email)
    {
        var visitor = Visitor();
        var answer = await visitor.Submit(await visitor.Get("/sign-in"), "/sign-in", ("email", email), ("password", Password));
        answer.Location.ShouldBe("/organisations");
        return visitor;
    }

    /// <summary>What is filled in for the suggested text, which has gaps.</summary>
    public const string Consent = "One other person here reads what you write. Ask Amal at the desk.";

    /// <summary>A steward who has signed in, and the open programme of their organisation.</summary>
    public async Task<(Visitor Steward, Organisation Organisation, Guid Programme, string Code)> Running(
        string name = "Harbour Hospice", string title = "Listening at the harbour", string email = "steward@example.org")
    {
        var organisation = await Organisation(name, email);
        var steward = await SignedIn(email);
        var form = await steward.Get($"/o/{organisation.Slug}/programmes/new");
        var made = await steward.Submit(form, "/programmes/new", ("title", title), ("patience", "1"), ("consent", Consent));
        var home = made.Location.ShouldNotBeNull();
        (await steward.Submit(await steward.Get(home), "/open")).Location.ShouldBe(home);
        var code = (await steward.Get(home)).Html.GetElementById("join-code")!.TextContent.Replace("-", "", StringComparison.Ordinal);
        return (steward, organisation, Guid.Parse(home.Split('/')[^1]), code);
    }

    /// <summary>Someone who has joined and kept their words.</summary>
    public async Task<Visitor> Joined(string code)
    {
        var visitor = Visitor();
        (await visitor.Submit(await visitor.Get($"/j/{code}"), code, ("agree", "yes"))).Location.ShouldBe("/words");
        var words = await visitor.Get("/words");
        visitor.Words = words.Html.GetElementById("words")!.TextContent;
        (await visitor.Submit(words, "/words")).Location.ShouldBe("/here");
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
    }
}

/// <summary>A browser with its cookies; it follows no redirect by itself.</summary>
internal sealed class Visitor
{
    private readonly CookieContainer _jar = new();
    private readonly HttpClient _client;
    private readonly Uri _address;

    public Visitor(Uri address)
    {
        _address = address;
        _client = new HttpClient(new SocketsHttpHandler { CookieContainer = _jar, AllowAutoRedirect = false })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    /// <summary>The four words, once joined.</summary>
    public string Words { get; set; } = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string? Cookie(string name) => _jar.GetCookies(_address)[name]?.Value;

    public void SetCookie(string name, string value) => _jar.Add(_address, new Cookie(name, value, "/"));

    public async Task<Answer> Send(HttpRequestMessage request)
    {
        var path = request.RequestUri!.OriginalString; // sending makes it absolute
        using var response = await _client.SendAsync(request, Ct);
        return new Answer(
            path,
            (int)response.StatusCode,
            response.Headers.Location?.OriginalString,
            response.Headers.Concat(response.Content.Headers).ToLookup(header => header.Key, header => string.Join('\n', header.Value), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync(Ct));
    }

    public Task<Answer> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Gets a page, following where it leads.</summary>
    public async Task<Answer> Follow(string path)
    {
        var answer = await Get(path);
        for (var hops = 0; answer.Location is { } next && hops < 5; hops++)
            answer = await Get(next);
        return answer;
    }

    public Task<Answer> Post(string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) });

    /// <summary>As a browser sends a form with files: the one way in which any character at all arrives.</summary>
    public Task<Answer> PostParts(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            parts.Add(new StringContent(value), $"\"{name}\"");
        return Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = parts });
    }

    public Task<Answer> PostJson(string path, string json, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json"),
        };
        if (token is not null)
            request.Headers.Add("RequestVerificationToken", token);
        return Send(request);
    }

    /// <summary>Sends the form of a page that goes to an address with this end, as it is on the page but for these fields.</summary>
    public Task<Answer> Submit(Answer page, string actionEnd, params (string Name, string Value)[] fields) =>
        Post(page.Form(actionEnd).GetAttribute("action")!, page.Fields(actionEnd, fields));

    /// <summary>Finishes the step the person is at, with some answer to everything; the page that follows.</summary>
    public async Task<Answer> GoOn(params (string Name, string Value)[] particular)
    {
        var page = await Follow("/here");
        var form = page.StepForm.ShouldNotBeNull(page.Path);
        var fields = page.Fields(form, particular).Append(new("leave-open", "yes"));
        (await Post(form.GetAttribute("action")!, fields)).Location.ShouldBe("/here");
        return await Follow("/here");
    }

    /// <summary>Goes on until the person is at this step.</summary>
    public async Task<Answer> GoTo(string step, params (string Name, string Value)[] particular)
    {
        var page = await Follow("/here");
        while (!StepOf(page).StartsWith(step, StringComparison.Ordinal))
            page = await GoOn(particular);
        return page;
    }

    /// <summary>Goes on until the person waits for somebody or has finished; every page on the way.</summary>
    public async Task<IReadOnlyList<Answer>> GoOnWhilePossible(params (string Name, string Value)[] particular)
    {
        var pages = new List<Answer> { await Follow("/here") };
        while (pages[^1].StepForm is not null && pages[^1].Html.QuerySelector(".waiting") is null)
            pages.Add(await GoOn(particular));
        return pages;
    }

    public static string StepOf(Answer page) => page.Path.Split('/')[^1];
}

internal sealed record Answer(string Path, int Status, string? Location, ILookup<string, string> Headers, string Body)
{
    private IHtmlDocument? _html;

    public IHtmlDocument Html => _html ??= new HtmlParser().ParseDocument(Body);

    public string Token => Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    /// <summary>What the page says, without its markup.</summary>
    public string Text => Html.Body!.TextContent;

    public IElement? StepForm => Html.QuerySelectorAll("form[action^='/here/']").FirstOrDefault(form => !form.GetAttribute("action")!.EndsWith("/pass", StringComparison.Ordinal));

    public IElement Form(string actionEnd) =>
        Html.QuerySelectorAll("form").FirstOrDefault(form => form.GetAttribute("action")!.EndsWith(actionEnd, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"{Path} ({Status}) has no form to {actionEnd}.");

    public IReadOnlyList<KeyValuePair<string, string>> Fields(string actionEnd, params (string Name, string Value)[] particular) =>
        Fields(Form(actionEnd), particular);

    /// <summary>A value for every field of a form: the one given, the one on the page, or some answer.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields(IElement form, params (string Name, string Value)[] particular)
    {
        var given = particular.ToDictionary(field => field.Name, field => field.Value);
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var group in form.QuerySelectorAll("input[name], textarea[name], select[name]").GroupBy(element => element.GetAttribute("name")!))
        {
            if (given.Remove(group.Key, out var value))
                fields.Add(new(group.Key, value));
            else
                fields.AddRange(Usual(group.ToList()).Select(usual => new KeyValuePair<string, string>(group.Key, usual)));
        }

        // A button's own value, or something forged.
        fields.AddRange(given.Where(field => field.Key is "agree" or "go-on" or "leave-open" || !field.Key.All(char.IsLetter))
            .Select(field => new KeyValuePair<string, string>(field.Key, field.Value)));
        return fields;
    }

    private static IEnumerable<string> Usual(List<IElement> controls) => controls[0] switch
    {
        IHtmlInputElement { Type: "radio" } => [(controls.OfType<IHtmlInputElement>().FirstOrDefault(radio => radio.IsChecked) ?? (IHtmlInputElement)controls[0]).Value],
        IHtmlInputElement { Type: "checkbox" } => controls.OfType<IHtmlInputElement>().Where(box => box.IsChecked).Select(box => box.Value),
        IHtmlInputElement { Type: "hidden" or "date" } hidden => [hidden.Value],
        IHtmlInputElement input => [input.Value.Length > 0 ? input.Value : "Some words"],
        IHtmlSelectElement select => [select.Options[1].Value],
        _ => [controls[0].TextContent.Trim('\n') is { Length: > 0 } text ? text : "Some words"],
    };
}
