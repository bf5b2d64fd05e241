using System.Text.Json.Nodes;
using Attune.App.Content;
using Attune.App.Instruments;

namespace Attune.App.Studies.Drafting;

/// <summary>What is asked. Which way is good belongs to the scale, so that no harm can be planned as a benefit.</summary>
public sealed record OutcomesPart(IReadOnlyList<ChosenScale> Scales, MeasuresPart Measured)
{
    private const double UsualShare = 12; // of the range: half a point of a scale from 1 to 7

    /// <summary>The scales a study can ask: about oneself, with a good end and a bad one.</summary>
    public static IReadOnlyList<(InstrumentDocument Instrument, InstrumentScale Scale)> Offered(ContentLibrary library, IReadOnlySet<string> named) =>
        [.. library.Instruments.Where(instrument => !named.Contains(instrument.Id))
            .SelectMany(instrument => instrument.Scales.Where(scale => scale.Direction != ScaleDirection.Neutral).Select(scale => (instrument, scale)))];

    public static OutcomesPart Read(string draft, IReadOnlyList<(InstrumentDocument Instrument, InstrumentScale Scale)> offered, MeasuresPart measured)
    {
        var plan = PlanText.Parse(draft);
        return new OutcomesPart([.. offered.Select(each =>
        {
            var outcome = plan.Objects("outcomes").FirstOrDefault(outcome => outcome.Text("id") == Name(each.Instrument, each.Scale));
            return new ChosenScale(each.Instrument.Id, each.Scale.Id,
                outcome is null ? ScaleUse.NotAsked : outcome.Truth("primary") ? ScaleUse.Main : ScaleUse.AsWell, outcome.Number("worthHaving") ?? Usual(each.Instrument, each.Scale));
        })], measured);
    }

    /// <summary>The fields that still miss something; empty where it can go on.</summary>
    public IEnumerable<string> Wrong(ContentLibrary library)
    {
        ScaleDirection[] main = [.. Scales.Where(chosen => chosen.Use == ScaleUse.Main)
            .Select(chosen => library.Instrument(chosen.Instrument)!.Scale(chosen.Scale).Direction)];
        if (!main.Contains(ScaleDirection.HigherIsBetter) && Measured.Measures.All(chosen => chosen.Use != ScaleUse.Main))
            yield return "no-benefit";
        if (!main.Contains(ScaleDirection.HigherIsWorse))
            yield return "no-harm";
        if (Scales.Any(chosen => chosen.Use != ScaleUse.NotAsked && chosen.WorthHaving is not > 0))
            yield return "worth";
        foreach (var wrong in Measured.Wrong().Where(wrong => wrong != "worth" || Scales.All(chosen => chosen.Use == ScaleUse.NotAsked || chosen.WorthHaving is > 0)))
            yield return wrong;
    }

    /// <param name="today">The day of an approval that is new.</param>
    public string Write(string draft, ContentLibrary library, DateOnly today)
    {
        var plan = PlanText.Parse(draft);
        var (measures, outcomes) = (new JsonArray(), new JsonArray());
        foreach (var chosen in Scales.Where(chosen => chosen.Use != ScaleUse.NotAsked))
        {
            var instrument = library.Instrument(chosen.Instrument)!;
            var scale = instrument.Scale(chosen.Scale);
            var id = Name(instrument, scale);
            var items = scale.Items.Select(instrument.Item).ToList();
            measures.Add(new JsonObject
            {
                ["id"] = id,
                ["label"] = scale.Title,
                ["of"] = scale.Id is "concern" or "distress" ? scale.Id : "other",
                ["range"] = new JsonObject { ["lowest"] = items.Min(item => item.Minimum), ["highest"] = items.Max(item => item.Maximum) },
                ["columns"] = new JsonObject { [PlanColumns.Before] = PlanText.List(items.Select(item => Conduct.StudyWaves.Column(PlanColumns.Before, instrument.Id, item.Id))) },
                ["reverse"] = PlanText.List(items.Where(item => item.Reverse).Select(item => Conduct.StudyWaves.Column(PlanColumns.Before, instrument.Id, item.Id))),
                ["answered"] = scale.MinimumAnswered,
            });
            var better = scale.Direction == ScaleDirection.HigherIsBetter;
            outcomes.Add(new JsonObject
            {
                ["id"] = id,
                ["label"] = scale.Title,
                ["role"] = better ? "benefit" : "harm",
                ["primary"] = chosen.Use == ScaleUse.Main,
                ["measure"] = id,
                ["from"] = PlanColumns.Before,
                ["at"] = PlanColumns.After,
                ["better"] = better ? "higher" : "lower",
                ["worthHaving"] = chosen.WorthHaving ?? 0,
                ["unit"] = "points",
            });
        }

        Measured.Add(plan, measures, outcomes, today);
        (plan["measures"], plan["outcomes"]) = (measures, outcomes);
        PlanColumns.Bind(plan);
        return PlanText.Write(plan);
    }

    public static double Usual(InstrumentDocument instrument, InstrumentScale scale)
    {
        var items = scale.Items.Select(instrument.Item).ToList();
        return Math.Max(0.1, Math.Round((items.Max(item => item.Maximum) - items.Min(item => item.Minimum)) / UsualShare, 1));
    }

    private static string Name(InstrumentDocument instrument, InstrumentScale scale) =>
        $"{instrument.Id}_{scale.Id}".Replace('-', '_');
}
