using Attune.App.Content;

namespace Attune.App.Practices;

/// <summary>Nobody is shown a request that was not really made, and nobody goes without being told afterwards.</summary>
internal static class HelpingSteps
{
    public static void Check(IReadOnlyList<PracticeStep> steps, DocumentProblems problems)
    {
        var kinds = steps.Select(step => step.Kind).ToList();
        var help = kinds.IndexOf("help");
        if (help >= 0)
        {
            var line = steps[help].Line;
            if (kinds.IndexOf("ask") is var ask && (ask < 0 || ask > help))
                problems.Add(line, "a step of kind help with no step of kind ask before it", "one: a request comes from somebody who asked");
            if (kinds.IndexOf("reply") < 0)
                problems.Add(line, "a step of kind help and no step of kind reply", "one, so that what is written reaches whoever asked");
            if (kinds.LastIndexOf("debrief") < help)
                problems.Add(line, "a step of kind help with no step of kind debrief after it", "one: people are told what chance decided for them");
        }

        foreach (var step in steps.Where((step, place) => step.Kind is "stay" or "debrief" && (help < 0 || place < help)))
            problems.Add(step.Line, $"a step of kind {step.Kind} with no step of kind help before it", "a step of kind help first");
    }
}
