namespace Attune.App.Studies.Plans;

/// <summary>How a file becomes people: which column is what.</summary>
/// <param name="Long">A row for each person and wave; otherwise a row for each person.</param>
/// <param name="Missing">What stands for no answer, besides an empty cell.</param>
/// <param name="Where">Rows that are in the trial: each of these columns has one of these values.</param>
/// <param name="ArmLabels">What the data call the arms.</param>
/// <param name="Begins">Stepped wedge: the column with the wave at which the person's cluster began; empty for not yet.</param>
/// <param name="WaveLabels">What long data call the waves.</param>
public sealed record PlanData(
    bool Long, char Separator, bool DecimalComma, IReadOnlyList<string> Missing, DateOrder Dates, string Person,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Where, string? Arm, IReadOnlyDictionary<string, string> ArmLabels,
    string? Stratum, string? Cluster, string? Pair, string? Begins, string? Consent, string? Version,
    string? Wave, IReadOnlyDictionary<string, string> WaveLabels, string? Date, PlanGuess? Guess, PlanRows? Rows);
