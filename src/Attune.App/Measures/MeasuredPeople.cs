namespace Attune.App.Measures;

/// <summary>Every measured outcome of a programme, a row a person.</summary>
/// <param name="People">In order of joining; a value for each column, null where there is none.</param>
public sealed record MeasuredPeople(IReadOnlyList<MeasureColumn> Columns, IReadOnlyList<MeasuredPerson> People)
{
    /// <summary>The values of one column, of everyone.</summary>
    public IEnumerable<double?> Of(string id, string wave)
    {
        var place = Columns.Index().First(column => column.Item.Id == id && column.Item.Wave == wave).Index;
        return People.Select(person => person.Values[place]);
    }
}

/// <param name="Number">The number in the room.</param>
public sealed record MeasuredPerson(Guid Participant, int Number, IReadOnlyList<double?> Values);
