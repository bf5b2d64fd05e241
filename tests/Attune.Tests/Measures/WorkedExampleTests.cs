using System.Globalization;
using Attune.App.Helping;
using Attune.App.Instruments;
using Attune.App.Measures;
using Attune.App.Studies.Allocations;
using Attune.Measurement.Accuracy;

namespace Attune.Tests.Measures;

/// <summary>The examples on the methods pages, worked out again; the figures on the pages were worked out by hand.</summary>
public sealed class WorkedExampleTests
{
    [Fact]
    public void The_page_about_the_gap_is_right()
    {
        var page = Page("perception-gap");
        var people = page.Split("```csv")[1].Split("```")[0].Trim().Split(' ').Skip(1).Select(line => line.Split(','))
            .Select(cells => new PerceptionGap.Person(int.Parse(cells[0], CultureInfo.InvariantCulture), Number(cells[1]), Number(cells[2]))).ToList();

        var gaps = PerceptionGap.Of(people).Select(gap => gap?.ToString(CultureInfo.InvariantCulture) ?? "none").ToList();

        page.ShouldContain($"Gaps of side 1: {string.Join(", ", gaps.Take(5))}; of side 2: {string.Join(", ", gaps.Skip(5))}.");
    }

    [Fact]
    public async Task The_page_about_minds_is_right()
    {
        var page = Page("minds");
        var reading = await InstrumentReader.ReadAsync(RepositoryFiles.In("content", "instruments", "minds", "instrument.json"), TestContext.Current.CancellationToken);
        var minds = reading.ShouldBeOfType<InstrumentReading.Loaded>().Instrument;
        int[] answers = [6, 5, 6, 6, 5, 2, 0, 1, 3, 1];
        double[] saved = [3, 5, 6, 8, 9, 13, 18, 21, 25, 29];
        var packed = PackedAnswers.Pack(minds, [.. answers.Select(Answer.Of)]);
        var seconds = AnswerPace.Seconds(AnswerPace.Pack(DateTimeOffset.UnixEpoch, [.. saved.Select(at => (DateTimeOffset?)DateTimeOffset.UnixEpoch.AddSeconds(at))]));

        page.ShouldContain(string.Join(", ", answers));
        foreach (var scale in minds.Scales)
        {
            new ScaleScoring(minds, scale).TryScore(packed, out var score).ShouldBeTrue();
            page.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"`granted-{scale.Id}` {score:0.0}"));
            page.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"`seconds-{scale.Id}` {AnswerPace.Median(seconds, [.. scale.Items.Select(minds.IndexOf)]):0.0}"));
        }
    }

    [Fact]
    public void The_page_about_helping_is_right()
    {
        var seed = new AllocationSeed(new byte[AllocationSeed.Bytes]);
        var hard = Enumerable.Range(1, 8).Where(number => LeavingDraw.IsHard(seed, number)).ToList();

        Page("helping").ShouldContain($"harder for {string.Join(", ", hard.Take(3))} and {hard[3]}.");
    }

    [Fact]
    public void The_page_about_listening_is_right()
    {
        var page = Page("listening-moved");
        var update = ProfileUpdate.Of([2, 5, 3], [4, 5, 2], [5, 5, 1]);
        var (distance, r) = ExchangeMeasures.Trace([-3, 0, 2, 4, null], [-2, 1, 2, 2, 3]);

        page.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"`nearer` {update.Improvement:0.000}, `updating` {update.Updating:0.000}."));
        page.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"`trace-distance` {distance:0.000}, `trace-r` {r:0.000}."));
    }

    [Fact]
    public void Half_of_every_four_have_it_hard_and_the_seed_decides_which()
    {
        var seeds = Enumerable.Range(1, 40).Select(last => new AllocationSeed([.. new byte[AllocationSeed.Bytes - 1], (byte)last])).ToList();

        foreach (var seed in seeds)
            foreach (var block in Enumerable.Range(1, 40).Chunk(4))
                block.Count(number => LeavingDraw.IsHard(seed, number)).ShouldBe(2);
        seeds.Select(seed => string.Concat(Enumerable.Range(1, 4).Select(number => LeavingDraw.IsHard(seed, number) ? 1 : 0))).Distinct().Count().ShouldBe(6);
    }

    private static string Page(string name) => File.ReadAllText(RepositoryFiles.In("docs", "methods", name + ".md")).ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal);

    private static double? Number(string cell) => cell == "" ? null : double.Parse(cell, CultureInfo.InvariantCulture);
}
