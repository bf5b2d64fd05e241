using Attune.App.Matching;
using Attune.App.Practices;
using Attune.App.Programmes;
using Attune.App.Responses;
using Attune.App.Storage;
using Attune.App.Stories;
using Attune.App.Vault;

namespace Attune.App.Sessions;

/// <summary>Everything a step's kind may look at or add to.</summary>
public sealed record StepScene(Walk Walk, StepInstance Instance, KeyRing Keys, DateTimeOffset Now)
{
    public AttuneDb Db => Walk.Db;

    public PracticeStep Step => Instance.Step;

    public ProgrammeDocuments Documents => Walk.Documents;

    public Guid Person => Walk.Session.ParticipantId;

    /// <exception cref="InvalidOperationException">The step still waits for its match.</exception>
    public Match Match => Instance.Match ?? throw new InvalidOperationException($"Step '{Instance.Key}' has no match yet.");

    public PinnedInstrument NamedInstrument => Documents.Named(Step.Option("instrument")!);

    public Guid NewId() => Guid.CreateVersion7(Now);

    /// <summary>A sealed response of this person; <paramref name="about"/> is empty for the person's own state or story.</summary>
    public Response Keep(PinnedInstrument instrument, string wave, Guid about, byte[] answers, byte[]? confidence = null) =>
        Db.Responses.Add(new Response
        {
            Id = NewId(),
            OrganisationId = Walk.Session.OrganisationId,
            ProgrammeId = Walk.Session.ProgrammeId,
            ParticipantId = Person,
            InstrumentVersionId = instrument.VersionId,
            Wave = wave,
            About = about,
            Answers = answers,
            Confidence = confidence,
            SealedAt = Now,
        }).Entity;

    public async Task<OpenStory> Open(Story story, CancellationToken ct)
    {
        var cipher = await Keys.Of(story.TellerId, ct);
        return new OpenStory(
            cipher.Open(story.Title, SealedWords.StoryTitle, story.Id),
            cipher.Open(story.Text, SealedWords.Story, story.Id),
            story.ContentNotes is { } notes ? cipher.Open(notes, SealedWords.ContentNotes, story.Id) : null);
    }
}
