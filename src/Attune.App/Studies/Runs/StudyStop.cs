namespace Attune.App.Studies.Runs;

/// <summary>That a study was stopped.</summary>
/// <param name="Why">In the words of whoever stopped it.</param>
/// <param name="Planned">The day on which its outcomes would have been opened.</param>
public sealed record StudyStop(DateTimeOffset At, string Why, DateOnly Planned);
