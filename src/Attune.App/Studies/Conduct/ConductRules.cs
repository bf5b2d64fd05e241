using Attune.App.Consents;
using Attune.App.Content;
using Attune.App.Measures;
using Attune.App.Practices;
using Attune.App.Programmes;
using Attune.App.Studies.Allocations;
using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Conduct;

/// <summary>What a plan must say so that a programme can carry it out by itself.</summary>
internal static class ConductRules
{
    /// <summary>The designs in which people join one by one; the others are planned and locked here and run from files.</summary>
    public static readonly IReadOnlyList<StudyDesign> Designs = [StudyDesign.WaitList, StudyDesign.Parallel, StudyDesign.Cluster, StudyDesign.BeforeAfter, StudyDesign.FollowUp];

    /// <summary>With fewer groups an arm has one, and nothing tells the practice from that group.</summary>
    public const int FewestClusters = 4;

    /// <param name="today">No approval is of a day that has not come.</param>
    public static IEnumerable<(string Path, string Expected)> Broken(StudyPlan plan, Programme programme, PracticeDocument practice, ContentLibrary library, DateOnly today)
    {
        if (plan.Conduct is not { } conduct)
            return [("conduct", "expected \"conduct\": how the study is run in this programme")];
        if (!Designs.Contains(plan.Design))
            return [("design", "expected wait-list, parallel, cluster, before-after or follow-up: with the others people do not join one by one. Take \"conduct\" out to lock it here and run it from files")];
        return [.. Allocation(plan), .. Clusters(plan, conduct), .. Waves(plan), .. Columns(plan, library, MeasureOffer.In(practice, library)), .. Helping(plan, conduct, today), .. Data(plan, conduct), .. Outcomes(plan), .. Ending(plan, conduct, programme)];
    }

    /// <summary>The day after the last window of the last person who can still join.</summary>
    public static DateOnly EarliestEnd(StudyPlan plan, Programme programme) =>
        programme.EndsOn.AddDays((plan.Waves[^1].ClosesDay ?? 0) + 1);

    private static IEnumerable<(string, string)> Allocation(StudyPlan plan)
    {
        if (plan.OneGroup)
            yield break;
        if (plan.Allocation is not { } allocation)
            yield return ("allocation", "expected how arms are given: in this programme chance gives them");
        else if (plan.Design == StudyDesign.Cluster && (allocation.Unit != AllocationUnit.Cluster || allocation.Method != AllocationMethod.Blocks || allocation.Factors.Count > 0))
            yield return ("allocation", "expected blocks of clusters, without factors");
        else if (plan.Design != StudyDesign.Cluster && (allocation.Unit != AllocationUnit.Person || allocation.Method is not (AllocationMethod.Blocks or AllocationMethod.Minimisation)))
            yield return ("allocation", "expected blocks or minimisation of single people");
    }

    private static IEnumerable<(string, string)> Clusters(StudyPlan plan, PlanConduct conduct)
    {
        if (plan.Design != StudyDesign.Cluster)
        {
            if (conduct.Clusters.Count > 0)
                yield return ("conduct.clusters", "expected none: chance gives arms to single people in this design");
            yield break;
        }

        if (conduct.Clusters.Count < FewestClusters)
            yield return ("conduct.clusters", $"expected the names of {FewestClusters} groups or more, such as classes; found {conduct.Clusters.Count}");
        foreach (var name in conduct.Clusters.Where(name => !AllocationText.IsName(name)))
            yield return ("conduct.clusters", $"expected names of {AllocationText.NameRule}; '{name}' is none");
        foreach (var twice in conduct.Clusters.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            yield return ("conduct.clusters", $"expected each group once; '{twice.Key}' comes {twice.Count()} times");
    }

    private static IEnumerable<(string, string)> Waves(StudyPlan plan)
    {
        if (plan.Waves.Count < 2)
            yield return ("waves", "expected a wave before and one after");
        for (var i = 0; i < plan.Waves.Count; i++)
        {
            var wave = plan.Waves[i];
            if (wave.Id.Length > StudyWaves.IdLength)
                yield return ($"waves[{i}].id", $"expected at most {StudyWaves.IdLength} letters");
            if (wave.DateColumn is { } column && column != StudyWaves.DateColumn(wave.Id))
                yield return ($"waves[{i}].dateColumn", $"expected \"{StudyWaves.DateColumn(wave.Id)}\", as this programme calls it");
            if (i == 0 && (wave.OpensDay ?? 0) > 0)
                yield return ("waves[0].opensDay", "expected no window: the first questions are asked when someone joins");
            if (i > 0 && wave is not { OpensDay: not null, ClosesDay: not null })
                yield return ($"waves[{i}]", "expected \"opensDay\" and \"closesDay\": everyone has to know when they are asked");
            if (i > 0 && wave.OpensDay <= (i == 1 ? 0 : plan.Waves[i - 1].ClosesDay))
                yield return ($"waves[{i}].opensDay", "expected a later day than that on which the wave before closes");
        }
    }

    private static IEnumerable<(string, string)> Columns(StudyPlan plan, ContentLibrary library, IReadOnlyList<MeasureOffer> offers)
    {
        for (var m = 0; m < plan.Measures.Count; m++)
        {
            foreach (var (wave, columns) in plan.Measures[m].Columns)
                foreach (var column in columns)
                    if (MeasuredColumnRules.Broken(plan, plan.Measures[m], wave, column, library, offers) is { } expected)
                        yield return ($"measures[{m}].columns.{wave}", expected);
            if (plan.Measures[m] is { Retest: not null } or { Labels.Count: > 0 })
                yield return ($"measures[{m}]", "expected neither \"retest\" nor \"labels\" in a study that is run in a programme");
        }
    }

    private static IEnumerable<(string, string)> Helping(StudyPlan plan, PlanConduct conduct, DateOnly today)
    {
        var waves = StudyWaves.HelpedAt(plan);
        if (waves.Count > 1)
            yield return ("measures", $"expected help to be asked for once, found it at {string.Join(" and ", waves)}: whoever was asked before answers otherwise");
        if (waves.Count > 0 && conduct.Helping is null)
            yield return ("conduct.helping", "expected \"helping\" with who approved that people are asked for help by chance, on which day, and the text they approved: nobody is asked without it");
        if (waves.Count == 0 && conduct.Helping is not null)
            yield return ("conduct.helping", $"expected a measure with \"{StudyWaves.Column(plan.Waves[^1].Id, MeasureOffer.OfPractice, MeasureIds.Helped)}\": what is approved here is asked for no outcome");
        if (conduct.Helping is { } helping && helping.On > today)
            yield return ("conduct.helping.approvedOn", $"expected a day that has come; {helping.On:yyyy-MM-dd} has not");
        if (conduct.Helping?.Text.Contains(ConsentVersion.Gap, StringComparison.Ordinal) == true)
            yield return ("conduct.helping.text", "expected the gaps in it to be filled in");
    }

    private static IEnumerable<(string, string)> Data(StudyPlan plan, PlanConduct conduct)
    {
        if (plan.Data is not { Long: false, Person: "person", Consent: "consent", Rows: null, Pair: null, Version: null, Where.Count: 0, Dates: DateOrder.YearMonthDay, Separator: ',', DecimalComma: false } data)
        {
            yield return ("data", "expected a row a person, with \"person\": \"person\", \"consent\": \"consent\" and \"dates\": \"year-month-day\", and nothing that this programme does not know");
            yield break;
        }

        if (!plan.OneGroup && (data.Arm != "arm" || data.ArmLabels.Count > 0))
            yield return ("data.arm", "expected \"arm\", without labels");
        if (data.Cluster != (plan.Design == StudyDesign.Cluster ? "cluster" : null))
            yield return ("data.cluster", plan.Design == StudyDesign.Cluster ? "expected \"cluster\"" : "expected none: people are not in clusters in this design");
        if (data.Stratum is not (null or "stratum"))
            yield return ("data.stratum", "expected \"stratum\"");
        if ((data.Guess is not null) != conduct.AskGuess || (data.Guess is { } guess && (guess.Column != "guess" || plan.Arms.Any(arm => !guess.Answers.ContainsKey(arm.Id)) || !guess.Answers.ContainsKey(StudyGuess.DoNotKnow))))
            yield return ("data.guess", $"expected the column \"guess\" with an answer for each arm and \"{StudyGuess.DoNotKnow}\", if and only if \"conduct\" asks for it");
        var factors = plan.Allocation?.Factors.Select(factor => factor.Name).ToList() ?? [];
        for (var i = 0; i < plan.Subgroups.Count; i++)
            if (!factors.Contains(plan.Subgroups[i].Column))
                yield return ($"subgroups[{i}].column", "expected a factor of the allocation: nothing else is known about the kinds of people here");
    }

    private static IEnumerable<(string, string)> Outcomes(StudyPlan plan)
    {
        for (var i = 0; i < plan.Outcomes.Count; i++)
            if (plan.Outcomes[i].Model is not null)
                yield return ($"outcomes[{i}].model", "expected a measure: models over rows are run from files");
    }

    private static IEnumerable<(string, string)> Ending(StudyPlan plan, PlanConduct conduct, Programme programme)
    {
        if (plan.Stopping.Looks > 1)
            yield return ("stopping.looks", "expected 1: in a programme outcomes are closed until the end, and opening them ends the study");
        // Whoever agreed to the text of a study agreed to its report, and not to their row; who did is asked for the export.
        if (plan.ReleaseRows)
            yield return ("release", "expected \"summaries\": not everybody here agrees that their answers are given out row by row. The export of the programme gives the rows of those who do");
        if (plan.AfterTheFact)
            yield return ("afterTheFact", "expected false: nobody has answered yet");
        if (plan.Waves.Count > 1 && conduct.Opens < EarliestEnd(plan, programme))
            yield return ("conduct.opens", $"expected {EarliestEnd(plan, programme):yyyy-MM-dd} or later: until then someone who joins on the last day may still answer");
    }
}
