namespace Attune.App.Practices;

/// <summary>Every kind of step there is. Every kind also accepts <c>when</c>: see <see cref="StepCondition"/>.</summary>
public static class StepKinds
{
    public const string Teller = "teller";
    public const string Listener = "listener";

    private static readonly OptionType YesOrNo = new OptionType.OneOf("yes", "no");

    public static IReadOnlyDictionary<string, StepKindRules> All { get; } = new StepKindRules[]
    {
        new("read", "Text to read, and a button to go on.", new RoleRule.Any()),

        new("check-in", "The instruments the programme chose for a wave, or the one named here.", new RoleRule.Any(),
            new OptionRule("wave", new OptionType.Name(), Required: true),
            new OptionRule("instrument", new OptionType.InstrumentId())) { Once = ["wave", "instrument"] },

        new("tell", "A title and a story.", new RoleRule.Only(Teller),
            new OptionRule("max", new OptionType.WholeNumber(200, 20_000), Default: "5000")) { Once = [] },

        new("profile", "The teller's own answers about the moment, or the listener's picture of them after listening.",
            new RoleRule.GoesWith("of", new Dictionary<string, string> { ["own"] = Teller, ["second"] = Listener }),
            new OptionRule("of", new OptionType.OneOf("own", "second"), Required: true),
            new OptionRule("instrument", new OptionType.InstrumentId(AboutTheTeller: true), Required: true)) { Once = ["of", "instrument"] },

        new("predict", "The listener's first picture of the teller, from the title alone.", new RoleRule.Only(Listener),
            new OptionRule("instrument", new OptionType.InstrumentId(AboutTheTeller: true), Required: true),
            new OptionRule("confidence", YesOrNo, Default: "yes")) { Once = ["instrument"] },

        new("listen", "A story, a paragraph at a time, each rated for how the teller felt.",
            new RoleRule.GoesWith("of", new Dictionary<string, string> { ["own"] = Teller, ["other"] = Listener }),
            new OptionRule("of", new OptionType.OneOf("own", "other"), Required: true)) { Once = ["of"] },

        new("reflect", "The listener gives back what they heard.", new RoleRule.Only(Listener),
            new OptionRule("max", new OptionType.WholeNumber(200, 20_000), Default: "2000")) { Once = [] },

        new("correct", "The teller answers the reflection and says how understood they felt.", new RoleRule.Only(Teller),
            new OptionRule("instrument", new OptionType.InstrumentId(), Required: true)) { Once = [] },

        new("reveal", "First picture, second picture and the teller's own answers, side by side.", new RoleRule.Only(Listener)),

        new("side", "On which of two sides the person is; they may say neither.", new RoleRule.Everyone(),
            new OptionRule("between", new OptionType.TwoNames(), Required: true)) { Once = [] },

        new("picture", "What the person thinks the other side would answer.", new RoleRule.Everyone(),
            new OptionRule("wave", new OptionType.Name(), Required: true),
            new OptionRule("instrument", new OptionType.InstrumentId(AboutTheTeller: true), Required: true)) { Once = ["wave", "instrument"] },

        new("minds", "An instrument about a named other, in an order drawn for each person, with the time answers took.", new RoleRule.Everyone(),
            new OptionRule("wave", new OptionType.Name(), Required: true),
            new OptionRule("instrument", new OptionType.InstrumentId(), Required: true),
            new OptionRule("who", new OptionType.Text(), Required: true)) { Once = ["wave", "instrument"], KeptLike = "check-in" },

        new("ask", "A place to ask for a few lines from another person here.", new RoleRule.Everyone(),
            new OptionRule("max", new OptionType.WholeNumber(100, 2_000), Default: "300")) { Once = [] },

        new("help", "The request of somebody who waits; leaving it is easy or harder by chance.", new RoleRule.Everyone(),
            new OptionRule("max", new OptionType.WholeNumber(100, 5_000), Default: "1000")) { Once = [] },

        new("stay", "The request once more, for whoever left it where leaving was harder.", new RoleRule.Everyone()),

        new("debrief", "What chance decided and why, and a way to be left out.", new RoleRule.Everyone()) { Once = [] },

        new("reply", "What others wrote to a person who had asked.", new RoleRule.Everyone()) { Once = [] },
    }.ToDictionary(kind => kind.Name);
}
