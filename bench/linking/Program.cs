using System.Globalization;
using System.Text;
using Attune.App.Studies.Linking;
using Attune.Tests.Studies.Linking;

// How many people a code finds again, and how many it links to somebody else, by tolerance and size of the group.
const int People = 9_000;
var text = new StringBuilder("""
    # Found again by a self-made code

    `dotnet run -c Release --project bench/linking -- bench/linking/results.md`

    Simulated groups, 9,000 people in each row: seven elements, a slip in 6 % of them from one occasion to the other, three in four come
    again, one in ten after is new. Shares are of those who came again; *in doubt* is of all, as like to several and left unlinked.

    | people in a group | tolerance | found | linked to somebody else | in doubt |
    |---:|---:|---:|---:|---:|

    """.ReplaceLineEndings("\n"));
foreach (var size in new[] { 30, 60, 200, 600 })
{
    foreach (var tolerance in new[] { 0, 0.5, 1, 1.5, 2 })
    {
        var (came, right, wrong, unsure) = (0, 0, 0, 0);
        for (var seed = 1; seed <= People / size; seed++)
        {
            var (before, after, owner) = SlippingGroup.Make(seed, size);
            var links = CodeLinks.Find(before, after, tolerance, CancellationToken.None);
            came += owner.Count(person => person is not null);
            right += Enumerable.Range(0, size).Count(person => links.Partner[person] is { } place && owner[place] == person);
            wrong += Enumerable.Range(0, size).Count(person => links.Partner[person] is { } place && owner[place] != person);
            unsure += links.AmbiguousBefore.Count;
        }

        text.Append(CultureInfo.InvariantCulture, $"| {size} | {tolerance} | {100.0 * right / came:0.0} % | {100.0 * wrong / came:0.00} % | {100.0 * unsure / (People / size * size):0.00} % |\n");
    }
}

if (args.Length > 0)
    File.WriteAllText(args[0], text.ToString());
Console.Write(text);
