using System.Security.Cryptography;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;

namespace Attune.App.Studies.Imports;

/// <summary>Reads the data of a study through a mapping: by the same rules, and with problems in the words of the file as it is.</summary>
internal static class MappedImport
{
    public static StudyImport.Outcome Read(StudyPlan plan, DataMapping mapping, string dataFile, CancellationToken ct, IProgress<double>? progress = null)
    {
        var name = Path.GetFileName(dataFile);
        if (plan.Data is not { } data)
            return new StudyImport.Outcome.Refused([new DataProblem("study.json", 0, "data", "expected \"data\", which says what each column is")], 0);
        if (data.Rows is not null)
            return new StudyImport.Outcome.Refused([new DataProblem(name, 0, "", "expected a plan with one file of data; a mapping cannot read the second one. Write both as the plan reads them")], 0);
        var problems = new ProblemList();
        var map = new MapData(mapping, dataFile, data.Person, data.Wave, problems);
        var folder = Directory.CreateTempSubdirectory("attune-import-"); // for its owner alone
        try
        {
            var mapped = Path.Combine(folder.FullName, name);
            long rows;
            using (var to = new StreamWriter(mapped))
                rows = map.Write(to, long.MaxValue, ct);
            if (problems.Count > 0)
                return new StudyImport.Outcome.Refused(problems.Told, problems.Count - problems.Told.Count);
            var read = plan with { Data = data with { Separator = ',', DecimalComma = false, Dates = DateOrder.YearMonthDay, Missing = [] } };
            return StudyImport.Handle(read, mapped, ct, progress) switch
            {
                StudyImport.Outcome.Read { Data: var people } => new StudyImport.Outcome.Read(people with { Plan = plan, Files = [new DataFile(name, rows, Sha256(dataFile))] }),
                StudyImport.Outcome.Refused refused => refused with
                {
                    Problems = [.. refused.Problems.Select(problem => problem with { Line = map.LineOf(problem.Line), Column = map.SourceOf(problem.Column) })],
                },
                var other => other,
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Sha256(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
