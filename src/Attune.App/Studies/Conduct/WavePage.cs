using Attune.App.Instruments;
using Attune.App.Measures;
using Attune.App.Sessions;
using Attune.App.Sessions.Kinds;
using Attune.App.Sessions.Screens;
using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Conduct;

/// <summary>The questions of one wave, as one page.</summary>
/// <param name="Place">Which wave it is, from 1.</param>
public sealed record WavePage(PlanWave Wave, int Place, int Waves, Screen Screen, IReadOnlyDictionary<string, FieldAnswer> Answers, string Language)
{
    /// <summary>The name of the question for a factor, by its place in the plan.</summary>
    public static string FactorField(int place) => $"factor.{place}";

    /// <summary>The question to which group somebody belongs, in a trial of groups.</summary>
    public const string ClusterField = "cluster";

    /// <summary>What is asked at a wave: what chance and the pictures need to know first, the instruments, and at the very end the guess.</summary>
    internal static Screen ScreenOf(StudyPlan plan, PlanWave wave, Walk walk)
    {
        List<ScreenPart> parts = [];
        if (wave == plan.Waves[0] && plan.Allocation is { Factors.Count: > 0 } allocation)
        {
            parts.Add(new ScreenPart.Questions(null, [.. allocation.Factors.Select((factor, place) => new NumberField(
                FactorField(place), factor.Name, [.. factor.Levels.Select((level, at) => new ItemOption(at, level))], NumberLook.Choice, Required: true))]));
        }

        if (wave == plan.Waves[0] && plan.Conduct!.Clusters is { Count: > 0 } clusters)
            parts.Add(new ScreenPart.Questions(null, [new NumberField(ClusterField, null, [.. clusters.Select((name, at) => new ItemOption(at, name))], NumberLook.Choice, Required: true)]));
        if (AsksSide(plan, wave))
            parts.Add(SideKind.Question(MeasureOffer.Side(walk.Documents.Practice)!));
        parts.AddRange(WaveBlock.Of(plan, wave).SelectMany(block => WaveAnswers.Show(block, wave, walk)));
        if (wave == plan.Waves[^1] && plan.Conduct!.AskGuess)
        {
            // The labels are the plan's; the last choice has its words in the interface.
            parts.Add(new ScreenPart.Questions(null, [new NumberField(
                StudyGuess.Field, null, [.. plan.Arms.Select((arm, at) => new ItemOption(at, arm.Label)), new ItemOption(plan.Arms.Count, null)], NumberLook.Choice, MayDecline: true)]));
        }

        return new Screen(parts);
    }

    /// <summary>Sides are asked once, with the first questions, where pictures of the other side will be.</summary>
    internal static bool AsksSide(StudyPlan plan, PlanWave wave) => wave == plan.Waves[0] && WaveBlock.NeedSides(plan);

    internal static string? GuessOf(StudyPlan plan, GivenAnswers answers) => answers.Number(StudyGuess.Field) switch
    {
        { } place when place < plan.Arms.Count => plan.Arms[place].Id,
        { } => StudyGuess.DoNotKnow,
        null => null,
    };
}
