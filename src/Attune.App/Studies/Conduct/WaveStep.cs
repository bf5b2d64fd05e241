using Attune.App.Practices;
using Attune.App.Sessions;
using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Conduct;

/// <summary>A wave where drafts and visits speak of a step: it stands beside the practice and is none of its steps.</summary>
internal static class WaveStep
{
    public static StepInstance Of(PlanWave wave)
    {
        var key = StudyWaves.Key(wave);
        return new StepInstance(new PracticeStep(key, "", "check-in", null, new Dictionary<string, string>(), null, "", "", null, null, 0), StepSubject.Once, key, null);
    }
}
