using Attune.App.Studies.Imports;
using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Runs;

/// <summary>From a plan and a data file to results.</summary>
public static class RunStudy
{
    /// <param name="Progress">Told the share that is done, from 0 to 1: half for reading, half for the figures.</param>
    /// <param name="Look">Which planned look, from 1; needed where the plan has more than one.</param>
    /// <param name="MappingFile">How data from elsewhere become what the plan reads; null where they are that already.</param>
    public sealed record Request(string PlanFile, string DataFile, IProgress<double>? Progress = null, int? Look = null, string? MappingFile = null);

    public abstract record Outcome
    {
        private Outcome()
        {
        }

        /// <param name="Data">To be disposed when the report is written.</param>
        public sealed record Ran(StudyResults Results, StudyData Data) : Outcome;

        public sealed record WrongPlan(IReadOnlyList<PlanProblem> Problems) : Outcome;

        /// <summary>The data cannot be taken as they are; nothing of them was.</summary>
        public sealed record WrongData(IReadOnlyList<DataProblem> Problems, long More) : Outcome;

        /// <summary>The plan has no such look, or several and none was named.</summary>
        public sealed record UnplannedLook(int? Asked, IReadOnlyList<double> Planned) : Outcome;
    }

    public static Outcome Handle(Request request, CancellationToken ct)
    {
        var reading = StudyPlanReader.ReadFile(request.PlanFile);
        if (reading.Plan is not { } plan)
            return new Outcome.WrongPlan(reading.Problems);
        if (request.Look is null ? plan.Stopping.Looks > 1 : request.Look < 1 || request.Look > plan.Stopping.Looks)
            return new Outcome.UnplannedLook(request.Look, plan.Stopping.Fractions);
        DataMapping? mapping = null;
        if (request.MappingFile is { } file)
        {
            (mapping, var problems) = MappingReader.ReadFile(file);
            if (mapping is null)
                return new Outcome.WrongPlan(problems);
        }

        return (mapping is null ? StudyImport.Handle(plan, request.DataFile, ct, Half(0)) : MappedImport.Read(plan, mapping, request.DataFile, ct, Half(0))) switch
        {
            StudyImport.Outcome.Read read => new Outcome.Ran(StudyAnalysis.Of(read.Data, PlanLock.Read(PlanLock.FileFor(request.PlanFile)), Half(0.5), ct, request.Look), read.Data),
            StudyImport.Outcome.Refused refused => new Outcome.WrongData(refused.Problems, refused.More),
            _ => throw new InvalidOperationException("An outcome without a treatment."),
        };

        PartOfProgress? Half(double start) => request.Progress is null ? null : new PartOfProgress(request.Progress, start, 0.5);
    }
}
