using Attune.Benchmarks;

// One file a question: `dotnet run -c Release --project bench/Attune.Benchmarks -- QUESTION`.
return args switch
{
    ["memory-bound"] => MemoryBound.Run(),
    ["people", var file, var people] => People.Write(file, int.Parse(people), missing: 0),
    ["people", var file, var people, "--missing"] => People.Write(file, int.Parse(people), missing: 0.1),
    ["meta", var file, var studies] => Studies.Write(file, int.Parse(studies)),
    ["time", var runs, .. var specs] => Timed.Run(int.Parse(runs), specs),
    ["second", var runs, var first, var next] => Timed.Second(int.Parse(runs), first, next),
    ["against-r", "--page", var folder] => AgainstRPage.Again(folder),
    ["against-r", .. var rest] => AgainstR.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("memory-bound | against-r [--quick] [--only ROW] | people FILE N [--missing] | meta FILE N | time RUNS SPEC…");
    return 2;
}
