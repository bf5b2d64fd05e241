using Attune.App.Instruments;
using Attune.App.Measures;
using Attune.App.Practices;
using Attune.App.Programmes;
using Attune.App.Sessions.Screens;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Sessions.Kinds;

/// <summary>An instrument about a named other, its items in an order drawn for each person, with the time each answer took.</summary>
internal sealed class MindsKind : IStepKind
{
    public string Name => "minds";

    public StepSubject SubjectOf(PracticeStep step) => StepSubject.Once;

    public IEnumerable<Asked> Asks(PracticeStep step, ProgrammeDocuments documents) =>
        [new(documents.Named(step.Option("instrument")!), step.Option("wave")!, AskedFor.State)];

    public Task<Screen> Show(StepScene scene, CancellationToken ct)
    {
        var asked = InstrumentQuestions.AboutMe(scene.NamedInstrument.Document);
        var order = ItemOrder.Of(Seed(scene), asked.Fields.Count);
        return Task.FromResult(new Screen(
            new ScreenPart.Named(scene.Step.Option("who")!),
            asked with { Fields = [.. order.Select(place => asked.Fields[place])] }));
    }

    public async Task Seal(StepScene scene, GivenAnswers answers, CancellationToken ct)
    {
        var instrument = scene.NamedInstrument;
        var response = scene.Keep(instrument, scene.Step.Option("wave")!, Guid.Empty, answers.Packed(instrument.Document));
        var saved = await scene.Db.Drafts.AsNoTracking()
            .Where(d => d.SessionId == scene.Walk.Session.Id && d.StepKey == scene.Instance.Key)
            .ToDictionaryAsync(d => d.Field, d => d.SavedAt, ct);
        var since = scene.Walk.Visits.GetValueOrDefault(scene.Instance.Key)?.OpenedAt ?? scene.Now;
        scene.Db.AnswerTimes.Add(new AnswerTimes
        {
            ResponseId = response.Id,
            OrganisationId = response.OrganisationId,
            Seed = Seed(scene),
            Tenths = AnswerPace.Pack(since, [.. instrument.Document.Items.Select(item => SavedAt(instrument.Document, item, saved))]),
        });
    }

    private static DateTimeOffset? SavedAt(InstrumentDocument instrument, InstrumentItem item, Dictionary<string, DateTimeOffset> saved) =>
        saved.TryGetValue(InstrumentQuestions.Name(instrument, item), out var at) ? at : null;

    private static byte[] Seed(StepScene scene) => ItemOrder.SeedOf(scene.Walk.Session.Id, scene.Instance.Key);
}
