using System.Text;

namespace Attune.App.Studies.Imports;

/// <summary>The rows of a text with quoted cells, each with the line it begins on. Holds one row.</summary>
internal sealed class MappedRows(TextReader text, char separator)
{
    private readonly List<string> _cells = [];
    private readonly StringBuilder _cell = new();
    private long _next = 1;

    public long Line { get; private set; }

    public IReadOnlyList<string> Cells => _cells;

    /// <returns>False at the end. A row of nothing at all is passed over.</returns>
    /// <exception cref="FormatException">A quote that is never closed.</exception>
    public bool Read()
    {
        while (text.Peek() >= 0)
        {
            ReadOne();
            if (_cells.Count > 1 || _cells[0] != "")
                return true;
        }

        return false;
    }

    private void ReadOne()
    {
        _cells.Clear();
        _cell.Clear();
        Line = _next;
        var (quoted, wasQuoted) = (false, false);
        for (var next = text.Read(); ; next = text.Read())
        {
            if (next < 0 && quoted)
                throw new FormatException("a quoted cell begins on this line and never ends");
            if (next == '\n')
                _next++;
            if (quoted && next == '"' && text.Peek() != '"')
                quoted = false;
            else if (quoted)
                _cell.Append((char)(next == '"' ? text.Read() : next));
            else if (next == '"' && !wasQuoted && _cell.ToString().Trim() == "")
                (quoted, wasQuoted) = (true, true);
            else if (next < 0 || next == '\n' || next == separator)
            {
                _cells.Add(_cell.ToString().Trim().TrimStart('\uFEFF').Trim('\u00A0'));
                _cell.Clear();
                wasQuoted = false;
                if (next != separator)
                    return;
            }
            else if (next != '\r')
                _cell.Append((char)next);
        }
    }
}
