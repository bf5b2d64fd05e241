using System.Text.Json.Nodes;
using Attune.App.Content;
using Attune.App.Instruments;
using Attune.App.Measures;
using Attune.App.Practices;
using Attune.App.Studies.Conduct;

namespace Attune.App.Studies.Drafting;

/// <summary>
/// What is measured beside self-report, and the approval that asking for help needs. Each is a benefit: less of a distance,
/// more granted, more who help.
/// </summary>
/// <param name="ApprovedBy">Who approves that people are asked for help; empty where nobody does.</param>
/// <param name="Text">What they approve.</param>
public sealed record MeasuresPart(IReadOnlyList<ChosenMeasure> Measures, string ApprovedBy, string Text)
{
    public static readonly MeasuresPart None = new([], "", "");

    private const double UsualShare = 12; // of the range, as of a scale
    private const string Prefix = MeasureOffer.OfPractice + "_";

    public bool AsksForHelp => Measures.Any(chosen => chosen is { Offer.By: MeasuredBy.Helping, Use: not ScaleUse.NotAsked });

    /// <summary>What a study of this design can ask of everyone. Own scores are asked as scales; the rest is for the file.</summary>
    public static IReadOnlyList<MeasureOffer> Offered(PracticeDocument practice, ContentLibrary library, string draft)
    {
        var oneGroup = DesignPart.Read(draft).OneGroup;
        return [.. MeasureOffer.In(practice, library).DistinctBy(offer => (offer.Source, offer.Column.Id)).Where(offer =>
            offer.Column.Direction != ScaleDirection.Neutral && !offer.Column.Id.StartsWith(MeasureIds.Own, StringComparison.Ordinal) && offer.By switch
            {
                MeasuredBy.Listening => oneGroup && offer.Column.Id == MeasureIds.PictureDistance,
                MeasuredBy.Helping => !oneGroup,
                _ => true,
            })];
    }

    /// <param name="label">What an outcome is called where the draft does not say.</param>
    public static MeasuresPart Read(string draft, IReadOnlyList<MeasureOffer> offered, Func<MeasureOffer, string> label)
    {
        var plan = PlanText.Parse(draft);
        var helping = plan.Object("conduct").Object("helping");
        return new MeasuresPart(
            [.. offered.Select(offer =>
            {
                var outcome = plan.Objects("outcomes").FirstOrDefault(outcome => outcome.Text("id") == Name(offer));
                return new ChosenMeasure(offer, label(offer),
                    outcome is null ? ScaleUse.NotAsked : outcome.Truth("primary") ? ScaleUse.Main : ScaleUse.AsWell, outcome.Number("worthHaving") ?? Usual(offer));
            })],
            helping.Text("approvedBy"), helping.Text("text"));
    }

    /// <summary>The fields that still miss something; empty where it can go on.</summary>
    public IEnumerable<string> Wrong()
    {
        if (Measures.Any(chosen => chosen.Use != ScaleUse.NotAsked && chosen.WorthHaving is not > 0))
            yield return "worth";
        if (AsksForHelp && string.IsNullOrWhiteSpace(ApprovedBy))
            yield return "approved-by";
        if (AsksForHelp && string.IsNullOrWhiteSpace(Text))
            yield return "approved-text";
    }

    /// <summary>Adds what is chosen to the measures and outcomes of a plan.</summary>
    internal void Add(JsonObject plan, JsonArray measures, JsonArray outcomes, DateOnly today)
    {
        foreach (var (offer, label, use, worthHaving) in Measures.Where(chosen => chosen.Use != ScaleUse.NotAsked))
        {
            var id = Name(offer);
            string[] waves = offer.By switch
            {
                MeasuredBy.Helping => [PlanColumns.After],
                MeasuredBy.Listening => [PlanColumns.Before, PlanColumns.After],
                _ => [PlanColumns.Before], // bound to every wave with the others
            };
            measures.Add(new JsonObject
            {
                ["id"] = id,
                ["label"] = label,
                ["of"] = "other",
                ["range"] = new JsonObject { ["lowest"] = offer.Column.Lowest, ["highest"] = offer.Column.Highest },
                ["columns"] = new JsonObject(waves.Select(wave => KeyValuePair.Create(wave, (JsonNode?)PlanText.List([StudyWaves.Column(wave, offer.Source, offer.Column.Id)])))),
            });
            var outcome = new JsonObject
            {
                ["id"] = id,
                ["label"] = label,
                ["role"] = "benefit",
                ["primary"] = use == ScaleUse.Main,
                ["measure"] = id,
                ["at"] = PlanColumns.After,
                ["better"] = offer.Column.Direction == ScaleDirection.HigherIsBetter ? "higher" : "lower",
                ["worthHaving"] = worthHaving ?? 0,
                ["unit"] = offer.By == MeasuredBy.Helping ? "of everyone asked (1 is all)" : "points",
            };
            if (offer.By != MeasuredBy.Helping)
                outcome["from"] = PlanColumns.Before;
            outcomes.Add((JsonNode)outcome);
        }

        var conduct = plan.Own("conduct");
        if (!AsksForHelp)
        {
            conduct.Remove("helping");
            return;
        }

        var known = conduct.Object("helping");
        var (by, text) = (ApprovedBy.Trim(), Text.Trim().ReplaceLineEndings("\n"));
        if (known is null || known.Text("approvedBy") != by || known.Text("text") != text)
            conduct["helping"] = new JsonObject { ["approvedBy"] = by, ["approvedOn"] = PlanText.Iso(today), ["text"] = text };
    }

    /// <summary>Whether a measure is of the practice: its columns stay at their waves.</summary>
    internal static bool IsOfPractice(string measure) => measure.StartsWith(Prefix, StringComparison.Ordinal);

    private static double Usual(MeasureOffer offer) => Math.Max(0.1, Math.Round((offer.Column.Highest - offer.Column.Lowest) / UsualShare, 1));

    private static string Name(MeasureOffer offer) => $"{offer.Source}_{offer.Column.Id}".Replace('-', '_');
}
