using Attune.App.Documents;
using Attune.App.Helping;
using Attune.App.Programmes;
using Attune.App.Studies.Conduct;
using Attune.App.Studies.Drafting;
using Attune.App.Studies.Plans;
using Microsoft.EntityFrameworkCore;

namespace Attune.App.Bots;

/// <summary>
/// Carries a plan out before it starts: simulated people join a programme of their own, are given their arms, answer in the
/// plan's windows, and the report is made of what they answered. Its title says on every page that nobody was there.
/// </summary>
public static class RehearseStudy
{
    /// <summary>Stands before the title of the plan, and so on everything that is made of it.</summary>
    public const string Label = "Rehearsal with simulated people: ";

    public const int MostPeople = 1_000;

    private const int UsualPeople = 40;

    /// <param name="Plan">The text of a study.json that says how it is run in a programme.</param>
    /// <param name="People">Null for as many as the plan expects.</param>
    public sealed record Request(string Plan, string Practice, int? People, int Seed);

    public abstract record Outcome
    {
        private Outcome() { }

        /// <param name="Answered">How many answered each wave, by the simulated people's own account.</param>
        public sealed record Rehearsed(ReportStudy.Outcome.Made Made, int People, int Finished, IReadOnlyDictionary<string, int> Answered) : Outcome;

        /// <summary>It went through, and there is no report of so few.</summary>
        public sealed record NothingToReport(IReadOnlyList<Studies.Runs.DataProblem> Problems) : Outcome;

        public sealed record NoSuchPractice(IReadOnlyList<string> Known) : Outcome;

        public sealed record PeopleOutOfRange(int Most) : Outcome;

        public sealed record Wrong(IReadOnlyList<PlanProblem> Problems) : Outcome;
    }

    /// <param name="installation">One that holds nothing else.</param>
    public static async Task<Outcome> Handle(Request request, Installation installation, TimeProvider clock, CancellationToken ct)
    {
        if (installation.Library.Practice(request.Practice) is not { } practice)
            return new Outcome.NoSuchPractice([.. installation.Library.Practices.Select(known => known.Id)]);
        var reading = StudyPlanReader.Read(request.Plan, CheckPlan.File);
        if (reading.Plan is not { } plan)
            return new Outcome.Wrong(reading.Problems);
        if (plan.Conduct is not { } conduct)
            return new Outcome.Wrong([new PlanProblem(CheckPlan.File, "conduct", "expected \"conduct\": only a study that is run in a programme can be rehearsed")]);
        var people = request.People ?? plan.Size?.People ?? (int?)(plan.Size?.Clusters * plan.Size?.PerCluster) ?? UsualPeople;
        if (people is < 1 or > MostPeople)
            return new Outcome.PeopleOutOfRange(MostPeople);

        var (time, shelf) = (new BotClock(clock.GetUtcNow()), new DocumentShelf());
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var lastJoin = conduct.Opens.AddDays(-(plan.Waves[^1].ClosesDay ?? 0) - 1);
        if (lastJoin < today)
            return new Outcome.Wrong([new PlanProblem(CheckPlan.File, "conduct.opens", $"expected {today.AddDays((plan.Waves[^1].ClosesDay ?? 0) + 1):yyyy-MM-dd} or later: somebody who joins today could still answer until then")]);

        var organisation = await SimulatedProgramme.MakeOrganisation("Simulated people (rehearsal)", installation, time, ct);
        if (await SimulatedProgramme.Make($"{practice.Title} (simulated)", practice, organisation, today, lastJoin, installation, shelf, time, ct) is CreateProgramme.Outcome.Refused refused)
            return new Outcome.Wrong([.. refused.Problems.Select(problem => new PlanProblem(practice.Id, "", problem.ToString()))]);
        if (await Lock(request.Plan, plan.Title, organisation.Id, installation, shelf, time, ct) is { Count: > 0 } problems)
            return new Outcome.Wrong(problems);
        return await Walk(request.Seed, people, conduct, organisation.Id, installation, shelf, time, ct);
    }

    private static async Task<IReadOnlyList<PlanProblem>> Lock(
        string text, string title, Guid organisation, Installation installation, DocumentShelf shelf, BotClock time, CancellationToken ct)
    {
        await using var db = installation.OpenDb();
        db.Enter(organisation);
        var programme = await db.Programmes.Select(p => p.Id).SingleAsync(ct);
        var draft = PlanText.Parse(text);
        draft["title"] = Label + title;
        if (await KeepDraft.Handle(new KeepDraft.Request(programme, PlanText.Write(draft)), db, time, ct) is KeepDraft.Outcome.NotAPlan { Expected: var expected })
            return [new PlanProblem(CheckPlan.File, "", expected)];
        await ApproveHelping.Handle(new ApproveHelping.Request(programme, Steward: null), db, shelf, installation.Master, time, ct);
        if (await LockStudy.Handle(new LockStudy.Request(programme, "Rehearsal"), db, shelf, installation.Library, installation.Master, time, ct) is LockStudy.Outcome.Wrong wrong)
            return wrong.Problems;
        await ChangeState.Handle(new ChangeState.Request(programme, ChangeState.Step.Open), db, time, ct);
        return [];
    }

    private static async Task<Outcome> Walk(
        int seed, int people, PlanConduct conduct, Guid organisation, Installation installation, DocumentShelf shelf, BotClock time, CancellationToken ct)
    {
        await using var db = installation.OpenDb();
        db.Enter(organisation);
        var programme = await db.Programmes.AsNoTracking().SingleAsync(ct);
        var walked = (WalkStudy.Outcome.Walked)await WalkStudy.Handle(new WalkStudy.Request(programme.JoinCode, people, seed), installation, time, time.Advance, ct);
        await On(conduct.Opens, context => OpenOutcomes.Handle(programme.Id, context, installation.Master, time, ct));
        await On(conduct.Unmasks, context => UnmaskArms.Handle(programme.Id, context, installation.Master, time, ct));
        return await ReportStudy.Handle(programme.Id, db, shelf, installation.Master, time, asFile: false, ct) switch
        {
            ReportStudy.Outcome.Made made => new Outcome.Rehearsed(made, people, walked.Finished, walked.Answered),
            ReportStudy.Outcome.NotPossible { Problems: var problems } => new Outcome.NothingToReport(problems),
            var other => throw new InvalidOperationException($"A rehearsal came to its end and has no report: {other}."),
        };

        async Task On<T>(DateOnly day, Func<Storage.AttuneDb, Task<T>> then)
        {
            var left = day.DayNumber - DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).DayNumber;
            time.Advance(TimeSpan.FromDays(Math.Max(0, left)));
            await using var context = installation.OpenDb();
            context.Enter(organisation);
            await then(context);
        }
    }
}
