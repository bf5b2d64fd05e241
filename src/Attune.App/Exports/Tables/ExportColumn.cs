using Attune.App.Instruments;
using Attune.App.Studies.Plans;

namespace Attune.App.Exports.Tables;

/// <summary>
/// A column of an export. Each kind has a way of its own to be made, out of a document or a plan; there is no other, so
/// that a column of what people wrote or who they are cannot come to be (<see cref="ColumnKind"/>).
/// </summary>
public sealed record ExportColumn
{
    private ExportColumn(ColumnKind kind, string name, string label) => (Kind, Name, Label) = (kind, name, label);

    public ColumnKind Kind { get; }

    /// <summary>A name that R, SPSS and Stata take as it is; see <see cref="VariableNames"/>.</summary>
    public string Name { get; private init; }

    /// <summary>In words.</summary>
    public string Label { get; }

    /// <summary>The numbers there can be with what they mean; empty where they mean themselves.</summary>
    public IReadOnlyList<ColumnLabel> Labels { get; private init; } = [];

    /// <summary>The smallest number there can be; null where there is no end to it.</summary>
    public double? Lowest { get; private init; }

    public double? Highest { get; private init; }

    /// <summary>Whole numbers alone.</summary>
    public bool Whole { get; private init; } = true;

    /// <summary>Text formats write the label in place of the number, which stands for nothing by itself.</summary>
    public bool WrittenInWords { get; private init; }

    /// <summary>It is known why an answer is missing.</summary>
    public bool HasReasons { get; private init; }

    /// <summary>What a number of a format stands for that has no missing values: it lies below all values of the column.</summary>
    public int MissingCode(MissingReason reason) => (Lowest is < -89 ? (int)Math.Floor(Lowest.Value) - 10 : -91) - MissingCodes.Place(reason);

    public ExportColumn Named(string name) => this with { Name = name };

    public static ExportColumn Person() =>
        new(ColumnKind.Person, "person", "The person, under a code made for this export");

    public static ExportColumn Wave(IReadOnlyList<string> waves) => new(ColumnKind.Wave, "wave", "When it was asked")
    {
        Labels = Numbered(waves),
        Lowest = 1,
        Highest = waves.Count,
        WrittenInWords = true,
    };

    public static ExportColumn Occasion() =>
        new(ColumnKind.Occasion, "occasion", "1, 2, 3 … where it was asked about more than one story") { Lowest = 1 };

    public static ExportColumn Day() => new(ColumnKind.Day, "day", "Whole days between joining and answering") { Lowest = 0 };

    public static ExportColumn Item(InstrumentDocument instrument, InstrumentItem item, string name, string? wave = null) =>
        new(ColumnKind.Item, name, $"{item.Text}{At(wave)}")
        {
            Labels = [.. item.Options.Where(option => option.Label is not null).Select(option => new ColumnLabel(option.Value, option.Label!))],
            Lowest = item.Minimum,
            Highest = item.Maximum,
            HasReasons = true,
        };

    public static ExportColumn Sureness(InstrumentItem item, string name, int highest) =>
        new(ColumnKind.Sureness, name, $"How sure of: {item.Text}") { Lowest = 1, Highest = highest, HasReasons = true };

    public static ExportColumn Score(ScaleScoring scoring, string name, string? wave = null) =>
        new(ColumnKind.Score, name, $"{scoring.Scale.Title}, higher is {scoring.Scale.HigherMeans}{At(wave)}")
        {
            Lowest = scoring.Lowest,
            Highest = scoring.Highest,
            Whole = false,
        };

    public static ExportColumn Score(PlanMeasure measure, string name, string wave) =>
        new(ColumnKind.Score, name, $"{measure.Label}{At(wave)}") { Lowest = measure.Lowest, Highest = measure.Highest, Whole = false };

    public static ExportColumn Item(PlanMeasure measure, int item, string name, string wave) =>
        new(ColumnKind.Item, name, $"{measure.Label}, question {item + 1}{(measure.Reverse.Contains(item) ? ", turned round" : "")}{At(wave)}")
        {
            Lowest = measure.Lowest,
            Highest = measure.Highest,
            Whole = false,
        };

    public static ExportColumn Arm(IReadOnlyList<PlanArm> arms) => new(ColumnKind.Arm, "arm", "The arm")
    {
        Labels = Numbered([.. arms.Select(arm => arm.Id)]),
        Lowest = 1,
        Highest = arms.Count,
        WrittenInWords = true,
    };

    /// <summary>A group by number: what it is called in the data stays there.</summary>
    public static ExportColumn Group(string name, string label) => new(ColumnKind.Group, name, label) { Lowest = 1 };

    public static ExportColumn Question(IReadOnlyList<string> columns) =>
        new(ColumnKind.Question, "question", "The column in which an answer is missing")
        {
            Labels = Numbered(columns),
            Lowest = 1,
            Highest = columns.Count,
            WrittenInWords = true,
        };

    public static ExportColumn Reason() => new(ColumnKind.Reason, "reason", "Why it is missing")
    {
        Labels = Numbered([.. MissingCodes.Order.Select(MissingCodes.Words)]),
        Lowest = 1,
        Highest = MissingCodes.Order.Count,
        WrittenInWords = true,
    };

    private static string At(string? wave) => wave is null ? "" : $" ({wave})";

    private static IReadOnlyList<ColumnLabel> Numbered(IReadOnlyList<string> texts) => [.. texts.Select((text, i) => new ColumnLabel(i + 1, text))];
}
