namespace Attune.App.Studies.Plans;

/// <summary>What must hold between the parts of a plan.</summary>
internal static class PlanRules
{
    public static IEnumerable<(string Path, string Expected)> Broken(StudyPlan plan) =>
        [.. Arms(plan), .. Allocation(plan), .. Names(plan), .. Waves(plan), .. plan.Outcomes.SelectMany((outcome, i) => Outcome(plan, outcome, $"outcomes[{i}]")), .. ThenTests(plan), .. Primaries(plan), .. Subgroups(plan), .. Data(plan), .. Conduct(plan)];

    private static IEnumerable<(string, string)> Arms(StudyPlan plan)
    {
        if (plan.OneGroup)
        {
            if (plan.Arms.Count != 1)
                yield return ("arms", $"expected one arm for a design with one group, found {plan.Arms.Count}");
            yield break;
        }

        if (plan.Design == StudyDesign.SteppedWedge && plan.Arms.Count != 2)
            yield return ("arms", $"expected two arms, what comes before the step and what comes after it, found {plan.Arms.Count}; the steps are in \"allocation\"");
        if (plan.Arms.Count < 2)
            yield return ("arms", $"expected two arms or more, found {plan.Arms.Count}");
        if (plan.Arms.Count(arm => arm.Comparison) != 1)
            yield return ("arms", $"expected \"comparison\": true on one arm, found it on {plan.Arms.Count(arm => arm.Comparison)}");
    }

    private static IEnumerable<(string, string)> Allocation(StudyPlan plan)
    {
        // A stepped wedge allots steps; its arms are what comes before the step and after it.
        if (plan.Design != StudyDesign.SteppedWedge && plan.Allocation is { } allocation && !allocation.Arms.Select(arm => arm.Id).Order(StringComparer.Ordinal).SequenceEqual(plan.Arms.Select(arm => arm.Id).Order(StringComparer.Ordinal)))
            yield return ("allocation.arms", $"expected the arms of the plan ({string.Join(", ", plan.Arms.Select(arm => arm.Id))}), found {string.Join(", ", allocation.Arms.Select(arm => arm.Id))}");
    }

    private static IEnumerable<(string, string)> Names(StudyPlan plan)
    {
        (string Path, IEnumerable<string> Ids)[] lists =
        [
            ("arms", plan.Arms.Select(arm => arm.Id)), ("waves", plan.Waves.Select(wave => wave.Id)), ("measures", plan.Measures.Select(measure => measure.Id)),
            ("outcomes", plan.Outcomes.Select(outcome => outcome.Id)), ("subgroups", plan.Subgroups.Select(subgroup => subgroup.Id)),
        ];
        foreach (var (path, ids) in lists)
            foreach (var twice in ids.GroupBy(id => id).Where(group => group.Count() > 1))
                yield return (path, $"expected each id once; '{twice.Key}' comes {twice.Count()} times");
    }

    private static IEnumerable<(string, string)> Waves(StudyPlan plan)
    {
        for (var i = 0; i < plan.Waves.Count; i++)
            if (plan.Waves[i] is { OpensDay: { } opens, ClosesDay: { } closes } && closes < opens)
                yield return ($"waves[{i}].closesDay", $"expected day {opens} or later, when it opens, found {closes}");
        for (var i = 0; i < plan.Measures.Count; i++)
            foreach (var wave in plan.Measures[i].Columns.Keys.Where(wave => wave != "" && plan.Waves.All(known => known.Id != wave)))
                yield return ($"measures[{i}].columns", $"expected a wave of the plan; '{wave}' is none of {string.Join(", ", plan.Waves.Select(known => known.Id))}");
    }

    private static IEnumerable<(string, string)> Outcome(StudyPlan plan, PlanOutcome outcome, string path)
    {
        if (outcome.Model is { } model)
        {
            if (plan.Data?.Rows is null)
                yield return (path + ".model", "expected \"rows\" in \"data\", which a model over rows needs");
            if (plan.Arms.All(arm => arm.Id != model.Arm || arm.Comparison))
                yield return (path + ".model.arm", $"expected an arm that is not the comparison; '{model.Arm}' is none");
            yield break;
        }

        var waves = plan.Waves.Select(wave => wave.Id).ToList();
        if (plan.Measures.All(measure => measure.Id != outcome.Measure))
            yield return (path + ".measure", $"expected a measure of the plan; '{outcome.Measure}' is none of {string.Join(", ", plan.Measures.Select(measure => measure.Id))}");
        else
            foreach (var (name, wave) in new[] { ("at", outcome.At), ("from", outcome.From) })
                if (wave is not null && (!waves.Contains(wave) || !plan.Measure(outcome.Measure!).AskedAt(wave)))
                    yield return ($"{path}.{name}", $"expected a wave at which '{outcome.Measure}' is asked; '{wave}' is none");
        if (outcome.From is not null && waves.IndexOf(outcome.From) >= waves.IndexOf(outcome.At))
            yield return (path + ".from", $"expected an earlier wave than '{outcome.At}', found '{outcome.From}'");
        if (plan.OneGroup && outcome.From is null)
            yield return (path + ".from", "expected the wave before; with one group there is nothing else to compare with");
    }

    private static IEnumerable<(string, string)> ThenTests(StudyPlan plan)
    {
        for (var i = 0; i < plan.Outcomes.Count; i++)
            if (plan.Outcomes[i] is { ThenTest: { } then } outcome && Wrong(plan, outcome, then) is { } expected)
                yield return ($"outcomes[{i}].thenTest", expected);
    }

    private static string? Wrong(StudyPlan plan, PlanOutcome outcome, string then)
    {
        if (plan.Design == StudyDesign.SteppedWedge || outcome.Model is not null || outcome.From is null)
            return "expected none: looking back is set beside a change from one wave to another, and not in a stepped wedge or a model over rows";
        if (plan.Measures.FirstOrDefault(measure => measure.Id == then) is not { } looking || then == outcome.Measure || !looking.AskedAt(outcome.At))
            return $"expected another measure than '{outcome.Measure}', asked at '{outcome.At}': the same questions about how it was at '{outcome.From}'";
        return plan.Measure(outcome.Measure!) is var own && (looking.Lowest, looking.Highest, looking.Items) != (own.Lowest, own.Highest, own.Items)
            ? $"expected as many items as '{outcome.Measure}' has ({own.Items}), and its range"
            : null;
    }

    private static IEnumerable<(string, string)> Primaries(StudyPlan plan)
    {
        foreach (var (role, word) in new[] { (OutcomeRole.Benefit, "benefit"), (OutcomeRole.Harm, "harm") })
            if (plan.Primaries.All(outcome => outcome.Role != role))
                yield return ("outcomes", $"expected at least one primary outcome with \"role\": \"{word}\": a study that cannot show harm cannot show good either");
        var concern = plan.Measures.Where(measure => measure.Of == "concern").SelectMany(measure => measure.Columns.Values.SelectMany(items => items)).ToHashSet();
        for (var i = 0; i < plan.Measures.Count; i++)
            if (plan.Measures[i].Of == "distress" && plan.Measures[i].Columns.Values.SelectMany(items => items).FirstOrDefault(concern.Contains) is { } both)
                yield return ($"measures[{i}].columns", $"expected concern and distress apart; '{both}' is in both");
    }

    private static IEnumerable<(string, string)> Subgroups(StudyPlan plan)
    {
        if (plan.Design == StudyDesign.SteppedWedge && plan.Subgroups.Count > 0)
            yield return ("subgroups", "expected none: in a stepped wedge they are not looked at yet");
        for (var i = 0; i < plan.Subgroups.Count; i++)
            if (plan.Outcomes.All(outcome => outcome.Id != plan.Subgroups[i].Outcome || outcome.Model is not null))
                yield return ($"subgroups[{i}].outcome", $"expected an outcome with a measure; '{plan.Subgroups[i].Outcome}' is none");
    }

    private static IEnumerable<(string, string)> Data(StudyPlan plan)
    {
        if (plan.Data is not { } data)
            yield break;
        if (plan.Design == StudyDesign.SteppedWedge)
        {
            if (data.Begins is null)
                yield return ("data.begins", "expected the column with the wave at which a cluster began, for a stepped wedge");
            if (data.Arm is not null)
                yield return ("data.arm", "expected none: in a stepped wedge everyone is in both arms, one after the other; \"begins\" says when");
            if (data.Guess is not null)
                yield return ("data.guess", "expected none: in a stepped wedge everyone is in both arms");
        }
        else if (!plan.OneGroup && data.Arm is null)
            yield return ("data.arm", "expected the column that names the arm");
        foreach (var (label, arm) in data.ArmLabels.Where(entry => plan.Arms.All(known => known.Id != entry.Value)))
            yield return ($"data.armLabels.{label}", $"expected an arm of the plan; '{arm}' is none of {string.Join(", ", plan.Arms.Select(known => known.Id))}");
        foreach (var (label, wave) in data.WaveLabels.Where(entry => plan.Waves.All(known => known.Id != entry.Value)))
            yield return ($"data.waveLabels.{label}", $"expected a wave of the plan; '{wave}' is none");
        foreach (var (answer, guess) in data.Guess?.Answers ?? new Dictionary<string, (string? Arm, double Weight)>())
            if (guess.Arm is not null && plan.Arms.All(known => known.Id != guess.Arm))
                yield return ("data.guess.answers", $"expected an arm of the plan for \"{answer}\"; '{guess.Arm}' is none");
        if (plan.Design is StudyDesign.Cluster or StudyDesign.SteppedWedge && data.Cluster is null)
            yield return ("data.cluster", "expected the column that names the cluster, for a trial of clusters");
        if (plan.Design == StudyDesign.MatchedPairs && data.Pair is null)
            yield return ("data.pair", "expected the column that names the pair, for matched pairs");
        for (var i = 0; i < plan.Measures.Count; i++)
            if (plan.Measures[i].Columns.ContainsKey("") != data.Long)
                yield return ($"measures[{i}]", data.Long ? "expected \"column\", since the data are long" : "expected \"columns\" by wave, since the data are wide");
    }

    private static IEnumerable<(string, string)> Conduct(StudyPlan plan)
    {
        if (plan.Conduct is not { } conduct)
            yield break;
        if (conduct.Unmasks < conduct.Opens)
            yield return ("conduct.unmasks", $"expected {conduct.Opens:yyyy-MM-dd} or later, when the outcomes are opened, found {conduct.Unmasks:yyyy-MM-dd}");
        if (!conduct.Starts.Keys.Order(StringComparer.Ordinal).SequenceEqual(plan.Arms.Select(arm => arm.Id).Order(StringComparer.Ordinal)))
            yield return ("conduct.practice", $"expected each arm of the plan once ({string.Join(", ", plan.Arms.Select(arm => arm.Id))}), found {string.Join(", ", conduct.Starts.Keys)}");
    }
}
