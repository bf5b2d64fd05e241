using Attune.App.Documents;
using Attune.App.Programmes;
using Attune.App.Storage;
using Attune.App.Studies.Conduct;
using Attune.App.Studies.Plans;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Bots;

/// <summary>
/// Sends bots through a study: they join the programme by its code, answer what they are asked in its windows, wait, and go
/// through the practice when it is theirs. Whoever went through the practice has changed by then; who waits has not.
/// </summary>
public static class WalkStudy
{
    /// <param name="Silent">The part of people who never answer after the first questions.</param>
    public sealed record Request(string JoinCode, int People, int Seed, double Leaving = 0, double Silent = 0.1);

    public abstract record Outcome
    {
        private Outcome() { }

        /// <param name="Answered">How many answered each wave, by the bots' own account.</param>
        public sealed record Walked(int Finished, IReadOnlyDictionary<string, int> Answered) : Outcome;

        /// <summary>There is no such programme that is open, or no study is run in it.</summary>
        public sealed record NoStudy : Outcome;
    }

    private const int MostRoundsADay = 200;

    /// <param name="advance">Moves <paramref name="clock"/>: weeks pass in it.</param>
    public static async Task<Outcome> Handle(
        Request request, Installation installation, TimeProvider clock, Action<TimeSpan> advance, CancellationToken ct)
    {
        await using var db = installation.OpenDb();
        if (await db.ProgrammeByCode(request.JoinCode, ct) is not { State: ProgrammeState.Open } programme)
            return new Outcome.NoStudy();
        db.Enter(programme.OrganisationId);
        if (await db.Studies.AsNoTracking().SingleOrDefaultAsync(s => s.ProgrammeId == programme.Id && s.RunsHere, ct) is not { } study)
            return new Outcome.NoStudy();
        var plan = (await LockedPlan.Load(db, study, installation.Master, ct)).Latest;
        var consent = await db.ConsentVersions.Where(v => v.ProgrammeId == programme.Id).OrderByDescending(v => v.Number).Select(v => v.Id).FirstAsync(ct);

        var (chance, shelf) = (new BotChance(request.Seed).For("study"), new DocumentShelf());
        var company = new BotCompany(request.People, chance, new QuestionScales(installation.Library.Instruments), request.Leaving);
        var bots = company.People.Select(person =>
        {
            var (mind, browser) = (new BotMind(person, company), new BotBrowser(installation, shelf, clock, request.JoinCode));
            return new StudyBot(new Bot(person, mind, browser, clock), mind, browser, request.Silent);
        }).ToList();
        foreach (var bot in bots)
        {
            advance(TimeSpan.FromSeconds(1));
            await bot.Join(consent, ct);
        }

        var passed = 0;
        foreach (var day in Days(plan))
        {
            advance(TimeSpan.FromDays(day - passed));
            passed = day;
            if (day > 0)
                foreach (var bot in bots)
                    await bot.ComeBack(ct);
            await Spend(bots, chance.For(day).Draws(), advance, ct);
        }

        return new Outcome.Walked(bots.Count(bot => bot.State == BotState.Finished),
            plan.Waves.ToDictionary(wave => wave.Id, wave => bots.Count(bot => bot.Answered.Contains(wave.Id))));
    }

    // The days on which something is asked or begins; what lies between is waiting.
    private static IEnumerable<int> Days(StudyPlan plan) =>
        plan.Waves.Skip(1).SelectMany(wave => new[] { wave.OpensDay!.Value, wave.ClosesDay!.Value })
            .Append(0).Append(plan.Waves[^1].ClosesDay!.Value + 1).Distinct().Order();

    private static async Task Spend(List<StudyBot> bots, Random draws, Action<TimeSpan> advance, CancellationToken ct)
    {
        var order = bots.ToArray();
        var still = 0;
        for (var round = 0; round < MostRoundsADay && still < 20; round++) // whoever waits for another goes on after a while
        {
            draws.Shuffle(order);
            var moved = false;
            foreach (var bot in order)
                moved |= await bot.Visit(ct);
            still = moved ? 0 : still + 1;
            advance(TimeSpan.FromMinutes(2));
            if (!moved && bots.TrueForAll(bot => bot.State != BotState.OnTheWay))
                return;
        }
    }
}
