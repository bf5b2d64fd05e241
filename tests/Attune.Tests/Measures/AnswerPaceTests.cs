using Attune.App.Measures;

namespace Attune.Tests.Measures;

public sealed class AnswerPaceTests
{
    private static readonly DateTimeOffset Opened = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_answer_took_from_the_one_before_it_whatever_the_order()
    {
        var packed = AnswerPace.Pack(Opened, [At(9.5), At(2), null, At(4.25)]);

        AnswerPace.Seconds(packed).ShouldBe([5.3, 2, null, 2.2]); // tenths: 4.25 is kept as 4.2
    }

    [Fact]
    public void Without_a_script_no_time_is_known()
    {
        var seconds = AnswerPace.Seconds(AnswerPace.Pack(Opened, [null, null, null]));

        seconds.ShouldAllBe(second => second == null);
        AnswerPace.Median(seconds, [0, 1, 2]).ShouldBeNull();
    }

    [Fact]
    public void Who_goes_away_for_a_day_spoils_one_answer_and_not_the_middle()
    {
        var seconds = AnswerPace.Seconds(AnswerPace.Pack(Opened, [At(2), At(5), At(86_400), At(86_401)]));

        seconds[2].ShouldBe(6548.4); // the longest that is kept
        AnswerPace.Median(seconds, [0, 1, 2]).ShouldBe(3);
    }

    [Fact]
    public void A_middle_needs_half_of_the_times()
    {
        AnswerPace.Median([1, null, null, null], [0, 1, 2, 3]).ShouldBeNull();
        AnswerPace.Median([1, 3, null, null], [0, 1, 2, 3]).ShouldBe(2);
    }

    private static DateTimeOffset At(double seconds) => Opened.AddSeconds(seconds);
}
