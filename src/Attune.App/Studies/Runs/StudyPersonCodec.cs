namespace Attune.App.Studies.Runs;

/// <summary>A person as bytes. Names that come again and again (arms, strata, clusters) are written as their place in a list.</summary>
internal sealed class StudyPersonCodec
{
    private const byte NotGiven = 255, InFull = 254;

    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly List<string?> names = [null];

    public void Write(BinaryWriter writer, StudyPerson person)
    {
        writer.Write7BitEncodedInt(person.Number);
        Write(writer, person.Arm);
        Write(writer, person.Stratum);
        Write(writer, person.Cluster);
        Write(writer, person.Pair);
        Write(writer, person.Guess);
        Write(writer, person.Begins);
        Many(writer, person.Kinds, Write);
        Many(writer, person.Scores, Write);
        Many(writer, person.Items, (inner, items) =>
        {
            if (items is null)
                inner.Write((byte)0);
            else
                Many(inner, items, Write);
        });
    }

    public StudyPerson Read(BinaryReader reader) => new(
        reader.Read7BitEncodedInt(), Name(reader)!, Name(reader), Name(reader), Name(reader), default!, default!, Number(reader), default!, (int?)Number(reader))
    {
        Kinds = Many(reader, Name),
        Scores = Many(reader, Number),
        Items = Many(reader, inner => Many(inner, Number) is { Length: > 0 } items ? items : null),
    };

    private static void Many<T>(BinaryWriter writer, IReadOnlyList<T> values, Action<BinaryWriter, T> write)
    {
        writer.Write7BitEncodedInt(values.Count);
        foreach (var value in values)
            write(writer, value);
    }

    private static T[] Many<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var values = new T[reader.Read7BitEncodedInt()];
        for (var i = 0; i < values.Length; i++)
            values[i] = read(reader);
        return values;
    }

    private void Write(BinaryWriter writer, string? name)
    {
        var place = 0;
        if (name is not null && !places.TryGetValue(name, out place))
        {
            places.Add(name, place = names.Count);
            names.Add(name);
        }

        writer.Write7BitEncodedInt(place);
    }

    private string? Name(BinaryReader reader) => names[reader.Read7BitEncodedInt()];

    // Most answers are small whole numbers, one byte each.
    private static void Write(BinaryWriter writer, double? value)
    {
        if (value is not { } number)
        {
            writer.Write(NotGiven);
        }
        else if (number is >= 0 and < InFull && number == (byte)number && !double.IsNegative(number))
        {
            writer.Write((byte)number);
        }
        else
        {
            writer.Write(InFull);
            writer.Write(number);
        }
    }

    private static double? Number(BinaryReader reader) => reader.ReadByte() switch
    {
        NotGiven => null,
        InFull => reader.ReadDouble(),
        var small => small,
    };
}
