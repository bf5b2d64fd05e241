using Attune.App.Documents;
using Attune.App.People;
using Attune.App.Sessions;
using Attune.App.Studies.Conduct;
using Attune.App.Storage;
using Attune.App.Vault;

namespace Attune.App.Bots;

/// <summary>
/// A bot's browser: the requests a real one makes, each with a database context of its own, the person known by the
/// device's token alone.
/// </summary>
internal sealed class BotBrowser(Installation installation, DocumentShelf shelf, TimeProvider clock, string joinCode)
{
    private string? _token;
    private string _phrase = "";
    private PersonHere? _here;

    private PersonHere Here => _here ?? throw new InvalidOperationException("This browser knows nobody yet.");

    public async Task<Participant> Join(Guid consent, Guid joinKey, CancellationToken ct)
    {
        await using var db = installation.OpenDb();
        var request = new JoinProgramme.Request(joinCode, consent, joinKey, Agreed: true);
        var outcome = await JoinProgramme.Handle(request, db, installation.Keys(db), installation.Master, clock, ct);
        if (outcome is not JoinProgramme.Outcome.Joined joined)
            throw new InvalidOperationException($"A bot could not join: {outcome}.");
        (_token, _phrase) = (joined.Token, joined.Phrase);
        return joined.Participant;
    }

    /// <summary>Leaves this device and comes back on another with the four words.</summary>
    public async Task ComeBack(CancellationToken ct)
    {
        await using (var left = installation.OpenDb())
            await Devices.Leave(left, _token, clock, ct);
        await using var db = installation.OpenDb();
        var outcome = await ReturnWithPhrase.Handle(new ReturnWithPhrase.Request(joinCode, _phrase), db, installation.Master, clock, ct);
        _token = outcome is ReturnWithPhrase.Outcome.Welcome welcome
            ? welcome.Token
            : throw new InvalidOperationException("A bot's four words were not known.");
    }

    /// <summary>The page the person is at.</summary>
    public async Task<OpenStep.Outcome> Look(CancellationToken ct)
    {
        await Recognise(ct);
        string? key = null;
        for (var redirects = 0; redirects < 5; redirects++)
        {
            var outcome = await Ask((db, keys) => OpenStep.Handle(new OpenStep.Request(Here, key), db, shelf, keys, clock, ct));
            if (outcome is not OpenStep.Outcome.GoTo { Key: var next })
                return outcome;
            key = next;
        }

        throw new InvalidOperationException($"A bot was sent from page to page without end; the last was '{key}'.");
    }

    /// <summary>Where the person is in the study of the programme.</summary>
    public async Task<FindPlace.Outcome> Place(CancellationToken ct)
    {
        await Recognise(ct);
        return await Ask((db, keys) => FindPlace.Handle(new FindPlace.Request(Here), db, shelf, keys, installation.Master, clock, ct));
    }

    public Task<AnswerWave.Outcome> Answer(string wave, IReadOnlyDictionary<string, string> sent, CancellationToken ct) =>
        Ask((db, keys) => AnswerWave.Handle(
            new AnswerWave.Request(Here, wave, sent, LeaveOpen: true), db, shelf, keys, installation.Master, clock, ct));

    public Task<SaveAnswer.Outcome> Save(string step, Guid key, string field, string? value, CancellationToken ct) =>
        Ask((db, keys) => SaveAnswer.Handle(new SaveAnswer.Request(Here, step, key, field, value), db, shelf, keys, clock, ct));

    public Task<CompleteStep.Outcome> Complete(
        string step, Guid key, IReadOnlyDictionary<string, string> sent, bool leaveOpen, bool goOnWithout, CancellationToken ct) =>
        Ask((db, keys) => CompleteStep.Handle(
            new CompleteStep.Request(Here, step, key, sent, leaveOpen, goOnWithout), db, shelf, keys, clock, ct));

    public Task<PassStory.Outcome> Pass(string step, CancellationToken ct) =>
        Ask((db, keys) => PassStory.Handle(new PassStory.Request(Here, step), db, shelf, keys, clock, ct));

    private async Task Recognise(CancellationToken ct)
    {
        await using var door = installation.OpenDb();
        _here = await Devices.Find(door, _token, clock, ct) ?? throw new InvalidOperationException("A bot's device was not known.");
    }

    private async Task<T> Ask<T>(Func<AttuneDb, KeyRing, Task<T>> request)
    {
        await using var db = installation.OpenDb();
        db.Enter(Here.OrganisationId);
        return await request(db, installation.Keys(db));
    }
}
