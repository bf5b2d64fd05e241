namespace Attune.App.Studies.Drafting;

/// <summary>How many people are expected, and what they are told before they agree.</summary>
/// <param name="Dropout">How many of a hundred will not answer at the end.</param>
public sealed record PeoplePart(int? People, int? Dropout, string Told, string Masking)
{
    /// <summary>What answers before explain of answers afterwards, where nobody says otherwise: a correlation of .5.</summary>
    private const double UsualBaselineR2 = 0.25;

    private const int UsualDropout = 20;

    public static PeoplePart Read(string draft)
    {
        var plan = PlanText.Parse(draft);
        var size = plan.Object("size");
        return new PeoplePart(
            size.Whole("people"), size is null ? UsualDropout : (int)Math.Round((size.Number("dropout") ?? 0) * 100), plan.Object("conduct").Text("told"), plan.Text("masking"));
    }

    /// <summary>The fields that still miss something; empty where it can go on.</summary>
    public IEnumerable<string> Wrong()
    {
        if (People is not >= 2)
            yield return "people";
        if (Dropout is not (>= 0 and < 100))
            yield return "dropout";
        if (string.IsNullOrWhiteSpace(Told) || Told.Contains(Consents.ConsentVersion.Gap, StringComparison.Ordinal))
            yield return "told";
    }

    public string Write(string draft)
    {
        var plan = PlanText.Parse(draft);
        var size = plan.Own("size");
        if (People is { } people)
            size["people"] = people;
        else
            size.Remove("people");
        // A trial of groups is planned by its groups.
        if (DesignPart.Read(draft) is { OfGroups: true, Clusters.Count: > 0 and var clusters } && People is { } all)
            (size["clusters"], size["perCluster"]) = (clusters, Math.Max(1, Math.Round((double)all / clusters, 1)));
        else
        {
            size.Remove("clusters");
            size.Remove("perCluster");
        }

        size["dropout"] = (Dropout ?? 0) / 100.0;
        size["baselineR2"] ??= UsualBaselineR2;
        plan.Own("conduct")["told"] = Told.Trim().ReplaceLineEndings("\n");
        plan["masking"] = Masking.Trim();
        return PlanText.Write(plan);
    }
}
