using Attune.App.Exports.Runs;
using Attune.App.Exports.Sources;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;

namespace Attune.App.Exports;

/// <summary>Writes the people of a study as its plan releases them.</summary>
public static class ExportStudy
{
    public sealed record Request(string PlanFile, string DataFile, string Folder, IReadOnlyList<ExportFormat> Formats, ExportKey? Key = null);

    public abstract record Outcome
    {
        private Outcome() { }

        public sealed record Written(ExportManifest Manifest, bool WentOn) : Outcome;

        public sealed record WrongPlan(IReadOnlyList<PlanProblem> Problems) : Outcome;

        public sealed record WrongData(IReadOnlyList<DataProblem> Problems, long More) : Outcome;

        /// <summary>The plan releases summaries alone.</summary>
        public sealed record NotReleased : Outcome;

        public sealed record FolderInUse : Outcome;
    }

    public static async Task<Outcome> Handle(Request request, TimeProvider clock, IProgress<long>? progress, CancellationToken ct)
    {
        var reading = StudyPlanReader.ReadFile(request.PlanFile);
        if (reading.Plan is not { } plan)
            return new Outcome.WrongPlan(reading.Problems);
        if (!plan.ReleaseRows)
            return new Outcome.NotReleased();
        if (ExportProgramme.IsInUse(request.Folder))
            return new Outcome.FolderInUse();
        switch (StudyImport.Handle(plan, request.DataFile, ct))
        {
            case StudyImport.Outcome.Read { Data: var data }:
                using (data)
                {
                    var run = new ExportRun(request.Folder, [.. request.Formats.Distinct().Order()], new StudySource(data), clock);
                    var (manifest, wentOn) = await run.Write(request.Key, progress, ct);
                    return new Outcome.Written(manifest, wentOn);
                }

            case StudyImport.Outcome.Refused refused:
                return new Outcome.WrongData(refused.Problems, refused.More);
            default:
                throw new InvalidOperationException("An outcome without a treatment.");
        }
    }
}
