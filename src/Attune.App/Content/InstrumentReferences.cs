using Attune.App.Instruments;
using Attune.App.Practices;

namespace Attune.App.Content;

/// <summary>Holds a practice to the instruments there are: each one it names exists and can be asked the way it asks.</summary>
public static class InstrumentReferences
{
    public static IReadOnlyList<DocumentProblem> Check(
        PracticeDocument practice, IReadOnlyDictionary<string, StepKindRules> kinds, IReadOnlyList<InstrumentDocument> instruments)
    {
        var problems = new DocumentProblems(practice.File);
        var byId = instruments.DistinctBy(instrument => instrument.Id).ToDictionary(instrument => instrument.Id);
        var known = $"an instrument of this library: {string.Join(", ", byId.Keys)}";
        foreach (var wave in practice.Waves)
            foreach (var id in wave.Instruments.Where(id => !byId.ContainsKey(id)))
                problems.Add(wave.Line, $"instrument '{id}' in wave '{wave.Name}'", known);
        foreach (var step in practice.Steps)
        {
            foreach (var rule in kinds[step.Kind].Options)
                if (rule.Type is OptionType.InstrumentId type && step.Option(rule.Name) is { } id)
                    CheckOption(step, rule.Name, id, type, byId.GetValueOrDefault(id), known, problems);
            if (step.When is StepCondition.Rose rose)
                CheckCondition(step, rose, byId.GetValueOrDefault(rose.Instrument), known, problems);
        }
        return problems.InLineOrder();
    }

    private static void CheckOption(PracticeStep step, string option, string id, OptionType.InstrumentId type,
        InstrumentDocument? instrument, string known, DocumentProblems problems)
    {
        if (instrument is null)
            problems.Add(step.Line, $"{option}={id}", known);
        else if (type.AboutTheTeller && step.Role != StepKinds.Teller && !instrument.CanBeAskedAboutTheTeller)
            problems.Add(step.Line, $"{option}={id}, which cannot be asked about the teller",
                "an instrument with introAbout, and textAbout for every item");
    }

    private static void CheckCondition(PracticeStep step, StepCondition.Rose rose, InstrumentDocument? instrument,
        string known, DocumentProblems problems)
    {
        if (instrument is null)
            problems.Add(step.Line, $"when={rose}", known);
        else if (instrument.Scales.All(scale => scale.Id != rose.Scale))
            problems.Add(step.Line, $"when={rose}", $"a scale of {instrument.Id}: {string.Join(", ", instrument.Scales.Select(scale => scale.Id))}");
    }
}
