namespace Attune.App.Studies.Runs;

/// <summary>Whether items mean the same at two waves.</summary>
/// <param name="From">The earlier wave.</param>
/// <param name="At">The later wave.</param>
/// <param name="Holds">Null where it could not be checked.</param>
/// <param name="Steps">Each step with the change of CFI it brought.</param>
/// <param name="Reason">Why it could not be checked; null where it was.</param>
public sealed record InvarianceCheck(string From, string At, bool? Holds, IReadOnlyList<(string Level, double Cfi, double? Drop)> Steps, string? Reason);
