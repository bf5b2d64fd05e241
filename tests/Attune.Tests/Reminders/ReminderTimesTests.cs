using Attune.App.Reminders;
using Attune.App.Studies.Plans;

namespace Attune.Tests.Reminders;

public sealed class ReminderTimesTests
{
    private static readonly DateTimeOffset Opens = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(8, -1, 0)]
    [InlineData(8, 0, 1)]
    [InlineData(8, 95, 1)]
    [InlineData(8, 96, 2)]
    [InlineData(8, 168, 3)]
    [InlineData(8, 192, 0)]
    [InlineData(3, 36, 2)]
    [InlineData(3, 71, 2)]
    [InlineData(1, 20, 1)]
    public void Reminders_come_as_it_opens_half_way_and_a_day_before_the_end(int days, int hoursIn, int due) =>
        ReminderTimes.Due(Opens, Opens.AddDays(days), Opens.AddHours(hoursIn)).ShouldBe(due);

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    [InlineData(19, true)]
    [InlineData(20, false)]
    [InlineData(0, false)]
    public void Nobody_is_reminded_at_night(int hour, bool waking) => ReminderTimes.IsWaking(Opens.AddHours(hour)).ShouldBe(waking);

    [Fact]
    public void A_plans_days_are_whole_days_where_the_server_stands()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("two east", TimeSpan.FromHours(2), "two east", "two east");
        PlanWave[] waves = [new("before", "Before", null, null, null), new("after", "After", 7, 13, null)];

        var window = PlanWaves.Of(waves, new DateOnly(2026, 3, 2), zone, wave => "study." + wave.Id).ShouldHaveSingleItem();

        window.Wave.ShouldBe("study.after");
        window.OpensAt.ShouldBe(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.FromHours(2)));
        window.ClosesAt.ShouldBe(new DateTimeOffset(2026, 3, 16, 0, 0, 0, TimeSpan.FromHours(2)));
    }

    [Theory]
    [InlineData("amal@example.org", "amal@example.org")]
    [InlineData("  amal@example.org ", "amal@example.org")]
    [InlineData("Amal <amal@example.org>", null)]
    [InlineData("amal@example.org\r\nBcc: all@example.org", null)]
    [InlineData("amal@example.org, b@example.org", null)]
    [InlineData("amal@localhost", null)]
    [InlineData("amal", null)]
    public void An_address_is_one_address_and_nothing_else(string typed, string? read) => MailAddressText.Read(typed).ShouldBe(read);

    [Theory]
    [InlineData("smtp://me@mail.example.org", "r@example.org", "mail.example.org", 587)]
    [InlineData("smtp://localhost:2525", "r@example.org", "localhost", 2525)]
    public void A_mail_server_is_an_address(string server, string from, string host, int port)
    {
        var (settings, problem) = SmtpSettings.Read(server, "secret", from);

        problem.ShouldBeNull();
        (settings!.Host, settings.Port).ShouldBe((host, port));
        settings.ToString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("mail.example.org", "r@example.org", "ATTUNE_SMTP: expected smtp://USER@HOST:587")]
    [InlineData("smtp://me:secret@mail.example.org", "r@example.org", "ATTUNE_SMTP: expected no password in it")]
    [InlineData("smtp://mail.example.org", null, "ATTUNE_SMTP_FROM: expected the address")]
    public void A_wrong_setting_is_said_without_the_password(string server, string? from, string said)
    {
        var (settings, problem) = SmtpSettings.Read(server, "other-secret", from);

        settings.ShouldBeNull();
        problem.ShouldNotBeNull().ShouldStartWith(said);
        problem.ShouldNotContain("secret");
    }
}
