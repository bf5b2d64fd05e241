using System.Globalization;
using System.Text;

namespace Attune.Scale;

/// <summary>A made-up study of any size: two measures of three items at four waves, five strata, a tenth gone at the end.</summary>
internal static class StudyFiles
{
    private static readonly string[] Waves = ["before", "half", "after", "later"];

    public static string Plan(string folder, bool narrow)
    {
        string Columns(string measure) => narrow
            ? $"""
               "column": ["{measure}1", "{measure}2", "{measure}3"]
               """
            : $$"""
                "columns": {{{string.Join(", ", Waves.Select(wave => $"\"{wave}\": [\"{measure}1_{wave}\", \"{measure}2_{wave}\", \"{measure}3_{wave}\"]"))}}}
                """;
        var file = Path.Combine(folder, narrow ? "long.json" : "wide.json");
        File.WriteAllText(file, $$"""
            {"format": "attune-study/1", "title": "A study of many", "question": "Does it scale?", "design": "wait-list",
             "arms": [{"id": "waiting", "label": "Waiting list", "comparison": true}, {"id": "circle", "label": "Circle"}],
             "waves": [{{string.Join(", ", Waves.Select(wave => $$"""{"id": "{{wave}}", "label": "{{wave}}"}"""))}}],
             "measures": [
               {"id": "concern", "label": "Concern", "of": "concern", "range": {"lowest": 1, "highest": 7}, {{Columns("c")}}},
               {"id": "distress", "label": "Distress", "of": "distress", "range": {"lowest": 1, "highest": 7}, {{Columns("d")}}}],
             "outcomes": [
               {"id": "concern", "label": "concern", "role": "benefit", "primary": true, "measure": "concern", "from": "before", "at": "later", "better": "higher", "worthHaving": 0.3},
               {"id": "distress", "label": "distress", "role": "harm", "primary": true, "measure": "distress", "from": "before", "at": "later", "better": "lower", "worthHaving": 0.3}],
             "data": {"shape": "{{(narrow ? "long" : "wide")}}", {{(narrow ? "\"wave\": \"wave\"," : "")}} "person": "id", "arm": "arm", "stratum": "place"} }
            """);
        return file;
    }

    /// <summary>Writes the data; long data come wave by wave, so that a person's rows lie far apart.</summary>
    /// <param name="broken">A line to break, counted from 1; 0 for none.</param>
    public static string Data(string folder, int people, bool narrow, long broken = 0)
    {
        var file = Path.Combine(folder, $"{(narrow ? "long" : "wide")}-{people}{(broken > 0 ? "-broken" : "")}.csv");
        using var writer = new StreamWriter(file, false, new UTF8Encoding(false), 1 << 20);
        writer.Write(narrow ? "id,arm,place,wave,c1,c2,c3,d1,d2,d3\n"
            : $"id,arm,place,{string.Join(',', new[] { "c", "d" }.SelectMany(m => Waves.SelectMany(wave => Enumerable.Range(1, 3).Select(i => $"{m}{i}_{wave}"))))}\n");
        var line = 1L;
        for (var wave = 0; wave < (narrow ? Waves.Length : 1); wave++)
            for (var i = 0; i < people; i++)
            {
                if (++line == broken)
                    writer.Write("this row ends too soon,circle\n");
                else
                    Row(writer, i, narrow, wave);
            }

        return file;
    }

    private static void Row(StreamWriter writer, int i, bool narrow, int onlyWave)
    {
        var random = new Random(i);
        var arm = random.Next(2);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"p{i:D7},{(arm == 1 ? "circle" : "waiting")},place {i % 5}"));
        if (narrow)
            writer.Write($",{Waves[onlyWave]}");
        var leaves = random.NextDouble() < 0.1;
        for (var measure = 0; measure < 2; measure++)
        {
            var level = 3.5 + random.NextDouble();
            for (var wave = 0; wave < Waves.Length; wave++)
                for (var item = 0; item < 3; item++)
                {
                    var answer = (int)Math.Clamp(Math.Round(level + 2 * random.NextDouble() - 1 + (wave == 3 && arm == 1 && measure == 0 ? 0.5 : 0)), 1, 7);
                    if (narrow && wave != onlyWave)
                        continue;
                    writer.Write(',');
                    if (!(leaves && wave == 3))
                        writer.Write((char)('0' + answer));
                }
        }

        writer.Write('\n');
    }
}
