using System.Text.Json.Nodes;
using Attune.App.Studies.Plans;

namespace Attune.Tests.Studies.Plans;

public sealed class StudyPlanReaderTests
{
    [Fact]
    public void The_examples_are_plans()
    {
        foreach (var file in PlanExample.Files)
            StudyPlanReader.ReadFile(file).Problems.ShouldBeEmpty(file);
    }

    [Fact]
    public void A_plan_without_a_primary_harm_is_refused() =>
        Problem(plan => plan["outcomes"]![1]!["role"] = "benefit").ShouldContain("at least one primary outcome with \"role\": \"harm\"");

    [Fact]
    public void A_plan_without_a_primary_benefit_is_refused() =>
        Problem(plan => plan["outcomes"]![0]!["primary"] = false).ShouldContain("at least one primary outcome with \"role\": \"benefit\"");

    [Fact]
    public void Concern_and_distress_never_share_an_item() =>
        Problem(plan => plan["measures"]![1]!["columns"]!["before"]![0] = "c1_before").ShouldContain("measures[1].columns: expected concern and distress apart; 'c1_before' is in both");

    [Fact]
    public void A_misspelt_member_is_pointed_out_with_its_place() =>
        Problem(plan => plan["outcomes"]![0]!["worthhaving"] = 1).ShouldContain("outcomes[0].worthhaving: there is no such member here");

    [Fact]
    public void Several_problems_are_told_at_once()
    {
        var problems = PlanExample.Read(plan =>
        {
            plan["title"] = "";
            plan["design"] = "guess";
            plan["outcomes"]![1]!["worthHaving"] = 0;
            plan["minimumCell"] = 3;
        }).Problems;

        problems.Select(problem => problem.Path).ShouldBe(["title", "design", "outcomes[1].worthHaving", "minimumCell"], ignoreOrder: true);
        problems.ShouldAllBe(problem => problem.File == "study.json" && problem.Expected.StartsWith("expected"));
    }

    [Theory]
    [InlineData("outcomes[0].at", "later")]
    [InlineData("outcomes[0].from", "after")]
    [InlineData("outcomes[0].measure", "kindness")]
    public void An_outcome_that_names_what_the_plan_has_not_is_refused(string path, string value) =>
        Problem(plan => plan["outcomes"]![0]![path.Split('.')[1]] = value).ShouldContain(path);

    [Theory]
    [InlineData("concern", "expected another measure than 'concern', asked at 'after'")]
    [InlineData("kindness", "expected another measure than 'concern', asked at 'after'")]
    [InlineData("distress", "")]
    public void A_look_back_is_the_same_questions_asked_afterwards(string measure, string problem)
    {
        var problems = PlanExample.Read(plan => plan["outcomes"]![0]!["thenTest"] = measure).Problems;
        if (problem == "")
            problems.ShouldBeEmpty();
        else
            problems.ShouldHaveSingleItem().ToString().ShouldStartWith("study.json, outcomes[0].thenTest: " + problem);
        PlanExample.Read(plan =>
        {
            plan["outcomes"]![0]!["thenTest"] = "distress";
            plan["measures"]![1]!["range"]!["highest"] = 9;
        }).Problems.ShouldContain(wrong => wrong.Expected == "expected as many items as 'concern' has (3), and its range");
    }

    [Fact]
    public void One_comparison_is_needed() => Problem(plan => plan["arms"]![0]!["comparison"] = false).ShouldContain("arms: expected \"comparison\": true on one arm, found it on 0");

    [Fact]
    public void A_cluster_trial_says_where_its_clusters_are() => Problem(plan => plan["design"] = "cluster").ShouldContain("data.cluster");

    [Fact]
    public void An_allocation_for_other_arms_is_refused() => Problem(plan => plan["allocation"] = new JsonObject
    {
        ["method"] = "blocks",
        ["arms"] = new JsonArray(new JsonObject { ["id"] = "left" }, new JsonObject { ["id"] = "right" }),
        ["blockSizes"] = new JsonArray(2, 4),
    }).ShouldContain("allocation.arms");

    [Fact]
    public void What_is_no_JSON_is_told_with_its_line() =>
        StudyPlanReader.Read("{\n \"format\": \n}", "study.json").Problems.ShouldHaveSingleItem().ToString().ShouldStartWith("study.json, line 3: expected JSON");

    [Fact]
    public void The_same_plan_written_otherwise_has_the_same_hash()
    {
        var plain = PlanExample.Text();
        var turned = new JsonObject(JsonNode.Parse(plain)!.AsObject().Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

        StudyPlanReader.Read(turned.ToString().Replace("0.36", "3.6e-1", StringComparison.Ordinal), "study.json").Plan!.Hash.ShouldBe(PlanExample.Plan().Hash);
        PlanExample.Plan(plan => plan["outcomes"]![0]!["worthHaving"] = 0.51).Hash.ShouldNotBe(PlanExample.Plan().Hash);
    }

    private static string Problem(Action<JsonNode> change) => string.Join('\n', PlanExample.Read(change).Problems);
}
