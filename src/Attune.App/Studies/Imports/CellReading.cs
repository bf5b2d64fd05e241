using System.Globalization;
using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Imports;

/// <summary>A cell of the file as the plan reads it: numbers with a point, dates as year-month-day, labels as what they stand for.</summary>
internal static class CellReading
{
    /// <returns>What was expected, where the cell is not that; null where it was read.</returns>
    public static string? Read(DataMapping mapping, MappedColumn column, string cell, out string read)
    {
        read = "";
        if (cell == "" || mapping.Missing.Contains(cell))
            return null;
        if (column.Labels.TryGetValue(cell, out var meant))
        {
            read = meant;
            return null;
        }

        switch (column.As)
        {
            case CellKind.Number:
                var other = mapping.DecimalComma ? '.' : ',';
                if (!cell.Contains(other, StringComparison.Ordinal)
                    && double.TryParse(cell.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
                {
                    read = number.ToString("R", CultureInfo.InvariantCulture);
                    return null;
                }

                return (column.Labels.Count == 0 ? "expected a number" : $"expected a number or one of {string.Join(", ", column.Labels.Keys)}")
                    + $", found '{cell}'" + (cell.Contains(other, StringComparison.Ordinal)
                        ? $". Where '{other}' stands before decimals say so in the mapping: \"decimal\": \"{other}\"" : ". Say what it stands for under \"labels\", or put it under \"missing\"");
            case CellKind.Date:
                return Date(column.Dates ?? mapping.Dates, cell, out read);
            default:
                read = cell;
                return null;
        }
    }

    /// <summary>Day and month of a date in figures; null where it is none. A day never has four figures.</summary>
    public static (int First, int Second, int Year, bool YearFirst)? Parts(string cell)
    {
        var parts = cell.Split(['-', '/', '.'], StringSplitOptions.TrimEntries);
        if (parts.Length != 3 || !parts.All(part => part.Length is 1 or 2 or 4 && part.All(char.IsAsciiDigit)))
            return null;
        var numbers = parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return parts[0].Length == 4 && parts[2].Length < 4 ? (numbers[1], numbers[2], numbers[0], true)
            : parts[2].Length == 4 && parts[0].Length < 4 ? (numbers[0], numbers[1], numbers[2], false)
            : null;
    }

    private static string? Date(DateOrder? order, string cell, out string read)
    {
        read = "";
        if (Parts(cell) is not { } date)
            return $"expected a date in figures with a year of four, such as 2026-04-03, found '{cell}'";
        if (date.YearFirst != (order == DateOrder.YearMonthDay) && order is not null)
            return $"expected a date as {Name(order.Value)}, found '{cell}'. If this column has another order, say so beside it: \"dates\"";
        var monthFirst = date.YearFirst || order == DateOrder.MonthDayYear || order is null && date.Second > 12;
        if (order is null && !date.YearFirst && date.First <= 12 && date.Second <= 12 && date.First != date.Second)
            return $"expected a date that can be read in one way; '{cell}' has two. Say which in the mapping: \"dates\": \"day-month-year\" or \"month-day-year\"";
        var (month, day) = monthFirst ? (date.First, date.Second) : (date.Second, date.First);
        if (month is < 1 or > 12 || date.Year is < 1 || day < 1 || day > DateTime.DaysInMonth(date.Year, month))
            return $"expected a day of the calendar{(order is { } said ? $" as {Name(said)}" : "")}, found '{cell}'";
        read = new DateOnly(date.Year, month, day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return null;
    }

    private static string Name(DateOrder order) => PlanDataPart.Dates.First(entry => entry.Value == order).Key;
}
