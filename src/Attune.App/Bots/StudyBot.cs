using Attune.App.People;
using Attune.App.Sessions;
using Attune.App.Sessions.Screens;
using Attune.App.Studies.Conduct;

namespace Attune.App.Bots;

/// <summary>Somebody in a study: answers what it asks, waits where they are told to, and goes through the practice when it is theirs.</summary>
internal sealed class StudyBot(Bot bot, BotMind mind, BotBrowser browser, double silent)
{
    private readonly Dictionary<string, int> _asked = [];

    public BotState State => bot.State;

    public Participant? Participant => bot.Participant;

    /// <summary>The waves that were answered, by id.</summary>
    public IReadOnlyList<string> Answered => [.. _asked.Keys];

    public Task Join(Guid consent, CancellationToken ct) => bot.Join(consent, ct);

    /// <summary>Another day: the browser has forgotten them, the four words have not.</summary>
    public Task ComeBack(CancellationToken ct) => browser.ComeBack(ct);

    /// <summary>Looks at the page and does what can be done; answers whether anything was.</summary>
    public async Task<bool> Visit(CancellationToken ct)
    {
        if (bot.State is BotState.NotThere or BotState.Left)
            return false;
        switch (await browser.Place(ct))
        {
            case FindPlace.Outcome.Asked { Page: var page }:
                return await Answer(page, ct);
            case FindPlace.Outcome.Waits:
                return false;
            default:
                return bot.State != BotState.Finished && await bot.Visit(ct);
        }
    }

    // Some never answer again; it shows as drop-out, and they are analysed in their arm all the same.
    private async Task<bool> Answer(WavePage page, CancellationToken ct)
    {
        if (page.Place > 1 && bot.Person.Chance.For("silent").Happens(silent))
            return false;
        mind.Occasion = page.Wave.Id;
        var answers = mind.Answer($"study.{page.Wave.Id}", page.Screen).ToDictionary();
        mind.Occasion = null;
        // Kinds of people are even, whatever bots would choose.
        foreach (var field in page.Screen.Fields.OfType<NumberField>().Where(field => field.Required))
            answers[field.Name] = field.Options[bot.Person.Number % field.Options.Count].Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (await browser.Answer(page.Wave.Id, answers, ct) is not AnswerWave.Outcome.GoOn and var outcome)
            throw new InvalidOperationException($"Bot {bot.Person.Number} at '{page.Wave.Id}' met what no person should meet: {outcome}.");
        if (await browser.Answer(page.Wave.Id, answers, ct) is not AnswerWave.Outcome.GoOn) // a double tap
            throw new InvalidOperationException($"Bot {bot.Person.Number} sent '{page.Wave.Id}' twice and was not let on.");
        _asked[page.Wave.Id] = answers.Count;
        return true;
    }
}
