using Attune.App.Documents;
using Attune.App.People;
using Attune.App.Sessions;
using Attune.App.Sessions.Kinds;
using Attune.App.Sessions.Screens;
using Attune.App.Storage;
using Attune.App.Studies.Plans;
using Attune.App.Vault;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Studies.Conduct;

/// <summary>
/// Seals the answers of a wave. After the first one chance gives the person an arm, in the same transaction: nobody has one
/// without having answered, and nobody has two.
/// </summary>
public static class AnswerWave
{
    /// <param name="Wave">The wave the page was about, by id.</param>
    /// <param name="Sent">The fields as the form sent them; they win over drafts.</param>
    /// <param name="LeaveOpen">The person was told what is still open and goes on all the same.</param>
    public sealed record Request(PersonHere Person, string Wave, IReadOnlyDictionary<string, string> Sent, bool LeaveOpen);

    public abstract record Outcome
    {
        private Outcome() { }

        /// <summary>Sealed now, or already before.</summary>
        public sealed record GoOn : Outcome;

        /// <summary>Nothing is sealed; what was given is kept as a draft.</summary>
        public sealed record Incomplete(
            IReadOnlyList<FieldProblem> Problems, IReadOnlyList<string> Open, IReadOnlyDictionary<string, FieldAnswer> Given) : Outcome;

        /// <summary>These questions are not asked of this person now: too early, too late, or the study has ended.</summary>
        public sealed record NotAsked : Outcome;
    }

    private const int Tries = 8;

    public static async Task<Outcome> Handle(
        Request request, AttuneDb db, DocumentShelf shelf, KeyRing keys, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await Try(request, db, shelf, keys, master, clock, ct) is { } outcome)
                return outcome;
            db.ChangeTracker.Clear(); // someone else was given an arm at the same moment
        }

        throw new DbUpdateException("An arm could not be given: others were given theirs at the same moment, again and again.");
    }

    private static async Task<Outcome?> Try(
        Request request, AttuneDb db, DocumentShelf shelf, KeyRing keys, MasterKey master, TimeProvider clock, CancellationToken ct)
    {
        if (await Participation.Load(db, shelf, request.Person, master, clock, ct) is not { } here)
            return new Outcome.NotAsked();
        if (here.Path.Answered.Contains(request.Wave))
            return new Outcome.GoOn();
        if (!here.Open || here.Path.Due is not { } wave || wave.Id != request.Wave)
            return new Outcome.NotAsked();

        var (walk, now, step) = (here.Walk, clock.GetUtcNow(), WaveStep.Of(wave));
        var screen = WavePage.ScreenOf(here.Plan.Latest, wave, walk);
        await walk.Arrive(step, now, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await walk.TakeTurn(step, ct))
            return new Outcome.GoOn(); // sealed a moment before, by a double tap or another tab
        if (!await StillAsks(here.Study, db, ct))
            return new Outcome.NotAsked(); // it was ended or opened a moment before: nothing comes in afterwards

        var answers = await Drafts.Read(walk, step.Key, keys, ct);
        foreach (var field in screen.Fields)
            if (request.Sent.TryGetValue(field.Name, out var sent))
                answers[field.Name] = FieldAnswer.Read(field, sent);
        var problems = screen.Fields.Select(field => field.Prevents(answers.GetValueOrDefault(field.Name))).OfType<FieldProblem>().ToList();
        List<string> open = [.. screen.Fields.OfType<NumberField>()
            .Where(field => !field.Required && answers.GetValueOrDefault(field.Name) is null or FieldAnswer.Cleared).Select(field => field.Name)];
        if (problems.Count > 0 || (open.Count > 0 && !request.LeaveOpen))
        {
            foreach (var field in screen.Fields)
                if (answers.TryGetValue(field.Name, out var given) && field.Refuses(given) is null)
                    await Drafts.Write(walk, step.Key, field.Name, given, keys, now, ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return new Outcome.Incomplete(problems, open, answers);
        }

        await WaveAnswers.Seal(here, wave, answers, now, ct);
        if (WavePage.AsksSide(here.Plan.Latest, wave))
            SideKind.Keep(walk, new GivenAnswers(answers));
        if (WavePage.GuessOf(here.Plan.Latest, new GivenAnswers(answers)) is { } guess)
            here.Member.Guessed(guess);
        (await db.StepVisits.SingleAsync(v => v.SessionId == walk.Session.Id && v.StepKey == step.Key, ct)).Finish(now, wentOnWithout: false);
        if (wave == here.Plan.Latest.Waves[0])
            await Enter(here, new GivenAnswers(answers), db, master, now, ct);
        else if ((here.Path with { Answered = here.Path.Answered.Append(wave.Id).ToHashSet() }).AllAsked)
            here.Member.BeginEarly(here.Path.Today);
        if (!await db.TrySave(ct))
            return null;
        await Drafts.Clear(walk, step.Key, ct);
        await transaction.CommitAsync(ct);
        return new Outcome.GoOn();
    }

    // Holds the study until this is saved, so that an answer comes before its end or not at all.
    private static async Task<bool> StillAsks(Study study, AttuneDb db, CancellationToken ct) =>
        await db.Studies.Where(s => s.Id == study.Id && s.StoppedAt == null && s.OpenedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.HelpAt, s => s.HelpAt), ct) == 1;

    private static async Task Enter(Participation here, GivenAnswers answers, AttuneDb db, MasterKey master, DateTimeOffset now, CancellationToken ct)
    {
        var plan = here.Plan.Latest;
        if (here.Plan.First.Allocation is not { } allocation)
        {
            here.Member.Enter(now, "", null, here.Path.PractisesFrom(plan.Arms[0].Id));
            return;
        }

        var book = await AllocationBook.Load(db, here.Study, here.Plan, master, ct);
        if (plan.Conduct!.Clusters is { Count: > 0 } clusters)
        {
            var place = answers.Number(WavePage.ClusterField)!.Value;
            var (theirs, given) = book.Cluster(place);
            here.Member.Enter(now, "", theirs, here.Path.PractisesFrom(given), clusters[place]);
            return;
        }

        string[] levels = [.. allocation.Factors.Select((factor, place) => factor.Levels[answers.Number(WavePage.FactorField(place))!.Value])];
        var (label, arm) = book.Enrol(here.Member.Subject, levels, now);
        here.Member.Enter(now, string.Join('|', levels), label, here.Path.PractisesFrom(arm));
    }
}
