using System.Text;
using Attune.App.Reminders;

namespace Attune.Tests.Reminders;

public sealed class CalendarFileTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly CalendarFile.Appointment One = new(
        "0123@attune.example.org", new DateTimeOffset(2026, 3, 8, 0, 0, 0, TimeSpan.FromHours(1)), TimeSpan.FromMinutes(15),
        "Reminder", "Until Sunday, 15 March; it is open\nhttps://attune.example.org/return?code=ABCD2345 äöü 忘れない 忘れない 忘れない", "https://attune.example.org/return?code=ABCD2345");

    [Fact]
    public void It_is_a_calendar_as_the_standard_wants_it()
    {
        var file = CalendarFile.Write([One], Now);

        file.ShouldStartWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:");
        file.ShouldEndWith("END:VEVENT\r\nEND:VCALENDAR\r\n");
        file.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\n');
        Encoding.UTF8.GetBytes(file).Length.ShouldBeGreaterThan(75);
        foreach (var line in file.Split("\r\n"))
            Encoding.UTF8.GetByteCount(line).ShouldBeLessThanOrEqualTo(75, line);
        var lines = Unfolded(file);
        lines.ShouldContain("DTSTART:20260307T230000Z"); // an hour east of Greenwich, said in the world's time
        lines.ShouldContain("DTEND:20260307T231500Z");
        lines.ShouldContain("DTSTAMP:20260301T120000Z");
        lines.ShouldContain("UID:0123@attune.example.org");
        lines.ShouldContain(@"DESCRIPTION:Until Sunday\, 15 March\; it is open\nhttps://attune.example.org/return?code=ABCD2345 äöü 忘れない 忘れない 忘れない");
    }

    [Fact]
    public void The_same_appointment_keeps_its_name_and_another_wave_has_another()
    {
        PlannedWave Wave(string name) => new()
        {
            ParticipantId = Guid.Empty,
            OrganisationId = Guid.Empty,
            ProgrammeId = Guid.Empty,
            Wave = name,
            OpensAt = Now,
            ClosesAt = Now.AddDays(7),
        };
        var moved = Wave("after");
        moved.OpensAt = Now.AddDays(3);

        MyWaves.Uid(moved, "a.example").ShouldBe(MyWaves.Uid(Wave("after"), "a.example"));
        MyWaves.Uid(Wave("follow-up"), "a.example").ShouldNotBe(MyWaves.Uid(Wave("after"), "a.example"));
    }

    private static string[] Unfolded(string file) => file.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
}
