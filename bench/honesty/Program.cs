using System.Globalization;
using Attune.Honesty;

// dotnet run -c Release --project bench/honesty -- [--trials 2000] [--seed 1] [--out bench/honesty/results.md]
var trials = int.Parse(Option("--trials", "2000"), CultureInfo.InvariantCulture);
var seed = int.Parse(Option("--seed", "1"), CultureInfo.InvariantCulture);

var tallies = Scenario.All().Select(scenario => new Tally(scenario)).ToList();
for (var place = 0; place < tallies.Count; place++)
{
    var tally = tallies[place];
    var plan = World.Plan(tally.Scenario);
    // Each trial has a seed of its own, so that the figures do not hang on how many run at once.
    Parallel.For(0, trials, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, trial =>
        tally.Add(World.Draw(tally.Scenario, plan with { Missing = plan.Missing with { Seed = trial } }, new Random(unchecked((seed * 100 + place) * 100_003 + trial)))));
    Console.Error.WriteLine($"{tally.Scenario.Name}: {tally.Trials} trials");
}

var text = ResultsText.Write(tallies, trials, seed);
var file = Option("--out", "");
if (file != "")
    File.WriteAllText(file, text);
Console.Write(text);

string Option(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
