using Attune.App.Instruments;

namespace Attune.App.Bots;

/// <summary>
/// Someone simulated. Where they stand on any question is a level from 0 to 1: what people in general would say, the
/// person's own place on the scale it belongs to, and on the question itself. Asked a second time, they have changed by an
/// amount that belongs to the person and the scale. A listener who has not read yet knows people in general; one who has
/// read comes near the teller's own level, the nearer the more attentive they are.
/// </summary>
internal sealed class BotPerson(int number, BotChance chance, BotStory story, QuestionScales questions, double leaving)
{
    /// <summary>Mean change, as a part of the range, of a scale of which more is better; its spread is 0.08.</summary>
    public const double UsualGain = 0.10;

    /// <summary>Mean change of a scale of which more is worse; its spread is 0.12, so that it rises in about a third.</summary>
    public const double UsualRelief = -0.05;

    private static readonly BotChance InGeneral = new(1);

    public int Number => number;

    public BotChance Chance => chance;

    public BotStory Story => story;

    /// <summary>How closely they listen: 0 not at all, 1 as closely as anyone can.</summary>
    public double Attention { get; } = chance.For("attention").Between(0.3, 0.95);

    /// <summary>Their browser saves every answer as it is given; otherwise whole pages are sent.</summary>
    public bool HasScripts { get; } = chance.For("scripts").Happens(0.7);

    /// <summary>At which part of the way they go and do not come back; null for those who stay.</summary>
    public double? LeavesAt { get; } = chance.For("leaves").Happens(leaving) ? chance.For("where").Between(0.1, 0.9) : null;

    public bool PassesOnce { get; } = chance.For("passes").Happens(0.05);

    public bool ComesBackWithWords { get; } = chance.For("words").Happens(0.08);

    /// <summary>The part of rounds in which they do something.</summary>
    public double Pace { get; } = chance.For("pace").Between(0.6, 1);

    /// <summary>In which round they join.</summary>
    public int ArrivesIn { get; } = chance.For("arrives").Draws().Next(4);

    /// <summary>How long they wait for someone else before they go on without.</summary>
    public TimeSpan Patience { get; } = TimeSpan.FromMinutes(chance.For("patience").Between(30, 60));

    /// <summary>Their level on a question about themselves or their own story.</summary>
    /// <param name="time">0 when it is asked for the first time.</param>
    public double Level(string question, int time)
    {
        var scale = questions.Of(question);
        var level = General(question, scale) + chance.For(scale.Name).Around(0.15) + chance.For(question).Around(0.12);
        if (time > 0)
            level += Change(scale) + chance.For(question).For(time).Around(0.04);
        return Turned(level, scale);
    }

    /// <summary>What they suppose of someone else's level.</summary>
    public double Picture(BotPerson? teller, string question, bool hasRead)
    {
        var mine = chance.For($"picture of {teller?.Number}").For(question);
        return hasRead && teller is not null
            ? teller.Level(question, 0) + mine.For("read").Around(0.04 + 0.2 * (1 - Attention))
            : Turned(General(question, questions.Of(question)), questions.Of(question)) + mine.For("guess").Around(0.2);
    }

    /// <summary>Their level on a question about how they were heard.</summary>
    public double Understood(string question, Closeness closeness)
    {
        var level = closeness switch { Closeness.Close => 0.88, Closeness.Partly => 0.62, _ => 0.3 };
        return Turned(level + chance.For("understood").Around(0.06) + chance.For(question).Around(0.06), questions.Of(question));
    }

    /// <summary>How likely they are to answer a request: the more the more they feel for others; the more upset they are, only where going is hard.</summary>
    public double Helping(bool leavingHard) =>
        Math.Clamp(0.1 + 0.8 * chance.For("concern").Between(0, 1) + (leavingHard ? 0.4 * (chance.For("upset").Between(0, 1) - 0.5) : 0), 0.02, 0.98);

    /// <summary>How a paragraph of their own story felt: 0 very hard, 1 very good.</summary>
    public double Feeling(string paragraph) => chance.For("feeling").For(paragraph).Between(0, 1);

    /// <summary>How they suppose that it felt.</summary>
    public double FeelingOf(BotPerson? teller, string paragraph) =>
        (teller?.Feeling(paragraph) ?? 0.5) + chance.For($"feeling of {teller?.Number}").For(paragraph).Around(0.05 + 0.2 * (1 - Attention));

    private double Change(QuestionScale scale) => scale.Direction switch
    {
        ScaleDirection.HigherIsBetter => UsualGain + chance.For(scale.Name).For("change").Around(0.08),
        ScaleDirection.HigherIsWorse => UsualRelief + chance.For(scale.Name).For("change").Around(0.12),
        _ => chance.For(scale.Name).For("change").Around(0.05),
    };

    private static double General(string question, QuestionScale scale) => InGeneral.For(question).Between(-0.12, 0.12)
        + scale.Direction switch
        {
            ScaleDirection.HigherIsBetter => 0.55,
            ScaleDirection.HigherIsWorse => 0.28,
            _ => 0.42,
        };

    private static double Turned(double level, QuestionScale scale) => scale.Reverse ? 1 - level : level;
}
