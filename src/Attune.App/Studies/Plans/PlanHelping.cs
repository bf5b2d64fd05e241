namespace Attune.App.Studies.Plans;

/// <summary>A steward's approval of asking for help when it is easy, or harder, to leave.</summary>
/// <param name="By">Who approved it.</param>
/// <param name="On">The day on which they did.</param>
/// <param name="Text">What they approved: what people meet, what chance decides, and how they are told afterwards.</param>
public sealed record PlanHelping(string By, DateOnly On, string Text);
