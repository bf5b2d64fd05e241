using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.App.Studies.Plans;
using Attune.App.Studies.Runs;

namespace Attune.App.Studies.StudyReports;

/// <summary>The report for machines, in full precision; docs/methods/study-report.md says what each name means.</summary>
public static class StudyJson
{
    public const string Format = "attune-study-report/1";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(StudyResults results)
    {
        var words = new StudyWords();
        var report = new JsonObject
        {
            ["format"] = Format,
            ["title"] = results.Plan.Title,
            ["planHash"] = results.Plan.Hash,
            ["locked"] = results.Locked.ToString(),
            ["amendments"] = new JsonArray([.. (results.Lock?.Amendments ?? []).Select(amendment => new JsonObject { ["at"] = amendment.At, ["by"] = amendment.By, ["why"] = amendment.Why, ["hash"] = amendment.Hash })]),
            ["files"] = new JsonArray([.. results.Files.Select(file => new JsonObject { ["name"] = file.Name, ["rows"] = file.Rows, ["sha256"] = file.Sha256 })]),
            ["case"] = results.Verdict.Case.ToString(),
            ["because"] = new JsonArray([.. results.Verdict.Because.Select(flaw => JsonValue.Create(flaw.ToString()))]),
            ["caveats"] = new JsonArray([.. results.Verdict.Caveats.Select(caveat => JsonValue.Create(caveat.ToString()))]),
            ["harmRule"] = new JsonObject { ["advice"] = results.Harm.Advice.ToString(), ["because"] = new JsonArray([.. results.Harm.Because.Select(reason => new JsonObject { ["outcome"] = reason.Outcome, ["arm"] = reason.Arm, ["onAverage"] = reason.OnAverage, ["morePeople"] = reason.MorePeople })]) },
            ["look"] = results.Look is not { } look ? null : new JsonObject { ["number"] = look.Number, ["of"] = look.Of, ["fraction"] = look.Boundary.Fraction, ["critical"] = look.Boundary.Critical, ["level"] = look.Boundary.Level },
            ["sentence"] = new JsonArray([.. SentenceWords.Of(results, words).Select(sentence => JsonValue.Create(sentence))]),
            ["confidence"] = StudyResults.Confidence,
            ["minimumCell"] = results.Plan.MinimumCell,
            ["outcomes"] = new JsonArray([.. results.Outcomes.Select(Outcome)]),
            ["figures"] = new JsonObject(StudyFigures.Of(results).Select(figure => KeyValuePair.Create<string, JsonNode?>(figure.Name, figure.Value))),
        };
        if (results.Stopped is { } stop)
            report["stopped"] = new JsonObject { ["at"] = stop.At, ["why"] = stop.Why, ["planned"] = stop.Planned.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        return report.ToJsonString(Readable) + "\n";
    }

    private static JsonNode Outcome(OutcomeResult result) => new JsonObject
    {
        ["id"] = result.Outcome.Id,
        ["label"] = result.Outcome.Label,
        ["arm"] = result.Arm,
        ["role"] = result.Outcome.Role == OutcomeRole.Harm ? "harm" : "benefit",
        ["primary"] = result.Outcome.Primary,
        ["better"] = result.Outcome.HigherIsBetter ? "higher" : "lower",
        ["worthHaving"] = result.Outcome.WorthHaving,
        ["unit"] = result.Outcome.Unit,
        ["reading"] = result.Reading.ToString(),
        ["leads"] = result.Lead is null ? null : result.Lead == result.Imputed ? "imputed" : "answered",
        ["model"] = result.Model,
        ["fragile"] = result.Fragile,
        ["lopsided"] = result.Lopsided,
        ["notEstimable"] = result.NotEstimable,
    };
}
