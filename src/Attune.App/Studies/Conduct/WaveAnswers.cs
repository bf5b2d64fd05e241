using Attune.App.Instruments;
using Attune.App.Measures;
using Attune.App.Programmes;
using Attune.App.Responses;
using Attune.App.Sessions;
using Attune.App.Sessions.Screens;
using Attune.App.Studies.Plans;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>How the blocks of a wave are shown, and what is kept of them.</summary>
internal static class WaveAnswers
{
    private const string PicturePrefix = "picture.";

    /// <summary>One block as parts of a page.</summary>
    public static IEnumerable<ScreenPart> Show(WaveBlock block, PlanWave wave, Walk walk)
    {
        var document = Pinned(block, wave, walk.Documents).Document;
        switch (block.Kind)
        {
            case WaveBlockKind.Picture:
                // The same instrument may be asked about oneself on the same page: the questions have names of their own.
                var about = InstrumentQuestions.AboutTheTeller(document, sureness: false);
                yield return about with { Fields = [.. about.Fields.Select(field => field with { Name = PicturePrefix + field.Name })] };
                break;
            case WaveBlockKind.Minds:
                yield return new ScreenPart.Named(MeasureOffer.Who(walk.Documents.Practice, block.Instrument));
                var asked = InstrumentQuestions.AboutMe(document);
                yield return asked with { Fields = [.. ItemOrder.Of(Seed(wave, walk), asked.Fields.Count).Select(place => asked.Fields[place])] };
                break;
            default:
                yield return InstrumentQuestions.AboutMe(document);
                break;
        }
    }

    /// <summary>Adds what was answered to the context; the caller saves.</summary>
    public static async Task Seal(Participation here, PlanWave wave, IReadOnlyDictionary<string, FieldAnswer> given, DateTimeOffset now, CancellationToken ct)
    {
        var (walk, answers) = (here.Walk, new GivenAnswers(given));
        foreach (var block in WaveBlock.Of(here.Plan.Latest, wave))
        {
            var pinned = Pinned(block, wave, walk.Documents);
            var picture = block.Kind == WaveBlockKind.Picture;
            var response = new Response
            {
                Id = Guid.CreateVersion7(now),
                OrganisationId = here.Member.OrganisationId,
                ProgrammeId = walk.Programme.Id,
                ParticipantId = here.Member.ParticipantId,
                InstrumentVersionId = pinned.VersionId,
                Wave = picture ? Waves.PictureIn(StudyWaves.Key(wave)) : StudyWaves.Key(wave),
                About = Guid.Empty,
                Answers = (picture ? Pictured(given) : answers).Packed(pinned.Document),
                Confidence = null,
                SealedAt = now,
                OfStudy = here.Study.Id,
            };
            walk.Db.Responses.Add(response);
            if (block.Kind == WaveBlockKind.Minds)
                walk.Db.AnswerTimes.Add(await Times(response, pinned.Document, wave, walk, ct));
        }
    }

    private static PinnedInstrument Pinned(WaveBlock block, PlanWave wave, ProgrammeDocuments documents) =>
        StudyWaves.Pinned(documents, wave).First(pinned => pinned.Document.Id == block.Instrument);

    private static GivenAnswers Pictured(IReadOnlyDictionary<string, FieldAnswer> given) => new(
        given.Where(entry => entry.Key.StartsWith(PicturePrefix, StringComparison.Ordinal)).ToDictionary(entry => entry.Key[PicturePrefix.Length..], entry => entry.Value));

    private static byte[] Seed(PlanWave wave, Walk walk) => ItemOrder.SeedOf(walk.Session.Id, StudyWaves.Key(wave));

    // The clock of these questions begins with the answer before the first of them; where there is none, the first has no time.
    private static async Task<AnswerTimes> Times(Response response, InstrumentDocument document, PlanWave wave, Walk walk, CancellationToken ct)
    {
        var key = StudyWaves.Key(wave);
        var saved = await walk.Db.Drafts.AsNoTracking().Where(d => d.SessionId == walk.Session.Id && d.StepKey == key).ToDictionaryAsync(d => d.Field, d => d.SavedAt, ct);
        List<DateTimeOffset?> at = [.. document.Items.Select(item => saved.TryGetValue(InstrumentQuestions.Name(document, item), out var time) ? time : (DateTimeOffset?)null)];
        var first = at.Min();
        var own = document.Items.Select(item => InstrumentQuestions.Name(document, item)).ToHashSet();
        var before = saved.Where(entry => !own.Contains(entry.Key) && entry.Value <= first).Select(entry => (DateTimeOffset?)entry.Value).Max();
        if (before is null && first is not null)
            at[at.IndexOf(first)] = null;
        return new AnswerTimes
        {
            ResponseId = response.Id,
            OrganisationId = response.OrganisationId,
            Seed = Seed(wave, walk),
            Tenths = AnswerPace.Pack(before ?? first ?? response.SealedAt, at),
        };
    }
}
