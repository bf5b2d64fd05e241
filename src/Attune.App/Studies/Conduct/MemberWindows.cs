using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Conduct;

/// <summary>
/// On which days one person is asked, wave by wave. An amendment moves days that are not over yet; days that are over stay as
/// they were, and nobody loses their questions because the new days are over already.
/// </summary>
internal static class MemberWindows
{
    /// <param name="days">The day on which each version of the plan was written, in order.</param>
    /// <returns>First and last day of every wave after the first, by id.</returns>
    public static IReadOnlyDictionary<string, (DateOnly Opens, DateOnly Closes)> Of(IReadOnlyList<StudyPlan> versions, IReadOnlyList<DateOnly> days, DateOnly consentedOn)
    {
        var windows = versions[0].Waves.Skip(1).ToDictionary(wave => wave.Id, wave => Window(wave, consentedOn));
        foreach (var (plan, day) in versions.Zip(days).Skip(1))
        {
            foreach (var wave in plan.Waves.Skip(1))
            {
                var moved = Window(wave, consentedOn);
                if (windows[wave.Id].Closes >= day && moved.Closes >= day)
                    windows[wave.Id] = moved;
            }
        }

        return windows;
    }

    private static (DateOnly Opens, DateOnly Closes) Window(PlanWave wave, DateOnly consentedOn) =>
        (consentedOn.AddDays(wave.OpensDay ?? 0), consentedOn.AddDays(wave.ClosesDay ?? 0));
}
