using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Runs;

/// <summary>Reads the data of a study by the mapping in its plan. All of it, or nothing and what is wrong, by line.</summary>
public static class StudyImport
{
    /// <summary>More problems than this help nobody; the rest are counted.</summary>
    public const int ProblemsTold = 25;

    public abstract record Outcome
    {
        private Outcome()
        {
        }

        public sealed record Read(StudyData Data) : Outcome;

        /// <param name="Problems">The first <see cref="ProblemsTold"/>.</param>
        /// <param name="More">How many there are besides.</param>
        public sealed record Refused(IReadOnlyList<DataProblem> Problems, long More) : Outcome;
    }

    /// <param name="progress">Told the share of the file that was read, from 0 to 1.</param>
    public static Outcome Handle(StudyPlan plan, string dataFile, CancellationToken ct, IProgress<double>? progress = null)
    {
        var problems = new ProblemList();
        if (plan.Data is not { } mapping)
            return new Outcome.Refused([new DataProblem("study.json", 0, "data", "expected \"data\", which says what each column is")], 0);
        var people = new PeopleReader(plan, mapping, problems);
        try
        {
            List<DataFile> files = [];
            Scan(dataFile, mapping, people.Header, people.Row, problems, files, progress, ct);
            var (list, byId) = people.Finish(Path.GetFileName(dataFile));
            RowTable? rows = null;
            if (mapping.Rows is { } second && problems.Count == 0)
            {
                var reader = new RowReader(plan, mapping, second, [.. list], byId, people.Joined, problems);
                Scan(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(dataFile))!, second.File), mapping, reader.Header, reader.Row, problems, files, progress, ct);
                rows = problems.Count == 0 ? reader.Finish() : null;
            }

            if (problems.Count == 0)
                return new Outcome.Read(new StudyData(plan, list, people.NotInTrial, people.Retests, rows, files, people.OutsideWindow) { LastAnswer = people.LastAnswer });
        }
        catch
        {
            people.Drop();
            throw;
        }

        people.Drop();
        return new Outcome.Refused(problems.Told, problems.Count - problems.Told.Count);
    }

    private static void Scan(
        string path, PlanData mapping, Func<CsvTable, bool> header, Action<CsvTable> row, ProblemList problems, List<DataFile> files,
        IProgress<double>? progress, CancellationToken ct)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            problems.Add(new DataProblem(name, 0, "", "expected a CSV file; there is none of this name beside the data"));
            return;
        }

        using var table = CsvTable.Open(path, mapping, problems);
        if (!table.Begin() || !header(table))
            return;
        while (table.Next())
        {
            ct.ThrowIfCancellationRequested();
            row(table);
            if (table.Rows % 4096 == 0)
                progress?.Report(table.Share);
        }

        if (problems.Count == 0)
            files.Add(new DataFile(name, table.Rows, table.Sha256()));
    }
}
