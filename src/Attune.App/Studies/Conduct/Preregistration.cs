using System.Globalization;
using System.Text;
using Attune.App.Studies.Allocations;
using Attune.App.Studies.Planning;
using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Conduct;

/// <summary>A locked plan as a document to publish before anyone joins.</summary>
public static class Preregistration
{
    public static string Write(LockedPlan locked, string? commitment)
    {
        var plan = locked.Latest;
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"# {Plain(plan.Title)}\n");
        Line($"Locked {Moment(locked.Lock.First.At)} by {Plain(locked.Lock.First.By)}, before anyone had answered.\n");
        Line($"- SHA-256 of the plan: `{locked.First.Hash}`");
        Line($"- Entry of the lock: `{locked.Lock.First.Entry}`");
        if (commitment is not null)
            Line($"- Commitment to the seed of the allocation: `{commitment}`");
        Section("The question");
        Line($"{Plain(plan.Question)}");
        Section("Who takes part");
        Line($"{(plan.Eligible.Length > 0 ? Plain(plan.Eligible) : "Everyone who joins the programme and agrees.")}");
        Section("Design and groups");
        Line($"Design: {StudyPlanReader.Designs.First(design => design.Value == plan.Design).Key}.\n");
        foreach (var arm in plan.Arms)
            Line($"- {Plain(arm.Label)}{(arm.Comparison ? " (the group the others are compared with)" : "")}: {Starts(plan, arm)}");
        if (plan.Allocation is { } allocation)
            Line($"\nChance gives each {allocation.UnitName} a group, {Method(allocation)}. Nobody sees the next assignment. Masking: {(plan.Masking.Length > 0 ? Plain(plan.Masking) : "the arms are called A and B to whoever analyses until they are unmasked.")}");
        Section("When people are asked");
        foreach (var wave in plan.Waves)
            Line($"- {Plain(wave.Label)}{(wave is { OpensDay: { } opens, ClosesDay: { } closes } ? $": day {opens} to day {closes} after agreeing" : "")}");
        Section("Outcomes");
        foreach (var outcome in plan.Outcomes)
            Line($"- **{Plain(outcome.Label)}** ({(outcome.Primary ? "main" : "looked at as well")}, {(outcome.Role == OutcomeRole.Harm ? "harm" : "benefit")}): {(outcome.HigherIsBetter ? "higher" : "lower")} is better; smallest difference {(outcome.Role == OutcomeRole.Harm ? "worth minding" : "worth having")} {outcome.WorthHaving} {Plain(outcome.Unit)}, at {Plain(outcome.At)}{(outcome.From is { } from ? $", adjusted for {Plain(from)}" : "")}{(outcome.ThenTest is { } then ? $"; beside it, and never instead, the change from how people then say it was ({Plain(plan.Measure(then).Label)})" : "")}");
        if (plan.Conduct?.Helping is { } helping)
        {
            Section("Help that is asked for");
            Line($"Approved on {helping.On:yyyy-MM-dd} by {Plain(helping.By)}: {Plain(helping.Text)}\n");
            Line($"Everyone is asked once, after the questions of {Plain(plan.Wave(StudyWaves.HelpedAt(plan)[0]).Label)}; chance makes leaving easy or harder, and everyone is told so afterwards and can have it left out.");
        }

        Section("Analysis");
        Line($"Everyone who was given a group is analysed in it. Missing answers: {(plan.Missing.Impute ? $"{plan.Missing.Imputations} imputations lead, and those who answered are shown beside them" : "those who answered lead")}; the missing of one group may have fared {plan.Missing.Delta} standard deviations worse. Several main outcomes are corrected for by Holm's method. Nothing is shown of fewer than {plan.MinimumCell} people.");
        foreach (var subgroup in plan.Subgroups)
            Line($"\nLooked at as an interaction: {Plain(subgroup.Label)}.");
        Section("When it stops for harm");
        Line($"{(plan.Stopping.Harm.Length > 0 ? Plain(plan.Stopping.Harm) : "No rule was written.")}");
        Size(plan, Line, Section);
        if (plan.Conduct is { } conduct)
        {
            Section("When outcomes are known");
            Line($"Nobody reads an outcome before {conduct.Opens:yyyy-MM-dd}; which group is A and which is B is known from {conduct.Unmasks:yyyy-MM-dd}.");
        }

        foreach (var (before, after) in locked.Lock.Versions.Zip(locked.Lock.Versions.Skip(1)))
        {
            Section($"Amendment of {Moment(after.At)}");
            Line($"By {Plain(after.By)}. Why: {Plain(after.Why)}\n");
            foreach (var (path, was, now) in PlanChanges.Between(before, after))
                Line($"- `{path}`: {Plain(was ?? "nothing")} → {Plain(now ?? "nothing")}");
        }

        return text.ToString();

        void Section(string heading) => Line($"\n## {heading}\n");
    }

    private static void Size(StudyPlan plan, Action<FormattableString> line, Action<string> section)
    {
        if (PlanStudy.Of(plan) is not PlanStudy.Outcome.Planned { Detection: var detection })
            return;
        section("What it can detect");
        line($"With {plan.Size!.People ?? plan.Size.Clusters} {detection.Unit}, the smallest effect found four times in five is {detection.Detectable:0.00} standard deviations.{(detection.Believable ? "" : " That is more than careful pooling found anywhere: nothing believable.")}");
    }

    private static string Starts(StudyPlan plan, PlanArm arm) => plan.Conduct?.Starts.GetValueOrDefault(arm.Id) switch
    {
        PracticeStart.Now => "goes through the practice at once",
        PracticeStart.Afterwards => "goes through the practice after the last questions",
        PracticeStart.Never => "does not go through the practice",
        _ => "as the programme says",
    };

    private static string Method(AllocationPlan allocation) =>
        allocation.Method == AllocationMethod.Minimisation ? "by minimisation with a random element"
        : $"in blocks of random size ({string.Join(", ", allocation.BlockSizes)}){(allocation.Factors.Count > 0 ? $" within {string.Join(" and ", allocation.Factors.Select(factor => Plain(factor.Name)))}" : "")}";

    private static string Moment(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings(" "))
            plain.Append(letter is '\\' or '`' or '*' or '_' or '<' or '>' or '[' or ']' or '#' ? $"\\{letter}" : letter);
        return plain.ToString();
    }
}
