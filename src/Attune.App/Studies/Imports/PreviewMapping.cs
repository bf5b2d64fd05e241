using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;

namespace Attune.App.Studies.Imports;

/// <summary>The first rows of a file as they are understood through a mapping, and what cannot be read anywhere in it. Nothing is kept.</summary>
public static class PreviewMapping
{
    public sealed record Request(string DataFile, DataMapping Mapping, StudyPlan? Plan, int Rows);

    public abstract record Outcome
    {
        private Outcome() { }

        /// <param name="Rows">A line of names and the first rows after it, as the plan would read them.</param>
        /// <param name="Problems">Empty where the file can be read whole.</param>
        public sealed record Seen(IReadOnlyList<IReadOnlyList<string>> Rows, long RowsInAll, IReadOnlyList<DataProblem> Problems, long More) : Outcome;

        /// <summary>Not even the first line could be read.</summary>
        public sealed record Unreadable(IReadOnlyList<DataProblem> Problems) : Outcome;
    }

    public static Outcome Handle(Request request, CancellationToken ct)
    {
        var problems = new ProblemList();
        var map = new MapData(request.Mapping, request.DataFile, request.Plan?.Data?.Person ?? "person", request.Plan?.Data?.Wave ?? "wave", problems);
        var first = new FirstLines(1 + request.Rows);
        var rows = map.Write(first, long.MaxValue, ct);
        if (first.Lines.Count == 0)
            return new Outcome.Unreadable(problems.Told);
        List<IReadOnlyList<string>> seen = [];
        using var text = new StringReader(string.Concat(first.Lines));
        var reading = new MappedRows(text, ',');
        while (reading.Read())
            seen.Add([.. reading.Cells]);
        return new Outcome.Seen(seen, rows, problems.Told, problems.Count - problems.Told.Count);
    }

    /// <summary>Keeps the first lines and lets the rest go.</summary>
    private sealed class FirstLines(int most) : StringWriter
    {
        public List<string> Lines { get; } = [];

        public override void Write(string? value)
        {
            if (value is not null && Lines.Count < most)
                Lines.Add(value);
        }
    }
}
