using Attune.App.Bots;
using Attune.App.Documents;
using Attune.App.Reports;
using Attune.App.Sessions.Screens;
using Attune.Tests.Reports;
using Attune.Tests.Storage;

namespace Attune.Tests.Bots;

public sealed class WalkReportTests
{
    private static readonly string[] Concern = ["moved", "sympathetic", "tender", "warm", "soft-hearted", "compassionate"];
    private static readonly string[] Distress = ["alarmed", "upset", "worried", "disturbed", "distressed", "troubled"];
    private const int LeastAnswered = 4;

    [Theory]
    [InlineData(Databases.Sqlite, 200)]
    [InlineData(Databases.Postgres, 30)]
    public async Task The_report_of_a_walk_says_what_the_bots_say_they_answered(string database, int people)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var install = await TestInstall.Create(database);
        var walked = (await WalkPractice.Handle(
            new WalkPractice.Request("story-exchange", people, 1, "Simulated people", "Walk"), install.Installation, install.Clock, null, ct))
            .ShouldBeOfType<WalkPractice.Outcome.Walked>();
        await using var db = install.Db(walked.Organisation.Id);

        var report = (await MakeReport.Handle(walked.Programme, db, new DocumentShelf(), install.Installation.Master, install.Clock, ct))
            .ShouldBeOfType<MakeReport.Outcome.Made>().Report;

        report.Flow.Joined.ShouldBe(walked.People.Count);
        foreach (var (scale, items) in new[] { ("concern", Concern), ("distress", Distress) })
        {
            var scores = walked.People
                .Select(bot => (Before: Score(bot, "before", items), After: Score(bot, "after", items)))
                .Where(both => both.Before is not null && both.After is not null)
                .Select(both => (Before: both.Before!.Value, After: both.After!.Value)).ToList();
            var changes = scores.Select(both => both.After - both.Before).ToList();
            var figures = report.Scale(scale).Figures.Shown();
            scores.Count.ShouldBeInRange((int)figures.People.From, (int)figures.People.To);
            var digits = figures.People.IsEveryone ? ByHand.Exact * 10 : ByHand.TwoDecimals;
            figures.MeanBefore.ShouldBe(scores.Average(both => both.Before), digits);
            figures.MeanAfter.ShouldBe(scores.Average(both => both.After), digits);
            figures.MeanChange.ShouldBe(changes.Average(), digits);
            // The half-width of the interval over the standard error is the t quantile: 1.96 and a little for so many people.
            var half = (figures.Interval.Shown().High - figures.Interval.Shown().Low) / 2;
            (half / (ByHand.Sd(changes) / Math.Sqrt(changes.Count))).ShouldBeInRange(1.96, 2.1);
        }
    }

    private static double? Score(BotRecord bot, string step, string[] items)
    {
        var given = items.Select(item => Number(bot, step, "concern-distress-state." + item)).OfType<int>().ToList();
        return given.Count < LeastAnswered ? null : given.Average();
    }

    private static int? Number(BotRecord bot, string step, string field) =>
        (bot.Given.FirstOrDefault(answer => answer.Step == step && answer.Field == field)?.Answer as FieldAnswer.Number)?.Value;
}
