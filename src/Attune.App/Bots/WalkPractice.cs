using Attune.App.Content;
using Attune.App.Documents;
using Attune.App.Helping;
using Attune.App.Organisations;
using Attune.App.Practices;
using Attune.App.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Bots;

/// <summary>
/// Sends bots through a practice in an organisation and a programme of their own, both marked as simulated, and closes
/// it. Nothing here knows any practice: whoever writes one sees at once whether people come through it.
/// </summary>
public static class WalkPractice
{
    public const int MostPeople = 5_000;

    /// <param name="Seed">The same seed gives the same people, the same order and the same answers.</param>
    /// <param name="Leaving">The part of people who go half-way and do not come back.</param>
    public sealed record Request(string Practice, int People, int Seed, string Organisation, string Programme, double Leaving = 0.05);

    public abstract record Outcome
    {
        private Outcome() { }

        /// <param name="People">What every bot did, by its own account.</param>
        public sealed record Walked(
            Organisation Organisation, Guid Programme, PracticeDocument Practice, int Seed, IReadOnlyList<BotRecord> People) : Outcome
        {
            /// <summary>How often each step of the practice came to each end, in the practice's order.</summary>
            public IReadOnlyList<BotStepCount> Steps =>
                [.. Practice.Steps.Select(step => BotStepCount.Of(step, People.SelectMany(person => person.Steps)))];
        }

        /// <param name="Known">The practices there are.</param>
        public sealed record NoSuchPractice(IReadOnlyList<string> Known) : Outcome;

        public sealed record PeopleOutOfRange(int Most) : Outcome;

        /// <summary>The practice cannot be made into a programme as it stands.</summary>
        public sealed record Refused(IReadOnlyList<ProgrammeProblem> Problems) : Outcome;

        /// <summary>The room stood still; the programme is left open, to be looked at.</summary>
        public sealed record Stuck(Organisation Organisation, Guid Programme, int Seed, IReadOnlyList<string> Waiting) : Outcome;
    }

    /// <param name="clock">The walk lies in the day before its now, so that nothing is dated in the future.</param>
    public static async Task<Outcome> Handle(
        Request request, Installation installation, TimeProvider clock, IProgress<double>? progress, CancellationToken ct)
    {
        if (installation.Library.Practice(request.Practice) is not { } practice)
            return new Outcome.NoSuchPractice([.. installation.Library.Practices.Select(known => known.Id)]);
        if (request.People is < 1 or > MostPeople)
            return new Outcome.PeopleOutOfRange(MostPeople);

        var (chance, shelf) = (new BotChance(request.Seed).For("walk"), new DocumentShelf());
        var time = new BotClock(clock.GetUtcNow().AddDays(-1));
        var organisation = await SimulatedProgramme.MakeOrganisation(request.Organisation, installation, time, ct);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (await SimulatedProgramme.Make(request.Programme, practice, organisation, today, today.AddDays(1), installation, shelf, time, ct) is CreateProgramme.Outcome.Refused refused)
            return new Outcome.Refused(refused.Problems);
        var (programme, consent) = await OpenIt(organisation, installation, shelf, time, ct);

        var company = new BotCompany(request.People, chance, new QuestionScales(installation.Library.Instruments), request.Leaving);
        var bots = company.People.Select(person => new Bot(
            person, new BotMind(person, company), new BotBrowser(installation, shelf, time, programme.JoinCode), time)).ToList();
        var room = new BotRoom(
            bots, new BotSteward(installation, shelf, time, programme), time, consent, practice.Steps.Count, chance.For("room").Draws());
        var waiting = await room.Walk(progress, ct);
        if (waiting.Count > 0)
            return new Outcome.Stuck(organisation, programme.Id, request.Seed, waiting);

        await Close(programme, installation, time, ct);
        return new Outcome.Walked(organisation, programme.Id, practice, request.Seed, [.. bots.Select(bot => bot.Record)]);
    }

    private static async Task<(Programme Programme, Guid Consent)> OpenIt(
        Organisation organisation, Installation installation, DocumentShelf shelf, TimeProvider clock, CancellationToken ct)
    {
        await using var db = installation.OpenDb();
        db.Enter(organisation.Id);
        var programme = await db.Programmes.SingleAsync(ct);
        await ApproveHelping.Handle(new ApproveHelping.Request(programme.Id, Steward: null), db, shelf, installation.Master, clock, ct);
        await ChangeState.Handle(new ChangeState.Request(programme.Id, ChangeState.Step.Open), db, clock, ct);
        return (programme, await db.ConsentVersions.Where(version => version.ProgrammeId == programme.Id).Select(version => version.Id).SingleAsync(ct));
    }

    private static async Task Close(Programme programme, Installation installation, TimeProvider clock, CancellationToken ct)
    {
        await using var db = installation.OpenDb();
        db.Enter(programme.OrganisationId);
        await ChangeState.Handle(new ChangeState.Request(programme.Id, ChangeState.Step.Close), db, clock, ct);
    }
}
