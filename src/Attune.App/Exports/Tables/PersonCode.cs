namespace Attune.App.Exports.Tables;

/// <summary>What a person is called in one export: sixteen hexadecimal digits made by <see cref="ExportKey"/>.</summary>
public readonly record struct PersonCode : IComparable<PersonCode>
{
    private readonly ulong _code;

    internal PersonCode(ulong code) => _code = code;

    /// <summary>Letters and digits in a code.</summary>
    public const int Length = 16;

    /// <summary>The first eight bits: people are gone through bucket by bucket, so that nothing of all of them is held.</summary>
    internal int Leading => (int)(_code >> 56);

    public int CompareTo(PersonCode other) => _code.CompareTo(other._code);

    public override string ToString() => _code.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}
