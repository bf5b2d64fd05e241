using Attune.App.Sessions.Kinds;

namespace Attune.App.Sessions;

/// <summary>Every kind of step the engine can walk; a test holds it against the kinds a practice may name.</summary>
public static class StepCatalogue
{
    public static IReadOnlyDictionary<string, IStepKind> All { get; } = new IStepKind[]
    {
        new ReadKind(),
        new CheckInKind(),
        new TellKind(),
        new ProfileKind(),
        new PredictKind(),
        new ListenKind(),
        new ReflectKind(),
        new CorrectKind(),
        new RevealKind(),
        new SideKind(),
        new PictureKind(),
        new MindsKind(),
        new AskKind(),
        new HelpKind(),
        new StayKind(),
        new DebriefKind(),
        new ReplyKind(),
    }.ToDictionary(kind => kind.Name);

    public static IStepKind Of(string kind) => All[kind];
}
