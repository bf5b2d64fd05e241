using Attune.App.Instruments;

namespace Attune.App.Exports.Tables;

/// <summary>
/// One cell: a person's code, a number, an answer that is missing with its reason, or nothing because it was never asked.
/// There is no way to put text into one.
/// </summary>
public readonly record struct ExportCell
{
    private readonly PersonCode _person;

    private ExportCell(CellState state, double number, PersonCode person, MissingReason reason) =>
        (State, Number, _person, Reason) = (state, number, person, reason);

    public CellState State { get; }

    /// <summary>0 unless the state is <see cref="CellState.Number"/>.</summary>
    public double Number { get; }

    /// <summary>Means nothing unless the state is <see cref="CellState.Missing"/>.</summary>
    public MissingReason Reason { get; }

    public PersonCode Person => State == CellState.Person ? _person : throw new InvalidOperationException("This cell is not a person.");

    public static ExportCell Of(PersonCode person) => new(CellState.Person, 0, person, default);

    public static ExportCell Of(double number) =>
        double.IsFinite(number) ? new(CellState.Number, number, default, default) : throw new ArgumentOutOfRangeException(nameof(number));

    public static ExportCell Missing(MissingReason reason) => new(CellState.Missing, 0, default, reason);
}
