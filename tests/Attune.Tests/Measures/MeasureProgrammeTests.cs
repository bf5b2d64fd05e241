using Attune.App.Bots;
using Attune.App.Documents;
using Attune.App.Instruments;
using Attune.App.Measures;
using Attune.App.Sessions.Screens;
using Attune.App.Stories;
using Attune.Tests.Bots;
using Attune.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Attune.Tests.Measures;

/// <summary>Bots walk the practice that asks for everything; what is measured is worked out again from what they say they answered.</summary>
public sealed class MeasureProgrammeTests
{
    private const int Bots = 12;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Bots_come_through_the_practice_that_asks_for_everything(string database)
    {
        await using var install = await TestInstall.Create(database);
        var walked = await Room.Walk(install, people: 4, practice: "two-sides");
        await using var db = install.Db(walked.Organisation.Id);

        var measured = (await MeasureProgramme.Handle(walked.Programme, db, new DocumentShelf(), install.Installation.Master, install.Clock, Ct)).ShouldBeOfType<MeasureProgramme.Outcome.Measured>().People;

        measured.Of("granted-complex", "before").OfType<double>().ShouldNotBeEmpty();
        measured.Of("gap-regard", "before").ShouldAllBe(gap => gap == null); // of four people no side has five
    }

    [Fact]
    public async Task Every_measured_difference_follows_from_what_people_answered()
    {
        await using var install = await TestInstall.Create(Databases.Sqlite);
        var walked = await Room.Walk(install, Bots, seed: 3, practice: "two-sides");
        walked.People.ShouldAllBe(person => person.State == BotState.Finished);
        await using var db = install.Db(walked.Organisation.Id);

        var outcome = await MeasureProgramme.Handle(walked.Programme, db, new DocumentShelf(), install.Installation.Master, install.Clock, Ct);

        var measured = outcome.ShouldBeOfType<MeasureProgramme.Outcome.Measured>().People;
        var people = measured.People.Select(person => walked.People.Single(bot => bot.Participant == person.Participant)).ToList();
        Gaps(people, measured);
        Granted(people, measured, install);
        Helped(people, measured);
        await Traces(measured, db);
        var page = await File.ReadAllTextAsync(RepositoryFiles.In("docs", "reference", "measures.md"), Ct);
        foreach (var (place, column) in measured.Columns.Index())
            page.ShouldContain($"`{column.Id}`");
        foreach (var (place, column) in measured.Columns.Index())
            measured.People.Select(person => person.Values[place]).OfType<double>()
                .ShouldAllBe(value => value >= column.Lowest && value <= column.Highest, column.Name);
    }

    private static void Gaps(IReadOnlyList<BotRecord> people, MeasuredPeople measured)
    {
        string[] items = ["decent", "listen", "rules", "harm-wished"];
        double? Score(BotRecord bot, string step)
        {
            var given = items.Select(item => (item, Value: Number(bot, step, $"picture-of-them.{item}"))).Where(entry => entry.Value is not null)
                .Select(entry => entry.item == "harm-wished" ? 8 - entry.Value!.Value : entry.Value!.Value).ToList();
            return given.Count >= 3 ? given.Average() : null;
        }

        var sides = people.ToDictionary(bot => bot.Number, bot => Number(bot, "side", "side"));
        foreach (var wave in new[] { "before", "after" })
        {
            double? Mean(int side) => people.Where(bot => sides[bot.Number] == side).Select(bot => Score(bot, wave)).OfType<double>().ToList() is { Count: >= 5 } own ? own.Average() : null;
            var means = new Dictionary<double, double?> { [1] = Mean(2), [2] = Mean(1) };
            var expected = people.Select(bot => sides[bot.Number] is { } side ? Score(bot, $"picture-{wave}") - means[side] : null).ToList();

            expected.OfType<double>().Count().ShouldBeGreaterThanOrEqualTo(2);
            Same(measured.Of("gap-regard", wave), expected);
            Same(measured.Of("gap-regard-size", wave), expected.Select(gap => gap is { } value ? Math.Abs(value) : (double?)null));
            Same(measured.Of("own-regard", wave), people.Select(bot => Score(bot, wave)));
        }
    }

    private static void Granted(IReadOnlyList<BotRecord> people, MeasuredPeople measured, TestInstall install)
    {
        var instrument = install.Installation.Library.Instrument("minds")!;
        foreach (var scale in instrument.Scales)
        {
            Same(measured.Of($"granted-{scale.Id}", "after"), people.Select(bot =>
            {
                var given = scale.Items.Select(item => Number(bot, "minds-after", $"minds.{item}")).OfType<double>().ToList();
                return given.Count >= scale.MinimumAnswered ? given.Average() : (double?)null;
            }));
        }
    }

    private static void Helped(IReadOnlyList<BotRecord> people, MeasuredPeople measured)
    {
        var helped = measured.Of("helped", "after").ToList();
        var hard = measured.Of("leaving-hard", "after").ToList();

        helped.OfType<double>().Distinct().Order().ShouldBe([0, 1]);
        hard.OfType<double>().Distinct().Order().ShouldBe([0, 1]);
        foreach (var (bot, place) in people.Select((bot, place) => (bot, place)))
        {
            var shown = bot.Steps.Any(step => step.Step == "help");
            var leftOut = Number(bot, "debrief", "use") == 2;
            var wrote = bot.Given.Any(given => given is { Step: "help", Answer: FieldAnswer.Words });
            helped[place].ShouldBe(shown && !leftOut ? wrote ? 1.0 : 0.0 : null);
            bot.Steps.Any(step => step.Step == "debrief").ShouldBe(shown);
            if (!leftOut)
                bot.Steps.Any(step => step.Step == "stay").ShouldBe(shown && !wrote && hard[place] == 1);
        }

        // What is written reaches whoever asked.
        people.Count(bot => bot.Steps.Any(step => step.Step == "reply"))
            .ShouldBe(people.Count(bot => bot.Given.Any(given => given is { Step: "help", Answer: FieldAnswer.Words })));
    }

    private static async Task Traces(MeasuredPeople measured, App.Storage.AttuneDb db)
    {
        var matches = await db.Matches.AsNoTracking().ToListAsync(Ct);
        var ratings = await db.ParagraphRatings.AsNoTracking().ToDictionaryAsync(rating => (rating.StoryId, rating.RaterId), rating => rating.Ratings(), Ct);
        Same(measured.Of("trace-distance", "after"), measured.People.Select(person =>
        {
            var distances = matches
                .Where(match => match.ListenerId == person.Participant && ratings.ContainsKey((match.StoryId, match.ListenerId)))
                .Select(match => ratings[(match.StoryId, match.TellerId)].Zip(ratings[(match.StoryId, match.ListenerId)])
                    .Where(pair => pair is { First: not null, Second: not null }).Select(pair => Math.Pow(pair.First!.Value - pair.Second!.Value, 2)).ToList())
                .Where(squares => squares.Count > 0).Select(squares => Math.Sqrt(squares.Average())).ToList();
            return distances.Count > 0 ? distances.Average() : (double?)null;
        }));
    }

    private static double? Number(BotRecord bot, string step, string field) =>
        bot.Given.LastOrDefault(given => given.Step == step && given.Field == field)?.Answer is FieldAnswer.Number { Value: var value } ? value : null;

    private static void Same(IEnumerable<double?> found, IEnumerable<double?> expected)
    {
        var (one, other) = (found.ToList(), expected.ToList());
        one.Count.ShouldBe(other.Count);
        for (var place = 0; place < one.Count; place++)
        {
            one[place].HasValue.ShouldBe(other[place].HasValue, $"person {place + 1}");
            if (one[place] is { } value)
                value.ShouldBe(other[place]!.Value, 1e-9, $"person {place + 1}");
        }
    }
}
