namespace Attune.App.Vault;

/// <summary>What a sealed text is; part of what it is bound to. The words are stored, so they never change.</summary>
public static class SealedWords
{
    public const string StoryTitle = "story-title";
    public const string Story = "story";
    public const string ContentNotes = "content-notes";
    public const string Reflection = "reflection";
    public const string StillToAnswerFor = "still-to-answer-for";
    public const string Missed = "missed";
    public const string HelpWish = "help-wish";
    public const string ReminderAddress = "reminder-address";
    public const string HelpLines = "help-lines";

    /// <summary>A draft, bound to the field it was written in.</summary>
    public static string Draft(string step, string field) => $"draft/{step}/{field}";
}
