using Attune.App.Instruments;
using Attune.App.Sessions.Screens;

namespace Attune.App.Bots;

/// <summary>
/// How a bot answers whatever a screen asks: by the kinds of its parts and fields, by nothing that a practice calls them.
/// </summary>
internal sealed class BotMind(BotPerson me, BotCompany company)
{
    private const double Declines = 0.02;
    private const double LeavesOpen = 0.015;

    private const double AnotherDay = 0.07;

    private readonly Dictionary<string, int> _asked = [];

    /// <summary>The wave of a study that is being answered: nobody answers alike on two days. Null in a practice.</summary>
    public string? Occasion { get; set; }

    /// <summary>The answers to one screen by field name, as a browser sends them; a field left open is not among them.</summary>
    public IReadOnlyDictionary<string, string> Answer(string step, Screen screen)
    {
        var gaze = BotGaze.At(screen, me, company);
        var answers = new Dictionary<string, string>();
        foreach (var field in screen.Fields)
        {
            if (Answer(field, gaze, Chance(step, field), screen) is { } answer)
                answers[field.Name] = answer;
        }

        return answers;
    }

    /// <summary>The step is behind them: what it asked about themselves has been asked once more.</summary>
    public void Remember(Screen screen)
    {
        if (BotGaze.At(screen, me, company).OfAnother)
            return;
        foreach (var field in screen.Fields)
            _asked[field.Name] = _asked.GetValueOrDefault(field.Name) + 1;
    }

    private BotChance Chance(string step, Field field) => me.Chance.For(step).For(field.Name);

    private string? Answer(Field field, BotGaze gaze, BotChance chance, Screen screen) => field switch
    {
        TextField text when screen.Parts.OfType<ScreenPart.Request>().FirstOrDefault() is { } request => Lines(request, chance),
        TextField text => Words(text, gaze, chance) is { } words ? BotWords.Fit(words, text.Longest) : null,
        NumberField number when !number.Required && chance.For("open").Happens(LeavesOpen) => null,
        NumberField { MayDecline: true } when chance.For("declined").Happens(Declines) => FieldAnswer.DeclinedWord,
        NumberField { Required: true, Look: NumberLook.Choice } choice => Choose(choice, gaze),
        NumberField { Look: NumberLook.Feeling } feeling => At(feeling.Options, Feeling(feeling, gaze, screen)),
        NumberField { Look: NumberLook.Confidence } sure => At(sure.Options, 0.45 + me.Chance.For("sure").Around(0.2) + chance.Around(0.15)),
        NumberField number => At(number.Options, Level(number.Name, gaze)),
        _ => throw new InvalidOperationException($"Bots have no way to answer a {field.GetType().Name}."),
    };

    private double Level(string question, BotGaze gaze) => gaze switch
    {
        { OfAnother: true } => me.Picture(gaze.Other, question, gaze.HasRead),
        { GivenBack: { } closeness } => me.Understood(question, closeness),
        _ => me.Level(question, _asked.GetValueOrDefault(question)) + (Occasion is null ? 0 : me.Chance.For(Occasion).For(question).Around(AnotherDay)),
    };

    private double Feeling(NumberField field, BotGaze gaze, Screen screen)
    {
        var paragraph = screen.Parts.OfType<ScreenPart.Passage>().SelectMany(part => part.Paragraphs)
            .FirstOrDefault(paragraph => paragraph.Feeling == field)?.Text ?? field.Name;
        return gaze.OfAnother ? me.FeelingOf(gaze.Other, paragraph) : me.Feeling(paragraph);
    }

    // What must be chosen is either an answer to what was given back, from "this is it" downwards, or the own part in a story.
    private string Choose(NumberField choice, BotGaze gaze)
    {
        if (gaze.GivenBack is { } closeness)
            return Sent(choice.Options[Math.Min((int)closeness, choice.Options.Count - 1)]);
        return Sent(choice.Options.FirstOrDefault(option => option.Value == (int)me.Story.Harm) ?? choice.Options[0]);
    }

    // A request of somebody who waits: answered or left.
    private string? Lines(ScreenPart.Request request, BotChance chance) =>
        chance.For("helps").Happens(me.Helping(request.LeavingHard == true)) ? BotWords.AFewWords(chance) : null;

    private string? Words(TextField field, BotGaze gaze, BotChance chance)
    {
        if (gaze.GivenBack is { } closeness)
            return field.Required || closeness != Closeness.Close ? BotWords.WhatWasMissed(chance) : null;
        if (gaze.OfAnother)
            return field.Required ? GiveBack(gaze) : chance.For("more").Happens(0.5) ? BotWords.AFewWords(chance) : null;
        return field switch
        {
            { Required: true, Long: false } => Title(field),
            { Required: true } => me.Story.Text,
            { Long: false } => me.Story.Notes,
            _ => chance.For("more").Happens(0.3) ? BotWords.AFewWords(chance) : null,
        };
    }

    private string Title(TextField field)
    {
        var title = BotWords.Fit(me.Story.Title, field.Longest);
        company.Told(title, me);
        return title;
    }

    private string GiveBack(BotGaze gaze)
    {
        var listened = me.Attention + me.Chance.For($"gives back {gaze.Title}").Around(0.1);
        var closeness = listened > 0.65 ? Closeness.Close : listened > 0.4 ? Closeness.Partly : Closeness.Far;
        return BotWords.GiveBack(gaze.Title!, gaze.Paragraphs.Count > 0 ? gaze.Paragraphs : [gaze.Title!], closeness);
    }

    private static string At(IReadOnlyList<ItemOption> options, double level) =>
        Sent(options[Math.Clamp((int)Math.Round(level * (options.Count - 1)), 0, options.Count - 1)]);

    private static string Sent(ItemOption option) => option.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
