namespace Attune.App.Studies.Runs;

/// <summary>A row of long data: one person at one wave.</summary>
/// <param name="Wave">Place of the wave in the plan; below 0 where the row named none.</param>
/// <param name="Part">The person as this row tells; scores of this wave only.</param>
internal sealed record LongRow(string Id, long Line, int Wave, DateOnly? Date, DateOnly? Consent, StudyPerson Part)
{
    public static void Write(BinaryWriter writer, LongRow row, StudyPersonCodec people)
    {
        writer.Write(row.Id);
        writer.Write(row.Line);
        writer.Write(row.Wave);
        writer.Write(row.Date?.DayNumber ?? -1);
        writer.Write(row.Consent?.DayNumber ?? -1);
        people.Write(writer, row.Part);
    }

    public static LongRow Read(BinaryReader reader, StudyPersonCodec people) =>
        new(reader.ReadString(), reader.ReadInt64(), reader.ReadInt32(), Day(reader), Day(reader), people.Read(reader));

    private static DateOnly? Day(BinaryReader reader) => reader.ReadInt32() is >= 0 and var day ? DateOnly.FromDayNumber(day) : null;
}
