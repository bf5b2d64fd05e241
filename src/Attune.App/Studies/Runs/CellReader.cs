using Attune.App.Studies.Plans;

namespace Attune.App.Studies.Runs;

/// <summary>Reads what the plan names out of one row.</summary>
internal sealed class CellReader(StudyPlan plan, PlanData mapping)
{
    private readonly int places = plan.Measures.Count * plan.Waves.Count;

    /// <summary>The person without number and scores.</summary>
    public StudyPerson Person(CsvTable table)
    {
        var arm = Arm(table);
        return new StudyPerson(0, arm, table.Text(mapping.Stratum), table.Text(mapping.Cluster), table.Text(mapping.Pair),
            new double?[places], new double?[places][], Guess(table, arm), [.. plan.Subgroups.Select(subgroup => table.Text(subgroup.Column))], Begins(table));
    }

    /// <summary>Place of the wave that a row of long data is about; −1 where it names none of the plan.</summary>
    public int Wave(CsvTable table)
    {
        if (table.Text(mapping.Wave) is not { } label)
        {
            table.Wrong(mapping.Wave!, "expected the wave of this row; it is empty");
            return -1;
        }

        var id = mapping.WaveLabels.GetValueOrDefault(label, label);
        for (var wave = 0; wave < plan.Waves.Count; wave++)
            if (plan.Waves[wave].Id == id)
                return wave;
        table.Wrong(mapping.Wave!, $"expected a wave of the plan ({string.Join(", ", plan.Waves.Select(wave => wave.Id))}), found '{label}'");
        return -1;
    }

    /// <summary>Scores of a wave: one cell, or the mean of items with those reversed turned round.</summary>
    public void Scores(CsvTable table, PlanWave wave, StudyPerson person)
    {
        foreach (var measure in plan.Measures)
        {
            var columns = measure.At(wave.Id);
            if (columns.Count == 0)
                continue;
            var place = StudyData.PlaceIn(plan, measure.Id, wave.Id);
            var cells = new double?[columns.Count];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = table.Number(columns[i], measure.Labels, measure.Lowest, measure.Highest);
            foreach (var at in measure.Reverse)
                cells[at] = measure.Lowest + measure.Highest - cells[at];
            var (sum, given) = (0.0, 0);
            foreach (var cell in cells)
                if (cell is { } number)
                    (sum, given) = (sum + number, given + 1);
            person.Scores[place] = given >= measure.Answered && given > 0 ? sum / given : null;
            if (cells.Length > 1)
                person.Items[place] = cells;
        }
    }

    private string Arm(CsvTable table)
    {
        if (mapping.Arm is null)
            return plan.Arms.FirstOrDefault(arm => !arm.Comparison)?.Id ?? plan.Arms[0].Id;
        if (table.Text(mapping.Arm) is not { } label)
        {
            table.Wrong(mapping.Arm, "expected an arm: everyone randomised is analysed in theirs; it is empty");
            return "";
        }

        var id = mapping.ArmLabels.GetValueOrDefault(label, label);
        if (plan.Arms.Any(arm => arm.Id == id))
            return id;
        table.Wrong(mapping.Arm, $"expected an arm of the plan ({string.Join(", ", plan.Arms.Select(arm => mapping.ArmLabels.FirstOrDefault(entry => entry.Value == arm.Id).Key ?? arm.Id))}), found '{label}'");
        return "";
    }

    private int? Begins(CsvTable table)
    {
        if (table.Text(mapping.Begins) is not { } label)
            return null;
        var id = mapping.WaveLabels.GetValueOrDefault(label, label);
        for (var wave = 0; wave < plan.Waves.Count; wave++)
            if (plan.Waves[wave].Id == id)
                return wave;
        table.Wrong(mapping.Begins!, $"expected the wave at which this cluster began ({string.Join(", ", plan.Waves.Select(wave => wave.Id))}), or nothing where it has not yet, found '{label}'");
        return null;
    }

    private double? Guess(CsvTable table, string arm)
    {
        if (mapping.Guess is not { } guess || table.Text(guess.Column) is not { } answer)
            return null;
        if (!guess.Answers.TryGetValue(answer, out var meant))
        {
            table.Wrong(guess.Column, $"expected one of {string.Join(", ", guess.Answers.Keys)}, found '{answer}'");
            return null;
        }

        return meant.Arm is null ? 0 : meant.Arm == arm ? meant.Weight : -meant.Weight;
    }
}
