using Attune.App.Instruments;

namespace Attune.App.Sessions.Screens;

/// <summary>A part of a step's screen. A page has one way of showing each; a new kind of step is made of these.</summary>
public abstract record ScreenPart
{
    private ScreenPart() { }

    /// <param name="Intro">The instrument's own introduction; null where the step's text is enough.</param>
    public sealed record Questions(string? Intro, IReadOnlyList<Field> Fields) : ScreenPart;

    /// <summary>A story to read, each paragraph with a slider for how the teller felt.</summary>
    /// <param name="Own">The one who rates it told it.</param>
    public sealed record Passage(string Title, string? ContentNotes, bool Own, IReadOnlyList<PassageParagraph> Paragraphs) : ScreenPart;

    /// <summary>All a listener may know before reading. They can ask for another story.</summary>
    public sealed record Preview(string Title, string? ContentNotes, bool HoldsHarm) : ScreenPart;

    /// <summary>The story again, folded away, to look at while answering.</summary>
    public sealed record StoryAgain(string Title, IReadOnlyList<string> Paragraphs) : ScreenPart;

    /// <summary>What the listener gave back.</summary>
    public sealed record GivenBack(string Words, string? StillToAnswerFor) : ScreenPart;

    /// <summary>First picture, second picture and the teller's own answers.</summary>
    public sealed record Pictures(IReadOnlyList<PictureRow> Rows, IReadOnlyList<FeltParagraph> Paragraphs, TellersAnswer? Answer) : ScreenPart;

    /// <summary>Whom the questions below are about, as the practice names them.</summary>
    public sealed record Named(string Who) : ScreenPart;

    /// <summary>What somebody who waits asks for.</summary>
    /// <param name="LeavingHard">Whether it is said to come once more for whoever goes on; null where nothing is asked any more.</param>
    public sealed record Request(string Words, bool? LeavingHard) : ScreenPart;

    /// <summary>What others wrote to the person, who had asked for it.</summary>
    public sealed record Lines(IReadOnlyList<string> Written) : ScreenPart;

    /// <summary>Afterwards: how chance had made leaving for this person.</summary>
    public sealed record WhatChanceDid(bool LeavingHard) : ScreenPart;

    /// <summary>Nothing to do yet.</summary>
    /// <param name="MayGoOn">The person can go on without it; it is shown when it comes.</param>
    public sealed record Waiting(WaitingFor What, bool MayGoOn) : ScreenPart;
}

public sealed record PassageParagraph(string Text, NumberField Feeling);

/// <summary>One item in a reveal; a picture is null where it was not given.</summary>
/// <param name="Sure">How sure the listener was of the first picture, 1 to 5.</param>
public sealed record PictureRow(InstrumentItem Item, int? First, int? Sure, int? Second, int? Own);

/// <summary>One paragraph as the teller and as the listener rated it, −5 to 5.</summary>
public sealed record FeltParagraph(string Text, int? Own, int? Heard);

/// <summary>What the teller answered to the reflection.</summary>
public sealed record TellersAnswer(Reflections.Verdict Verdict, string? Missed);

public enum WaitingFor
{
    /// <summary>A story to listen to.</summary>
    Story,

    /// <summary>Someone to give back what they heard in the person's own story.</summary>
    Reflection,
}
