using System.Globalization;
using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Imports;

/// <summary>What the cells of a column could be, after looking at them. It keeps none of them.</summary>
internal sealed class SeenColumn(string name)
{
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private long _given;
    private long _points;
    private long _commas;
    private long _dates;
    private bool _yearFirst;
    private bool _dayFirst;
    private bool _monthFirst;
    private bool _either;

    public string Name => name;

    public IReadOnlyCollection<string> Missing => _missing;

    public bool IsDate => _given > 0 && _dates == _given;

    /// <summary>The order of day and month, where the cells show it; not certain where they could be read in two ways.</summary>
    public (bool Certain, DateOrder? Order) Order =>
        _yearFirst && !_dayFirst && !_monthFirst && !_either ? (true, DateOrder.YearMonthDay)
        : _dayFirst && !_monthFirst && !_yearFirst ? (true, DateOrder.DayMonthYear)
        : _monthFirst && !_dayFirst && !_yearFirst ? (true, DateOrder.MonthDayYear)
        : (false, null);

    public bool IsNumber(bool comma) => _given > 0 && (comma ? _commas : _points) == _given;

    public void Add(string cell, IReadOnlySet<string> noAnswer)
    {
        if (cell == "")
            return;
        if (noAnswer.Contains(cell))
        {
            _missing.Add(cell);
            return;
        }

        _given++;
        _points += Parses(cell) ? 1 : 0;
        _commas += !cell.Contains('.', StringComparison.Ordinal) && Parses(cell.Replace(',', '.')) ? 1 : 0;
        if (CellReading.Parts(cell) is not { } date)
            return;
        _dates++;
        _yearFirst |= date.YearFirst;
        _dayFirst |= !date.YearFirst && date.First > 12;
        _monthFirst |= !date.YearFirst && date.Second > 12;
        _either |= !date.YearFirst && date.First <= 12 && date.Second <= 12;
    }

    private static bool Parses(string cell) =>
        !cell.Contains(',', StringComparison.Ordinal) && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
}
