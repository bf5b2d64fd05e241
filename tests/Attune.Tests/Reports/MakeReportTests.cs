using Attune.App.Instruments;
using Attune.App.Matching;
using Attune.App.Reports;
using Attune.App.Responses;
using Attune.Tests.Storage;

namespace Attune.Tests.Reports;

public sealed class MakeReportTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Change_equals_what_a_few_independent_lines_make_of_the_rows(string database)
    {
        await using var room = await ReportRoom.Create(database);
        int[] before = [2, 3, 4, 2, 5, 3, 4, 6, 2, 3, 4, 5], after = [4, 3, 5, 4, 6, 2, 6, 7, 4, 3, 6, 5];
        foreach (var (person, i) in room.People(12).Select((person, i) => (person, i)))
        {
            room.Feel(person, Waves.Before, before[i], distress: 3);
            room.Feel(person, Waves.After, after[i], distress: 3 + i % 2);
        }

        var report = await room.Report();

        var figures = report.Scale("concern").Figures.Shown();
        var (mean, low, high) = ByHand.Mean([.. after.Zip(before, (a, b) => (double)(a - b))]);
        figures.People.ShouldBe(ByHand.All(12));
        figures.MeanBefore.ShouldBe(before.Average(), ByHand.Exact);
        figures.MeanAfter.ShouldBe(after.Average(), ByHand.Exact);
        figures.MeanChange.ShouldBe(mean, ByHand.Exact);
        figures.Interval.Shown().Low.ShouldBe(low, ByHand.Table);
        figures.Interval.Shown().High.ShouldBe(high, ByHand.Table);
        figures.Reading.ShouldBe(ChangeReading.Higher);
        // J(11) = Γ(5.5) / (√5.5 Γ(5)), with Γ(5.5) = 52.34277778455352 from a table.
        var j = 52.34277778455352 / (Math.Sqrt(5.5) * 24);
        double s1 = ByHand.Sd([.. before.Select(b => (double)b)]), s2 = ByHand.Sd([.. after.Select(a => (double)a)]);
        figures.HedgesG.Shown().G.ShouldBe(j * mean / Math.Sqrt((s1 * s1 + s2 * s2) / 2), ByHand.Table);
        // A rise of one point in every other person: five or more went up, more than four stayed, nobody went down.
        report.Scale("distress").Figures.Shown().Directions.ShouldBe(new DirectionCounts(6, 6, 0, null));
        report.Flow.Both.ShouldBe(12);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_score_with_too_few_answers_is_missing_and_a_few_open_items_are_not(string database)
    {
        await using var room = await ReportRoom.Create(database);
        var scores = new List<(double Before, double After)>();
        foreach (var (person, i) in room.People(7).Select((person, i) => (person, i)))
        {
            int?[] answers = [2, 1, 3, 1, 4, 1, 5, 1, 6, 1, 7 - i, 1];
            room.Respond(person, ReportRoom.State, Waves.Before, answers);
            answers[0] = null;
            answers[2] = null;
            answers[4] = i == 0 ? null : 7; // the first person answers three of six words of concern: no score
            room.Respond(person, ReportRoom.State, Waves.After, answers);
            if (i > 0)
                scores.Add(((2 + 3 + 4 + 5 + 6 + 7 - i) / 6.0, (7 + 5 + 6 + 7 - i) / 4.0));
        }

        var report = await room.Report();

        var figures = report.Scale("concern").Figures.Shown();
        var (mean, low, high) = ByHand.Mean([.. scores.Select(score => score.After - score.Before)]);
        figures.People.ShouldBe(new Headcount(Came: 7, From: 5, To: 6));
        figures.MeanChange.ShouldBe(mean, ByHand.TwoDecimals);
        figures.Interval.Shown().Low.ShouldBeInRange(low - 0.01, low + ByHand.Table); // rounded outwards
        figures.Interval.Shown().High.ShouldBeInRange(high - ByHand.Table, high + 0.01);
        report.Scale("distress").Figures.Shown().People.ShouldBe(ByHand.All(7));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Alpha_is_that_of_the_textbook_over_people_who_answered_every_item(string database)
    {
        await using var room = await ReportRoom.Create(database);
        var rows = new List<double[]>();
        foreach (var (person, i) in room.People(8).Select((person, i) => (person, i)))
        {
            int?[] answers = [.. Enumerable.Range(0, 7).Select(item => (int?)(1 + (i * (item + 2) + item) % 7))];
            if (i == 3)
                answers[3] = null;
            else
                rows.Add([answers[0]!.Value, answers[3]!.Value, 8 - answers[6]!.Value]); // the last is turned round
            room.Respond(person, "conditions", Waves.After, answers);
        }

        var report = await room.Report();

        var alpha = report.Reliabilities.Single(reliability => reliability.Scale.Id == "safe").Figures.Shown();
        alpha.People.ShouldBe(new Headcount(Came: 8, From: 5, To: 7));
        alpha.Alpha.ShouldBe(ByHand.Alpha(rows), ByHand.TwoDecimals);
        alpha.Interval.Contains(alpha.Alpha).ShouldBeTrue();
        report.Levels.Single(level => level.Scale.Id == "safe").Figures.Shown().People.ShouldBe(ByHand.All(8));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_teller_with_two_reflections_counts_once_and_averaged(string database)
    {
        await using var room = await ReportRoom.Create(database);
        var people = room.People(7);
        var means = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            var story = room.Tell(people[i]);
            var first = room.Give(story, people[i + 1]);
            room.Respond(people[i], ReportRoom.Understood, Waves.Understood, [1 + i, 4, 3, 5, 7], first.Id);
            var score = (1 + i + 4 + (8 - 3) + 5 + 7) / 5.0;
            if (i == 0)
            {
                var second = room.Give(story, people[6]);
                room.Respond(people[i], ReportRoom.Understood, Waves.Understood, [1, 1, 7, 1, 1], second.Id);
                score = (score + 1) / 2;
            }

            means.Add(score);
        }

        var report = await room.Report();

        var understood = report.Understood.ShouldHaveSingleItem().Figures.Shown();
        var (mean, low, high) = ByHand.Mean(means);
        understood.People.ShouldBe(ByHand.All(6));
        understood.Mean.ShouldBe(mean, ByHand.Exact);
        understood.Interval.Low.ShouldBe(low, ByHand.Table);
        understood.Interval.High.ShouldBe(high, ByHand.Table);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Pictures_are_compared_over_shared_items_and_a_listener_of_two_stories_counts_once(string database)
    {
        await using var room = await ReportRoom.Create(database);
        var people = room.People(6);
        var stories = people.Select(room.Tell).ToList();
        int? Own(int teller, int item) => item == 2 ? null : (teller + item) % 7;
        int? First(int listener, int item) => item == 5 ? null : (listener * 3 + item * 2) % 7;
        int? Second(int listener, int teller, int item) => item == 7 && listener == 1 ? null : Math.Min(6, ((teller + item) % 7) + listener % 3);
        for (var i = 0; i < 6; i++)
            room.Respond(people[i], ReportRoom.Profile, Waves.Own, Enumerable.Range(0, 12).Select(item => Own(i, item)));
        var errors = new Dictionary<int, List<(double First, double Second)>>();
        foreach (var (listener, teller) in new[] { (0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0), (0, 3) })
        {
            var match = room.Give(stories[teller], people[listener]);
            room.Respond(people[listener], ReportRoom.Profile, Waves.FirstPicture, Enumerable.Range(0, 12).Select(item => First(listener, item)), match.Id);
            room.Respond(people[listener], ReportRoom.Profile, Waves.SecondPicture, Enumerable.Range(0, 12).Select(item => Second(listener, teller, item)), match.Id);
            var shared = Enumerable.Range(0, 12).Where(item => Own(teller, item) + First(listener, item) + Second(listener, teller, item) is not null).ToList();
            errors.TryAdd(listener, []);
            errors[listener].Add((
                shared.Average(item => Math.Abs(First(listener, item)!.Value - Own(teller, item)!.Value)),
                shared.Average(item => Math.Abs(Second(listener, teller, item)!.Value - Own(teller, item)!.Value))));
        }

        var picture = (await room.Report()).Pictures.ShouldHaveSingleItem();

        var people2 = errors.Values.Select(one => (First: one.Average(e => e.First), Second: one.Average(e => e.Second))).ToList();
        var (mean, low, high) = ByHand.Mean([.. people2.Select(e => e.Second - e.First)]);
        var figures = picture.Figures.Shown();
        (figures.People, picture.Matches).ShouldBe((ByHand.All(6), ByHand.All(7)));
        figures.ErrorFirst.ShouldBe(people2.Average(e => e.First), ByHand.Exact);
        figures.ErrorSecond.ShouldBe(people2.Average(e => e.Second), ByHand.Exact);
        figures.MeanChange.ShouldBe(mean, ByHand.Exact);
        figures.Interval.Shown().Low.ShouldBe(low, ByHand.Table);
        figures.Interval.Shown().High.ShouldBe(high, ByHand.Table);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_flow_counts_people_and_not_rows(string database)
    {
        await using var room = await ReportRoom.Create(database);
        var people = room.People(9);
        var stories = people.Take(7).Select(room.Tell).ToList();
        var first = room.Give(stories[0], people[1]);
        var second = room.Give(stories[0], people[2]);
        var passed = room.Give(stories[1], people[3]);
        passed.Release(ReleaseReason.Passed, room.Install.Clock.GetUtcNow());
        foreach (var match in new[] { first, second })
        {
            room.Hear(match);
            room.GiveBack(match);
        }

        room.Correct(first);
        room.Feel(people[0], Waves.Before, 3, 3);
        room.Feel(people[0], Waves.After, 3, 3);
        room.Feel(people[1], Waves.Before, 3, 3);
        room.Respond(people[1], ReportRoom.State, Waves.After, Enumerable.Repeat((int?)null, 12)); // came past it and answered nothing

        var flow = (await room.Report()).Flow;

        flow.ShouldBe(new ReportFlow(Joined: 9, Told: 7, Heard: 2, GaveBack: 2, GivenBack: 1, Answered: 1, WentOnWithout: 0, Finished: 0,
            Before: 2, After: 2, Both: 2, Matches: 3, Passed: null, RePaired: 0));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Missing_answers_are_counted_by_reason_where_five_people_or_more_left_them(string database)
    {
        await using var room = await ReportRoom.Create(database);
        foreach (var (person, i) in room.People(6).Select((person, i) => (person, i)))
        {
            var answers = Enumerable.Repeat(Answer.Of(4), 12).ToArray();
            answers[0] = Answer.Missing(MissingReason.PreferNotToSay);
            answers[1] = i < 5 ? Answer.Missing(MissingReason.NotAnswered) : Answer.Of(1);
            answers[2] = i < 1 ? Answer.Missing(MissingReason.LeftBefore) : Answer.Of(1);
            room.Respond(person, ReportRoom.State, Waves.Before, answers);
        }

        var missing = (await room.Report()).Missing.Single(row => row.Instrument == ReportRoom.State && row.Wave == Waves.Before);

        (missing.People, missing.Answered, missing.Asked).ShouldBe((6, ByHand.All(6), 72));
        missing.Reasons.ShouldBe([new(MissingReason.NotAnswered, 5), new(MissingReason.PreferNotToSay, 6), new(MissingReason.LeftBefore, null)]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task There_is_no_report_before_the_programme_is_closed_or_from_another_organisation(string database)
    {
        await using var room = await ReportRoom.Create(database);
        await room.Save();
        (await room.Handle()).ShouldBeOfType<MakeReport.Outcome.StillOpen>();
        await room.Report();

        await using var elsewhere = room.Install.Db(room.NewId());
        var outcome = await MakeReport.Handle(room.Programme.Id, elsewhere, room.Shelf, room.Install.Installation.Master, room.Install.Clock, TestContext.Current.CancellationToken);

        outcome.ShouldBeOfType<MakeReport.Outcome.NoSuchProgramme>();
    }
}
