namespace Attune.App.Studies.Plans;

/// <summary>How a study is run inside a programme.</summary>
/// <param name="Opens">The planned end: nobody reads an outcome before this day.</param>
/// <param name="Unmasks">The day from which it may be known which arm is which.</param>
/// <param name="Starts">For each arm, when its people go through the practice.</param>
/// <param name="Told">What people read about the study before they agree.</param>
/// <param name="Clusters">The groups of a cluster trial, as people name theirs when they join; empty elsewhere.</param>
/// <param name="Helping">Who approved that people are asked for help and leaving is made easy or not by chance; null where nobody is.</param>
/// <param name="AskGuess">People are asked at the end which arm they think they had.</param>
public sealed record PlanConduct(DateOnly Opens, DateOnly Unmasks, IReadOnlyDictionary<string, PracticeStart> Starts, string Told, IReadOnlyList<string> Clusters, PlanHelping? Helping, bool AskGuess);
