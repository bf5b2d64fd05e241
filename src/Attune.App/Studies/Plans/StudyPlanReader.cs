using System.Text.Json;
using Attune.App.Studies.Allocations;

namespace Attune.App.Studies.Plans;

/// <summary>Reads <c>study.json</c>. Tells all problems at once: file, path and what was expected there.</summary>
public static class StudyPlanReader
{
    public const string Format = "attune-study/1";

    /// <summary>A cell of fewer people than this may never be shown, whatever a plan says.</summary>
    public const int SmallestCell = 5;

    public static readonly IReadOnlyDictionary<string, StudyDesign> Designs = new Dictionary<string, StudyDesign>
    {
        ["before-after"] = StudyDesign.BeforeAfter,
        ["follow-up"] = StudyDesign.FollowUp,
        ["wait-list"] = StudyDesign.WaitList,
        ["parallel"] = StudyDesign.Parallel,
        ["cluster"] = StudyDesign.Cluster,
        ["matched-pairs"] = StudyDesign.MatchedPairs,
        ["stepped-wedge"] = StudyDesign.SteppedWedge,
    };

    public static PlanReading ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllText(path), Path.GetFileName(path));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return new PlanReading(null, [new PlanProblem(path, "", "expected a plan that can be read; there is none")]);
        }
    }

    public static PlanReading Read(string text, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return new PlanReading(null, [new PlanProblem(file, "", "expected a JSON object")]);
            List<PlanProblem> problems = [];
            var canonical = CanonicalJson.Of(document.RootElement);
            var plan = Plan(new PlanNode(document.RootElement, "", file, problems), canonical);
            if (problems.Count == 0)
                problems.AddRange(PlanRules.Broken(plan).Select(broken => new PlanProblem(file, broken.Path, broken.Expected)));
            return new PlanReading(problems.Count == 0 ? plan : null, problems);
        }
        catch (JsonException problem)
        {
            return new PlanReading(null, [new PlanProblem(file, $"line {problem.LineNumber + 1}", "expected JSON; " + problem.Message.Split(" LineNumber")[0])]);
        }
    }

    private static StudyPlan Plan(PlanNode root, string canonical)
    {
        root.Choice("format", new Dictionary<string, int> { [Format] = 1 });
        var plan = new StudyPlan(
            root.Text("title"), root.Text("question"), root.Choice("design", Designs), root.Truth("afterTheFact", false), root.Text("eligible", ""),
            [.. root.Nodes("arms", needed: true).Select(Arm)], [.. root.Nodes("waves", needed: true).Select(Wave)],
            [.. root.Nodes("measures", needed: true).Select(PlanParts.Measure)], [.. root.Nodes("outcomes", needed: true).Select(PlanParts.Outcome)],
            [.. root.Nodes("subgroups", needed: false).Select(Subgroup)], Allocation(root), Missing(root.Node("missing")), Stopping(root.Node("stopping")),
            (int)root.Number("minimumCell", SmallestCell, $"a whole number of {SmallestCell} or more", value => value >= SmallestCell && value == Math.Floor(value)),
            root.Text("masking", ""), Size(root.Node("size")), PlanDataPart.Data(root.Node("data")),
            root.Choice("release", new Dictionary<string, bool> { ["summaries"] = false, ["rows"] = true }, "summaries"), canonical, CanonicalJson.Hash(canonical))
        {
            Conduct = PlanConductPart.Conduct(root.Node("conduct")),
        };
        root.Close();
        return plan;
    }

    private static PlanArm Arm(PlanNode node)
    {
        var arm = new PlanArm(node.Name(), node.Text("label"), node.Truth("comparison", false));
        node.Close();
        return arm;
    }

    private static PlanWave Wave(PlanNode node)
    {
        var wave = new PlanWave(node.Name(), node.Text("label"), node.Whole("opensDay", 0), node.Whole("closesDay", 0), node.Optional("dateColumn"));
        node.Close();
        return wave;
    }

    private static PlanSubgroup Subgroup(PlanNode node)
    {
        var subgroup = new PlanSubgroup(node.Name(), node.Text("label"), node.Text("column"), node.Text("outcome"));
        node.Close();
        return subgroup;
    }

    private static AllocationPlan? Allocation(PlanNode root)
    {
        if (root.Node("allocation") is null)
            return null;
        var reading = AllocationPlanReader.Read(root.Raw("allocation"));
        foreach (var problem in reading.Problems)
            root.Wrong("allocation", problem);
        return reading.Plan;
    }

    private static MissingPlan Missing(PlanNode? node)
    {
        if (node is null)
            return new MissingPlan(true, 20, 0.5, 1);
        var missing = new MissingPlan(
            node.Choice("method", new Dictionary<string, bool> { ["imputation"] = true, ["available"] = false }, "imputation"),
            node.Whole("imputations", 5) ?? 20, node.Number("delta", 0.5, "a number of 0 or more", value => value is >= 0 and <= 10), node.Whole("seed", 0) ?? 1);
        node.Close();
        return missing;
    }

    private static StoppingPlan Stopping(PlanNode? node)
    {
        if (node is null)
            return new StoppingPlan([1], "");
        var looks = Math.Min(node.Whole("looks", 1) ?? 1, 20);
        var fractions = node.NumberList("at");
        if (fractions.Count > 0 && (fractions[^1] != 1 || fractions.Where((fraction, i) => !(fraction > (i == 0 ? 0 : fractions[i - 1]))).Any() || node.Has("looks") && fractions.Count != looks))
            node.Wrong("at", "expected the share of the answers that is in at each look, rising above 0 and ending with 1, as many as \"looks\"");
        var stopping = new StoppingPlan(fractions.Count > 0 ? fractions : [.. Enumerable.Range(1, looks).Select(look => look == looks ? 1 : (double)look / looks)], node.Text("harm", ""));
        node.Close();
        return stopping;
    }

    private static PlanSize? Size(PlanNode? node)
    {
        if (node is null)
            return null;
        static bool Share(double value) => value is >= 0 and < 1;
        var size = new PlanSize(
            node.Whole("people", 2), node.Whole("clusters", 2), node.Has("perCluster") ? node.Number("perCluster", 1, "a number of 1 or more", value => value >= 1) : null,
            node.Number("icc", 0.05, "a number from 0 to 1", value => value is >= 0 and <= 1), node.Number("variation", 0, "a number of 0 or more", value => value >= 0),
            node.Number("dropout", 0, "a share from 0 to below 1", Share), node.Number("baselineR2", 0, "a share from 0 to below 1", Share), node.Whole("steps", 1) ?? 1);
        node.Close();
        return size;
    }
}
