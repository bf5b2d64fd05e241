namespace Attune.Measurement.Structure;

/// <summary>Numbers the free cells of a model: cells asked for under one name share a number.</summary>
internal sealed class ModelBuilder
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    public string NameOf(int parameter) => names[parameter];

    public ModelCell Free(Part part, int row, int column, string name)
    {
        if (!numbers.TryGetValue(name, out var number))
        {
            numbers.Add(name, number = names.Count);
            names.Add(name);
        }

        return new ModelCell(part, row, column, number);
    }

    /// <summary>A parameter that no other cell shares, whatever it is called: names that people chose can run together.</summary>
    public ModelCell Own(Part part, int row, int column, string name)
    {
        names.Add(name);
        return new ModelCell(part, row, column, names.Count - 1);
    }

    public static ModelCell Fixed(Part part, int row, int column, double value) => new(part, row, column, -1, value);

    /// <summary>Items of each factor by place among the variables; refuses names that do not fit.</summary>
    public static int[][] Places(IReadOnlyList<Factor> factors, IReadOnlyList<string> variables)
    {
        if (factors.Count == 0)
            throw new ArgumentException("A factor model has at least one factor.", nameof(factors));
        if (factors.Select(factor => factor.Name).Distinct(StringComparer.Ordinal).Count() != factors.Count)
            throw new ArgumentException("A factor is named twice.", nameof(factors));
        var all = variables.ToList();
        int[][] places = [.. factors.Select(factor => factor.Items.Select(item => all.IndexOf(item)).ToArray())];
        foreach (var (factor, own) in factors.Zip(places))
            if (own.Length == 0 || own.Contains(-1) || own.Distinct().Count() != own.Length)
                throw new ArgumentException($"Factor {factor.Name} needs distinct items of the summary.", nameof(factors));
        if (Enumerable.Range(0, all.Count).Except(places.SelectMany(own => own)).Any())
            throw new ArgumentException("Every variable of the summary measures a factor; select those that do.", nameof(factors));
        return places;
    }

    /// <summary>Whether an item is all that stands for a factor: its residual is then 0, as nothing could tell it apart.</summary>
    public static bool Alone(int[][] places, int item)
    {
        var own = places.Where(items => items.Contains(item)).ToList();
        return own.Count == 1 && own[0].Length == 1;
    }
}
