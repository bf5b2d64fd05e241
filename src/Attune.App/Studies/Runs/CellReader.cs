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
            new double?[places], new double?[places][], Guess(table, arm), [.. plan.Subgroups.Select(subgroup => table.Text(subgroup.Column))]);
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
            var cells = columns.Select(column => table.Number(column, measure.Labels, measure.Lowest, measure.Highest)).ToArray();
            foreach (var at in measure.Reverse)
                cells[at] = measure.Lowest + measure.Highest - cells[at];
            var given = cells.OfType<double>().ToList();
            person.Scores[place] = given.Count >= measure.Answered && given.Count > 0 ? given.Average() : null;
            if (cells.Length > 1)
                person.Items[place] = cells;
        }
    }

    private string Arm(CsvTable table)
    {
        if (mapping.Arm is null)
            return plan.Arms[0].Id;
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
