using System.Text;
using Attune.App.Consents;
using Attune.App.Exports;
using Attune.App.Exports.Tables;
using Attune.App.Instruments;
using Attune.App.People;
using Attune.App.Reflections;
using Attune.App.Responses;
using Attune.App.Sessions;
using Attune.App.Stories;
using Attune.Tests.Reports;
using Attune.Tests.Storage;

namespace Attune.Tests.Exports;

/// <summary>Whatever people wrote, and whatever says who they are, is in no file of any format.</summary>
public sealed class PlantedSecretsTests
{
    private static readonly ExportFormat[] Every = [.. Enum.GetValues<ExportFormat>()];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_export_holds_a_byte_of_what_was_planted_where_people_write_or_are_known(int seed)
    {
        var chance = new Random(seed);
        var secrets = new List<byte[]>();
        byte[] Plant(string where)
        {
            var secret = Encoding.UTF8.GetBytes($"{where}-{chance.NextInt64():x16}");
            secrets.Add(secret);
            return secret;
        }

        string Words(string where) => Encoding.UTF8.GetString(Plant(where));
        await using var room = new ExportRoom(await ReportRoom.Create(Databases.Sqlite, title: Words("title")), asks: true);
        var report = room.Room;
        var people = room.People(chance.Next(12, 25), ConsentTier.Rows);
        var others = room.People(chance.Next(5, 8), ConsentTier.Together);
        foreach (var person in people.Concat(others))
        {
            foreach (var form in new[] { "N", "D" })
                secrets.Add(Encoding.ASCII.GetBytes(person.ToString(form)));
            var story = new Story
            {
                Id = report.NewId(),
                OrganisationId = report.Db.Organisation,
                ProgrammeId = report.Programme.Id,
                TellerId = person,
                Title = Plant("story-title"),
                Text = Plant("story"),
                ContentNotes = Plant("notes"),
                Harm = HarmPart.None,
                ToldAt = report.Install.Clock.GetUtcNow(),
            };
            report.Db.Stories.Add(story);
            var match = report.Give(story, people[chance.Next(people.Count)] is var listener && listener != person ? listener : others[0] == person ? others[1] : others[0]);
            report.Db.Reflections.Add(new Reflection
            {
                Id = report.NewId(),
                OrganisationId = report.Db.Organisation,
                MatchId = match.Id,
                WriterId = match.ListenerId,
                Words = Plant("reflection"),
                StillToAnswerFor = Plant("answer-for"),
                GivenAt = report.Install.Clock.GetUtcNow(),
            });
            report.Db.Corrections.Add(new Correction
            {
                Id = report.NewId(),
                OrganisationId = report.Db.Organisation,
                MatchId = match.Id,
                WriterId = person,
                Verdict = Verdict.No,
                Missed = Plant("missed"),
                GivenAt = report.Install.Clock.GetUtcNow(),
            });
            report.Db.Devices.Add(Device.Make(report.Db.Participants.Local.Single(p => p.Id == person), report.Install.Clock.GetUtcNow()).Device);
            report.Respond(person, ReportRoom.Profile, Waves.Own, Enumerable.Range(0, 12).Select(item => Random(item)), story.Id);
            report.Respond(match.ListenerId, ReportRoom.Understood, Waves.Understood, Enumerable.Range(0, 5).Select(_ => (int?)chance.Next(1, 6)), match.Id);
            foreach (var id in new[] { story.Id, match.Id })
                secrets.Add(Encoding.ASCII.GetBytes(id.ToString("N")));
        }

        Answer Random(int item) => chance.Next(12) == 0 ? Answer.Missing(MissingCodes.Order[chance.Next(5)])
            : Answer.Of(report.Library.Instrument(ReportRoom.Profile)!.Items[item].Options[0].Value);
        foreach (var session in report.Db.Sessions.Local.ToList())
        {
            var draft = new Draft { SessionId = session.Id, OrganisationId = session.OrganisationId, StepKey = "tell", Field = "text" };
            draft.Set(null, declined: false, Plant("draft"), report.Install.Clock.GetUtcNow());
            report.Db.Drafts.Add(draft);
        }

        secrets.Add(Encoding.ASCII.GetBytes(report.Programme.JoinCode));
        secrets.Add("House by the river"u8.ToArray());
        secrets.Add("Who hears what"u8.ToArray());
        await room.Close();

        (await room.Export(formats: Every)).ShouldBeOfType<ExportProgramme.Outcome.Written>();

        var files = Directory.GetFiles(room.Folder(), "*", SearchOption.AllDirectories);
        files.Length.ShouldBeGreaterThan(15);
        // The search finds what is there: the codes of people are in every table.
        var code = Encoding.ASCII.GetBytes(room.Csv("people")[1][0]);
        files.Count(file => File.ReadAllBytes(file).AsSpan().IndexOf(code) >= 0).ShouldBeGreaterThan(10);
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            foreach (var secret in secrets)
                bytes.AsSpan().IndexOf(secret).ShouldBe(-1, $"{file}: {Encoding.UTF8.GetString(secret)}");
        }
    }

    [Fact]
    public void A_column_or_a_cell_of_words_cannot_be_made()
    {
        typeof(ExportColumn).GetConstructors().ShouldBeEmpty();
        typeof(ExportCell).GetConstructors().ShouldBeEmpty();
        typeof(PersonCode).GetConstructors().ShouldBeEmpty();
        typeof(ExportCell).GetMethods().Where(method => method.IsStatic && method.ReturnType == typeof(ExportCell))
            .SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType).Distinct()
            .ShouldBe([typeof(PersonCode), typeof(double), typeof(MissingReason)], ignoreOrder: true);
        Enum.GetNames<ColumnKind>().ShouldBe(["Person", "Wave", "Occasion", "Day", "Item", "Sureness", "Score", "Arm", "Group", "Question", "Reason"]);
    }
}
