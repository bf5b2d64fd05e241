using Attune.App.Studies.Plans;
using Attune.App.Studies.Sentences;

namespace Attune.App.Studies.Runs;

/// <summary>Asks the rule for harm about the data so far. It answers nothing else, so that asking is no look.</summary>
public static class AskHarm
{
    public sealed record Request(string PlanFile, string DataFile);

    public abstract record Outcome
    {
        private Outcome()
        {
        }

        public sealed record Said(StudyPlan Plan, HarmVerdict Harm) : Outcome;

        public sealed record WrongPlan(IReadOnlyList<PlanProblem> Problems) : Outcome;

        public sealed record WrongData(IReadOnlyList<DataProblem> Problems) : Outcome;
    }

    public static Outcome Handle(Request request, CancellationToken ct)
    {
        var reading = StudyPlanReader.ReadFile(request.PlanFile);
        if (reading.Plan is not { } plan)
            return new Outcome.WrongPlan(reading.Problems);
        switch (StudyImport.Handle(plan, request.DataFile, ct))
        {
            case StudyImport.Outcome.Read read:
                using (read.Data)
                    return new Outcome.Said(plan, StudyAnalysis.Of(read.Data, null, null, ct).Harm);
            case StudyImport.Outcome.Refused refused:
                return new Outcome.WrongData(refused.Problems);
            default:
                throw new InvalidOperationException("An outcome without a treatment.");
        }
    }
}
