using System.Globalization;
using Attune.App.Content;

namespace Attune.App.Practices;

/// <summary>What may stand after an option's equals sign.</summary>
public abstract record OptionType
{
    private OptionType() { }

    public abstract string Expected { get; }

    /// <summary>Whether the spelling is right; that an instrument or a step exists is checked later.</summary>
    public abstract bool Allows(string value);

    public sealed record Text : OptionType
    {
        public override string Expected => "some text";

        public override bool Allows(string value) => !string.IsNullOrWhiteSpace(value);
    }

    public sealed record WholeNumber(int Minimum, int Maximum) : OptionType
    {
        public override string Expected => $"a whole number from {Minimum} to {Maximum}";

        public override bool Allows(string value) =>
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= Minimum && number <= Maximum;
    }

    public sealed record OneOf(params IReadOnlyList<string> Values) : OptionType
    {
        public override string Expected => string.Join(" or ", Values);

        public override bool Allows(string value) => Values.Contains(value);
    }

    /// <summary>A name of the author's own, such as a wave.</summary>
    public sealed record Name : OptionType
    {
        public override string Expected => DocumentPatterns.IdExpected;

        public override bool Allows(string value) => DocumentPatterns.Id().IsMatch(value);
    }

    /// <param name="AboutTheTeller">Whether its items are asked about someone else, and so need that wording.</param>
    public sealed record InstrumentId(bool AboutTheTeller = false) : OptionType
    {
        public override string Expected => "the id of an instrument";

        public override bool Allows(string value) => DocumentPatterns.Id().IsMatch(value);
    }

    /// <summary>Two names of the author's own, with a bar between them.</summary>
    public sealed record TwoNames : OptionType
    {
        private const int Longest = 60;

        public override string Expected => "two names with a bar between them, such as \"Old neighbours|New neighbours\"";

        public override bool Allows(string value) =>
            Split(value) is [{ Length: > 0 and <= Longest } one, { Length: > 0 and <= Longest } other] && one != other;

        public static IReadOnlyList<string> Split(string value) => value.Split('|', StringSplitOptions.TrimEntries);
    }

    /// <summary>The id of another step of this practice.</summary>
    public sealed record StepId : OptionType
    {
        public override string Expected => "the id of a step of this practice";

        public override bool Allows(string value) => DocumentPatterns.Id().IsMatch(value);
    }
}
