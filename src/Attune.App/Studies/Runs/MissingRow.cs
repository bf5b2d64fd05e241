namespace Attune.App.Studies.Runs;

/// <summary>Somebody without the outcome.</summary>
/// <param name="Arm">Place of the arm in the plan.</param>
internal sealed record MissingRow(int Number, int Arm, string Group, double[] Predictors)
{
    public static void Write(BinaryWriter writer, MissingRow row)
    {
        writer.Write(row.Number);
        writer.Write(row.Arm);
        writer.Write(row.Group);
        writer.Write(row.Predictors.Length);
        foreach (var value in row.Predictors)
            writer.Write(value);
    }

    public static MissingRow Read(BinaryReader reader)
    {
        var (number, arm, group, values) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadString(), new double[reader.ReadInt32()]);
        for (var i = 0; i < values.Length; i++)
            values[i] = reader.ReadDouble();
        return new MissingRow(number, arm, group, values);
    }
}
